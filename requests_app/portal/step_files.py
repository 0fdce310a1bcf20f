"""Files that a step of the form takes: kept with what was typed before anything else happens."""

from django.http import HttpRequest

from requests_app.models import Draft
from requests_app.plain_form import PlainForm
from requests_app.portal.last_forms import AboutForm
from requests_app.services.draft_files import add_files, remove_file
from requests_app.services.errors import NotPossible


def take_files(request: HttpRequest, form: PlainForm, draft: Draft) -> None:
    """Keep the files that came, or take one out; the form says what was not taken, and why."""
    if not isinstance(form, AboutForm):
        return
    if (number := request.POST.get("remove", "")).isdecimal():
        remove_file(draft, int(number[:18]))
    if form.is_valid() and form.cleaned_data["attachments"]:
        try:
            add_files(draft, form.cleaned_data["attachments"])
        except NotPossible as refused:
            for reason in refused.reasons:
                form.add_error("attachments", reason)


def stays_for_files(request: HttpRequest) -> bool:
    """Whether the person only added files or took one out, and goes on at the same page."""
    return "add" in request.POST or "remove" in request.POST
