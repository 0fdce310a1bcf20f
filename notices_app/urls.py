"""The short address of the local mailbox."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

app_name = "mailbox"


def mailbox(request: HttpRequest) -> HttpResponse:
    """To the mailbox's list. Raises Http404 where there is none."""
    if not settings.EMAIL_TO_LOCAL_MAILBOX:
        raise Http404
    return redirect("admin:notices_app_localmessage_changelist")


urlpatterns = [path("", mailbox, name="mailbox")]
