"""The short address of the local mailbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from notices_app.admin.mailbox import only_in_the_mailbox

app_name = "notices"


def mailbox(request: HttpRequest) -> HttpResponse:
    """To the mailbox's list. Raises Http404 where there is none."""
    only_in_the_mailbox()
    return redirect("admin:notices_app_localmessage_changelist")


urlpatterns = [path("", mailbox, name="mailbox")]
