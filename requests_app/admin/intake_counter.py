"""What is at hand when a request is entered: its paper to be scanned, and the person themselves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.actors import Actor
from requests_app.admin.forms.tasks import FilesField
from requests_app.models import Channel, IdentityCheck, IdentityMethod, RightsRequest
from requests_app.services.identity import settle_identity
from requests_app.services.keep_original import keep_original


class CounterFields(forms.Form):
    """The scan, and the document that was seen."""

    scans = FilesField(
        label=_("The letter, scanned"),
        required=False,
        help_text=_(
            "Kept sealed with the case as its original. You can choose several. If something has "
            "to be put right in this form, choose the files again."
        ),
    )
    document_seen = forms.CharField(
        label=_("Identity document seen at the counter"),
        required=False,
        max_length=200,
        help_text=_(
            "Only for a visit by the person themselves, and only which document it was, such as "
            "“passport”: no number and no copy. Identity is settled by it, with your name. Ask for "
            "none without a reason to doubt who they are (Art. 12(6))."
        ),
    )

    def check_counter(self, cleaned: dict[str, Any]) -> None:
        """A document is seen on a visit, of the person who asks."""
        if not cleaned.get("document_seen"):
            return
        if cleaned.get("channel") != Channel.VISIT or cleaned.get("whom"):
            self.add_error(
                "document_seen",
                _text("A document is seen only where the person themselves is there."),
            )

    def keep_what_is_at_hand(self, case: RightsRequest, *, actor: Actor) -> None:
        """The original is kept, and identity settled by what was seen. Raises Refused."""
        scans: Sequence[UploadedFile[Any]] = self.cleaned_data["scans"]
        if scans:
            keep_original(case.pk, files=scans, actor=actor)
        if document := self.cleaned_data["document_seen"]:
            settle_identity(
                IdentityCheck.objects.get(submission=case.submission_id).pk,
                method=IdentityMethod.SEEN_IN_PERSON,
                reason=_text("Seen at the counter: %(document)s") % {"document": document},
                actor=actor,
            )
