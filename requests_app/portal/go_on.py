"""Go on with the form later, or in another browser: a link by mail, behind a button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from registers_app.models import Controller
from requests_app.models import Draft
from requests_app.portal.drafts import answers_of, open_in
from requests_app.portal.headers import personal
from requests_app.portal.last_forms import LaterForm
from requests_app.portal.steps import controller_of
from requests_app.portal.throttle import spent
from requests_app.services.draft_link import has_draft, mail_draft_link, use_draft_link
from requests_app.services.forget_drafts import kept_until

GONE = 410
LINKS_AN_HOUR = 5


def wants_link(request: HttpRequest) -> bool:
    """Whether the person asked for the link: by its button, or by an address beside another."""
    return "later" in request.POST or bool(request.POST.get("later_email", "").strip())


def mail_link(
    request: HttpRequest, draft: Draft, controller: Controller | None, *, back_to: str
) -> HttpResponse:
    """Mail the link to the address that was typed, and say so; or say what is wrong with it."""
    form = LaterForm(request.POST)
    context: dict[str, Any] = {
        "form": form,
        "controller": controller,
        "back_to": back_to,
        "is_sent": False,
    }
    if controller is None:
        return redirect("portal:start")
    if form.is_valid():
        email = form.cleaned_data["later_email"]
        if not _is_too_often(draft, email):
            mail_draft_link(draft.pk, email=email, controller=controller)
        context |= {
            "is_sent": True,
            "email": email,
            "kept_until": kept_until(draft, time_zone=controller.time_zone),
        }
    return render(request, "portal/later.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """Have the link mailed, from the page that shows the answers."""
    answers = answers_of(request)
    controller = controller_of(answers)
    if answers.draft is None or answers.submission_id is not None or controller is None:
        return redirect("portal:start")
    back_to = reverse("portal:check")
    if request.method == "POST":
        return mail_link(request, answers.draft, controller, back_to=back_to)
    context = {"form": LaterForm(), "controller": controller, "back_to": back_to}
    return render(request, "portal/later.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, secret: str) -> HttpResponse:
    """Open the form in this browser; the button does it, since mail scanners open every link."""
    if request.method != "POST":
        is_there = has_draft(secret)
        return render(
            request,
            "portal/go_on.html",
            status=200 if is_there else GONE,
            context={"is_there": is_there},
        )
    own = use_draft_link(secret)
    if own is None:
        return render(request, "portal/go_on.html", {"is_there": False}, status=GONE)
    response = redirect("portal:check")
    open_in(response, own)
    return response


def _is_too_often(draft: Draft, email: str) -> bool:
    """Nobody's mailbox is filled through us; who asks is told the same either way."""
    return spent("draft_link", email.casefold(), limit=LINKS_AN_HOUR) or spent(
        "draft_link_of", str(draft.pk), limit=LINKS_AN_HOUR
    )
