"""A question goes by post: the clock waits from the day on which it is posted (in_the_post.py)."""

from registers_app.domain.actors import SYSTEM, Actor
from requests_app.models import CaseLetter, RightsRequest
from requests_app.services.in_the_post import QUESTIONS
from requests_app.services.perform import lock_case
from requests_app.services.redate import redate


def redate_posted(letter: CaseLetter, *, actor: Actor = SYSTEM) -> None:
    """Date the open requests of the case anew, where *letter* is a question."""
    if letter.kind not in QUESTIONS.values():
        return
    case = lock_case(RightsRequest, letter.request_id)
    for request in RightsRequest.objects.filter(submission=case.pk).order_by("pk"):
        if not request.is_closed:
            redate(request, actor=actor)
