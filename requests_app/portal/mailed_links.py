"""Pages behind mailed links. Opening them does nothing, for mail scanners open every link."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from requests_app.models import LinkPurpose, PersonLink
from requests_app.portal.access import open_for, seen_id
from requests_app.portal.entry_forms import CodeForm, NewLinkForm
from requests_app.portal.headers import personal
from requests_app.services.confirm_email import confirm_email
from requests_app.services.links import find_any_link, find_link, use_link
from requests_app.services.mail_new_link import mail_new_link

GONE = 410


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm one's mail address; the button does it."""
    link = find_link(secret, purpose=LinkPurpose.CONFIRM)
    if link is None:
        return _over(request, secret, LinkPurpose.CONFIRM)
    if request.method == "POST":
        confirm_email(link)
        return render(request, "portal/confirmed.html", {"submission": link.submission})
    return render(request, "portal/confirm.html", {"submission": link.submission})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def open_request(request: HttpRequest, secret: str) -> HttpResponse:
    """Open one's own request; the button does it, once."""
    link = find_link(secret, purpose=LinkPurpose.OPEN)
    if link is None:
        return _over(request, secret, LinkPurpose.OPEN)
    if request.method != "POST":
        context = {"submission": link.submission, "minutes": settings.OWN_PAGE_MINUTES}
        return render(request, "portal/open.html", context)
    if not use_link(link):
        return _over(request, secret, LinkPurpose.OPEN)
    open_for(request, link.submission)
    return redirect("portal:request")


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def send_open_again(request: HttpRequest, secret: str) -> HttpResponse:
    """Have a new link mailed in the place of one that is over; the button does it."""
    return _send_again(request, secret, LinkPurpose.OPEN)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def send_confirm_again(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for a link to confirm one's address."""
    return _send_again(request, secret, LinkPurpose.CONFIRM)


def _send_again(request: HttpRequest, secret: str, purpose: LinkPurpose) -> HttpResponse:
    # It goes to the address in the case, so an old link in wrong hands is of no use there.
    link = find_any_link(secret, purpose=purpose)
    if link is None:
        return _unknown(request)
    if request.method != "POST":
        return redirect(f"portal:{purpose}", secret=secret)
    mail_new_link(link.submission)
    context = {"submission": link.submission, "form": CodeForm()}
    return render(request, "portal/link_sent_again.html", context)


def _over(request: HttpRequest, secret: str, purpose: LinkPurpose) -> HttpResponse:
    link = find_any_link(secret, purpose=purpose)
    if link is None:
        return _unknown(request)
    if purpose is LinkPurpose.OPEN and seen_id(request) == link.submission_id:
        # Opened a moment ago, or pressed twice: it is open here already.
        return redirect("portal:request")
    return _offer_another(request, link, secret)


def _offer_another(request: HttpRequest, link: PersonLink, secret: str) -> HttpResponse:
    context = {
        "submission": link.submission,
        "again": reverse(f"portal:{link.purpose}_again", args=[secret]),
        "was_used": link.used_at is not None,
    }
    return render(request, "portal/link_over.html", context, status=GONE)


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {"form": NewLinkForm()}
    return render(request, "portal/link_unknown.html", context, status=GONE)
