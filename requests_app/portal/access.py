"""Whose request this browser may see: the session keeps the submission's id and nothing else."""

from datetime import timedelta

from django.http import HttpRequest

from requests_app.models import Submission

KEY = "portal_submission"
# Said on the page. Nothing can be lost by its end: a new link is always to be had.
LIFETIME = timedelta(hours=2)


def open_for(request: HttpRequest, submission: Submission) -> None:
    """Let this browser see one submission, under a session key nobody has seen before."""
    request.session.cycle_key()
    request.session[KEY] = submission.pk
    if not request.user.is_authenticated:
        request.session.set_expiry(LIFETIME)


def close_for(request: HttpRequest) -> None:
    """Let this browser see it no more."""
    if request.user.is_authenticated:
        request.session.pop(KEY, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def seen_submission(request: HttpRequest) -> Submission | None:
    """The submission that this browser may see."""
    pk = request.session.get(KEY)
    if pk is None:
        return None
    return (
        Submission.objects.select_related("controller", "register", "identity_check")
        .filter(pk=pk)
        .first()
    )
