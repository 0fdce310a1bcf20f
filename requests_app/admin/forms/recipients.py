"""Tell the recipients of a change, or excuse it, one by one (GDPR Art. 19)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import (
    MachineStep,
    Place,
    Situation,
    Standing,
    StepForm,
    Told,
    long_text,
)
from requests_app.domain.rights import Right
from requests_app.models import RecipientNotice, RequestState, RightsRequest
from requests_app.models.request_guards import identity_settled
from requests_app.services.inform import (
    LONGEST_NAME,
    add_recipient,
    address_of,
    excuse_recipient,
    inform,
    tell_recipient,
    write_to_recipient,
)
from requests_app.services.write_recipient_letter import Did, RecipientWords

DID = [
    (Did.RECTIFIED.value, _("The data were corrected.")),
    (Did.ERASED.value, _("The data were erased.")),
    (Did.MADE_PUBLIC.value, _("They are to erase links to the data and copies (Art. 17(2)).")),
    (Did.RESTRICTED.value, _("The processing was restricted.")),
    (Did.CEASED.value, _("The processing for some purposes stopped.")),
]
DONE_BY = {
    Right.RECTIFICATION: Did.RECTIFIED,
    Right.RESTRICTION: Did.RESTRICTED,
    Right.OBJECTION: Did.CEASED,
    Right.CONSENT_WITHDRAWAL: Did.CEASED,
}


class InformForm(MachineStep):
    """Begin to inform the recipients."""

    name = "inform"
    leads = True
    title = _("Inform the recipients")
    button = _("Inform the recipients")
    does = _(
        "Opens the list of everybody to whom the registers say the data were disclosed, "
        "processors too. Each is told, or excused with a reason (Art. 19)."
    )
    done = _("The list of recipients is open.")
    transitions = ("inform",)

    def run(self) -> None:
        """Open the ledger. Raises Refused."""
        inform(self.case.pk, actor=self.actor)


class AddRecipientForm(StepForm):
    """A recipient that no register names."""

    name = "add-recipient"
    title = _("Add a recipient")
    button = _("Add a recipient")
    does = _("Puts somebody on the list who received these data and whom no register names.")
    done = _("The recipient was added.")
    place = Place.RECIPIENTS
    made_public: ClassVar[bool] = False

    recipient = forms.CharField(label=_("Recipient"), max_length=LONGEST_NAME)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While recipients are informed."""
        return Standing() if _is_informing(at) else None

    def run(self) -> None:
        """Add them. Raises Refused."""
        add_recipient(
            self.case.pk,
            name=self.cleaned_data["recipient"],
            made_public=self.made_public,
            actor=self.actor,
        )


class AddPublisherForm(AddRecipientForm):
    """Somebody who processes what we had made public."""

    name = "add-publisher"
    title = _("The data were made public: add another controller")
    button = _("Add who processes what was made public")
    does = _(
        "Puts a controller on the list that processes data which you had made public: a search "
        "engine, a site that copied them. Take reasonable steps to tell it that the person wants "
        "every link to them, and every copy, erased (Art. 17(2))."
    )
    done = _("The controller was added.")
    rights = frozenset({Right.ERASURE})
    made_public = True

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Of an erasure only."""
        return super().standing(at, target) if at.case.right in cls.rights else None


class RecipientStep(StepForm):
    """A step of one recipient."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> RecipientNotice:
        """The line of the ledger. Raises RecipientNotice.DoesNotExist."""
        return case.recipient_notices.get(pk=target_id or 0)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While recipients are informed and this one is open."""
        return Standing() if _is_informing(at) and target.is_open else None

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Who it is."""
        return [(_text("Recipient"), self.target.name)]


class TellRecipientForm(RecipientStep):
    """The recipient was told."""

    name = "tell-recipient"
    title = _("The recipient was told")
    button = _("Told")
    does = _("Records that you told this recipient of the change, and how.")
    done = _("Recorded: told.")

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Nobody is told to change anything while identity is in doubt (GDPR Art. 12(6), 32)."""
        standing = super().standing(at, target)
        if standing is None or identity_settled(at.case):
            return standing
        return Standing(obstacles=(str(identity_settled.why),))

    how = forms.CharField(
        label=_("How did you tell them?"),
        max_length=300,
        help_text=_("For example: e-mail to their contact point, the day, its reference."),
    )

    def run(self) -> None:
        """Record it. Raises Refused."""
        tell_recipient(self.target.pk, how=self.cleaned_data["how"], actor=self.actor)


class WriteToRecipientForm(RecipientStep):
    """The desk writes to the recipient."""

    name = "write-to-recipient"
    title = _("Let the desk write to the recipient")
    button = _("Write to them")
    does = _(
        "Writes a letter that says what has changed, for whom, and what the recipient is to do "
        "(Art. 19). They are told by it when the mail goes out, or on the day on which you note "
        "that the letter was posted. It is kept as it was sent."
    )
    tells = _("By mail a link to the letter, or the letter by post. Nothing is sent to the person.")
    done = _("The letter was written.")
    tells_whom = Told.RECIPIENT

    did = forms.ChoiceField(label=_("What was done"), choices=DID, widget=forms.RadioSelect)
    known_as = forms.CharField(
        label=_("How the recipient knows the person"),
        max_length=300,
        help_text=_(
            "For example their customer number. Not more than it takes to find the data; never an "
            "address where there is a non-disclosure order."
        ),
    )
    change = long_text(
        label=_("What has changed"),
        help_text=_("Only the data that this recipient received from you."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    email = forms.EmailField(label=_("By e-mail to"), required=False)
    post_to = forms.CharField(
        label=_("Or by post to"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """As if they were told in another way, and once."""
        return None if hasattr(target, "letter") else TellRecipientForm.standing(at, target)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What the register says of the recipient, and what the right comes to."""
        if field_name == "did":
            public = self.target.made_public
            return Did.MADE_PUBLIC if public else DONE_BY.get(Right(self.case.right), Did.ERASED)
        if field_name == "language":
            return self.case.submission.controller.language
        email, postal_address = address_of(self.target)
        known = {"email": email, "post_to": "" if email else postal_address}
        return known.get(field_name) or super().get_initial_for_field(field, field_name)

    def run(self) -> None:
        """Write it. Raises Refused."""
        typed = self.cleaned_data
        words = RecipientWords(
            did=Did(typed["did"]),
            known_as=typed["known_as"],
            change=typed["change"],
            language=typed["language"],
        )
        write_to_recipient(
            self.target.pk,
            letter=words,
            email=typed["email"],
            post_to=typed["post_to"],
            actor=self.actor,
        )


class ExcuseRecipientForm(RecipientStep):
    """The recipient need not be told."""

    name = "excuse-recipient"
    title = _("The recipient need not be told")
    button = _("Need not be told")
    does = _(
        "Records that this recipient received nothing about the person, or that telling them is "
        "impossible or out of proportion (Art. 19)."
    )
    done = _("Recorded: need not be told.")

    excuse = long_text(label=_("Why?"), help_text=_("The person may read this in the answer."))

    def run(self) -> None:
        """Record it. Raises Refused."""
        excuse_recipient(self.target.pk, excuse=self.cleaned_data["excuse"], actor=self.actor)


def _is_informing(at: Situation) -> bool:
    return at.may_handle and at.case.state == RequestState.INFORMING_RECIPIENTS
