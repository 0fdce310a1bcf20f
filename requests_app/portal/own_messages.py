"""Messages between the person and the desk, on the page of their own request."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from registers_app.domain.actors import subject_actor
from requests_app.attachment import attachment
from requests_app.models import MessageFile, MessageKind, Submission
from requests_app.option import Option
from requests_app.portal.access import own
from requests_app.portal.proof import ProofFiles
from requests_app.portal.said import SENT, said, say
from requests_app.portal.switching import as_typed, is_switch
from requests_app.services.errors import NotPossible
from requests_app.services.open_message_file import open_message_file, read_message_file
from requests_app.services.write_message import MOST_FILES, takes_messages, write_message

LONGEST = 10_000
MEGABYTE = 1024 * 1024
TO_CHOOSE = {
    MessageKind.QUESTION: _("A question"),
    MessageKind.INFORMATION: _("Information to add to my request"),
}
GONE = 410


class KindField(forms.ChoiceField):
    """What a message is for; a question where nothing was said."""

    def clean(self, value: Any) -> MessageKind:
        """The kind. Raises ValidationError for one that is not offered."""
        return MessageKind(super().clean(value or MessageKind.QUESTION))


class MessageForm(forms.Form):
    """What the person writes, with files."""

    use_required_attribute = False
    kind = KindField(
        label=_("What do you want to send?"),
        choices=[(kind, kind) for kind in TO_CHOOSE],
        initial=MessageKind.QUESTION,
        error_messages={
            "invalid_choice": _("That is not on the list. Choose something that is."),
        },
    )
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your message.")},
    )
    attachments = ProofFiles(label=_("Files"), required=False, most=MOST_FILES)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.fields["attachments"].help_text = _(
            "At most %(count)d files and %(size)d megabytes in all."
        ) % {"count": MOST_FILES, "size": settings.UPLOAD_MAX_BYTES // MEGABYTE}

    @property
    def options(self) -> dict[str, list[Option]]:
        """What a message can be for."""
        kinds = [Option(value=kind.value, label=label) for kind, label in TO_CHOOSE.items()]
        return {"kind": kinds}


@own
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Read what was written, and write."""
    if not takes_messages(submission):
        return _show(request, submission, MessageForm(), status=GONE)
    if request.method != "POST":
        return _show(request, submission, MessageForm())
    if is_switch(request):
        return _show(request, submission, as_typed(MessageForm, request))
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid() and _write(submission, form):
        say(request, SENT)
        return redirect("portal:messages")
    return _show(request, submission, form)


@own
@require_safe
def message_file(request: HttpRequest, submission: Submission, pk: int) -> HttpResponseBase:
    """A file of a message of this case, to keep. Raises Http404."""
    file = get_object_or_404(MessageFile, pk=pk, message__submission=submission)
    try:
        file = open_message_file(file.pk, actor=subject_actor(submission.pk))
    except NotPossible as refused:
        raise Http404 from refused
    return attachment(
        read_message_file(file), name=file.name, content_type=file.content_type, size=file.size
    )


def _write(submission: Submission, form: MessageForm) -> bool:
    try:
        write_message(
            submission.pk,
            text=form.cleaned_data["text"],
            files=form.cleaned_data["attachments"],
            kind=form.cleaned_data["kind"],
            actor=subject_actor(submission.pk),
        )
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error("text", reason)
        return False
    return True


def _show(
    request: HttpRequest, submission: Submission, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "submission": submission,
        "thread": submission.messages.prefetch_related("files"),
        "said": said(request),
        "takes_messages": status != GONE,
        "choose_again": is_switch(request) and request.FILES,
    }
    return render(request, "portal/messages.html", context, status=status)
