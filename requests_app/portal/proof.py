"""What a page says and takes of proof of identity."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from config.crypto import Undecipherable
from registers_app.domain.languages import Text
from requests_app.models import CaseLetter, IdentityState, Submission, UnsentProof
from requests_app.services.evidence import MOST_FILES
from requests_app.services.sign_in import tries_left
from requests_app.services.unsent_proof import read_unsent
from requests_app.uploads.examine import clean_name
from requests_app.uploads.seen import Seen, seen

ASKING = "identity_asked"


@dataclass(frozen=True, kw_only=True)
class ReceivedProof:
    """How many files came on one local day of the organisation."""

    on: date
    count: int


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """That the person signed in, and on which local day of the organisation."""

    label: Text
    on: date


class SeveralFiles(forms.ClearableFileInput):
    """A field for files, of which several may be chosen at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ProofFiles(forms.FileField):
    """Some files, each with something in it and none too large."""

    widget = SeveralFiles(attrs={"multiple": True})

    def __init__(self, *, most: int = MOST_FILES, **more: Any) -> None:
        super().__init__(**more)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files. Raises ValidationError, with a sentence for each that cannot be taken."""
        files = data if isinstance(data, list) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError(_("Choose at least one file."))
        if len(files) > self.most:
            raise forms.ValidationError(
                _("Choose at most %(count)d files."), params={"count": self.most}
            )
        if problems := [problem for file in files if (problem := _problem(file))]:
            raise forms.ValidationError(problems)
        return files


class ProofForm(forms.Form):
    """The files with which a person shows who they are."""

    use_required_attribute = False
    proof = ProofFiles(label=_("Files"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.fields["proof"].help_text = _(
            "Photographs or PDF files. At most %(count)d files and %(size)d megabytes in all."
        ) % {"count": MOST_FILES, "size": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A file that the person looks at: what arrived of it, and a picture of that."""

    pk: int
    name: str
    content_type: str
    size: int
    seen: Seen


def unsent_of(submission: Submission) -> list[Unsent]:
    """What arrived and is not sent yet, drawn from the sealed copies."""
    return [
        Unsent(
            pk=row.pk,
            name=row.name,
            content_type=row.content_type,
            size=row.size,
            seen=_seen(row),
        )
        for row in submission.identity_check.unsent_proof.all()
    ]


def _seen(row: UnsentProof) -> Seen:
    try:
        return seen(read_unsent(row), row.content_type)
    except (Undecipherable, FileNotFoundError):
        return Seen()  # its key was retired, or a page of the same person took it away just now


def is_asked(submission: Submission) -> bool:
    """Whether proof is asked for now, and for something that goes on."""
    if submission.identity_check.state != IdentityState.ASKED:
        return False
    return any(not request.is_closed for request in submission.requests.all())


def asked_letter(submission: Submission) -> CaseLetter | None:
    """The letter that asks for proof and says why; it lies on whichever request it was for."""
    letters = CaseLetter.objects.filter(request__submission=submission, kind=ASKING)
    return letters.order_by("-pk").first()


def received_proof(submission: Submission) -> list[ReceivedProof]:
    """What came since proof was asked, day by day. What was destroyed is not counted."""
    zone = ZoneInfo(submission.controller.time_zone)
    rows = submission.identity_check.evidence.filter(destroyed_at=None).order_by("pk")
    times = rows.values_list("received_at", flat=True)
    days = Counter(time.astimezone(zone).date() for time in times)
    return [ReceivedProof(on=day, count=count) for day, count in days.items()]


@dataclass(frozen=True, kw_only=True)
class SignInWay:
    """A provider at which the person may sign in: its key and its name."""

    pk: int
    label: Text


@dataclass(frozen=True, kw_only=True)
class SignInWays:
    """Where the person may sign in now, and whether every try is used up."""

    ways: Sequence[SignInWay]
    is_over: bool


def ways_to_sign_in(submission: Submission, *, language: str) -> SignInWays:
    """The organisation's sign-in services, while there are tries left."""
    rows = [
        SignInWay(pk=row.pk, label=row.label_in(language))
        for row in submission.controller.sign_in_providers.filter(is_active=True).order_by("pk")
    ]
    left = tries_left(submission.identity_check)
    return SignInWays(ways=rows if left else [], is_over=bool(rows) and not left)


def signed_in_at(submission: Submission, *, language: str) -> list[SignedIn]:
    """Where and on which local day the person has signed in, until it is decided."""
    zone = ZoneInfo(submission.controller.time_zone)
    rows = submission.identity_check.sign_ins.select_related("provider").filter(destroyed_at=None)
    return [
        SignedIn(label=row.provider.label_in(language), on=row.signed_in_at.astimezone(zone).date())
        for row in rows
        if row.signed_in_at
    ]


def _problem(file: UploadedFile[Any]) -> forms.ValidationError | None:
    name = {"name": clean_name(file.name or "")}
    if not file.size:
        return forms.ValidationError(
            _("The file %(name)s is empty. Leave it out, or choose it again."), params=name
        )
    if file.size > settings.UPLOAD_MAX_BYTES:
        return forms.ValidationError(
            _("The file %(name)s is too large. Send a smaller picture of it."), params=name
        )
    return None
