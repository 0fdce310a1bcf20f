"""Pages behind mailed links. Opening them does nothing, for mail scanners open every link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from requests_app.models import LinkPurpose, PersonLink, RightsRequest
from requests_app.models.person_link import new_secret
from requests_app.portal.access import open_for
from requests_app.portal.forms import NewLinkForm
from requests_app.portal.headers import personal
from requests_app.portal.throttle import spent
from requests_app.services.confirm_email import confirm_email
from requests_app.services.links import find_link
from requests_app.services.tell import mail_person

GONE = 410
NEW_LINKS_AN_HOUR = 5


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm one's mail address; the button does it."""
    link = _link(secret, LinkPurpose.CONFIRM)
    if link is None:
        return _unknown(request)
    if request.method == "POST":
        confirm_email(link)
        return render(request, "portal/confirmed.html", {"submission": link.submission})
    return render(request, "portal/confirm.html", {"submission": link.submission})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def open_request(request: HttpRequest, secret: str) -> HttpResponse:
    """Open one's own request; the button does it."""
    link = _link(secret, LinkPurpose.OPEN)
    if link is None:
        return _unknown(request)
    if request.method == "POST":
        open_for(request, link.submission)
        return redirect("portal:request")
    return render(request, "portal/open.html", {"submission": link.submission})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Have a new link mailed. The answer is the same whatever is given."""
    if request.method != "POST":
        return render(request, "portal/new_link.html", {"form": NewLinkForm()})
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/new_link.html", {"form": form})
    _mail_new_link(
        reference=_as_reference(form.cleaned_data["reference"]),
        email=form.cleaned_data["email"].casefold(),
    )
    return render(request, "portal/new_link_sent.html")


def _link(secret: str, purpose: LinkPurpose) -> PersonLink | None:
    return find_link(secret, purpose=purpose)


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {"form": NewLinkForm()}
    return render(request, "portal/link_unknown.html", context, status=GONE)


def _mail_new_link(*, reference: str, email: str) -> None:
    if spent("new_link", reference, email, limit=NEW_LINKS_AN_HOUR):
        return
    request = (
        RightsRequest.objects.select_related("submission__controller")
        .filter(submission__reference=reference, submission__email__iexact=email)
        .order_by("pk")
        .first()
    )
    if request is not None:
        # Each time is an occasion of its own: the earlier mail may be what was lost.
        mail_person(request, kind="new_link", occasion=f"new_link:{request.pk}:{new_secret()}")


def _as_reference(typed: str) -> str:
    """The reference as we write it, from however somebody typed it."""
    letters = "".join(char for char in typed.upper() if char.isalnum()).removeprefix("RD")
    return f"RD-{letters[:4]}-{letters[4:]}"
