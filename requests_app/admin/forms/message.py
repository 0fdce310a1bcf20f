"""Write to the person in the case, or see to what they wrote without an answer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import CaseMessage, RightsRequest
from requests_app.services.settle_message import settle_message
from requests_app.services.write_message import takes_messages, why_nobody_reads, write_message


class WriteMessageForm(StepForm):
    """A message to the person."""

    name = "write-message"
    title = _("Write to the person")
    button = _("Write to the person")
    does = _(
        "The message stands on the page of the person’s request. What they had written is seen to "
        "by it. A message stops no clock, decides nothing and is no answer: for that the case has "
        "its own steps, which say what the law demands."
    )
    tells = _("A mail that a message waits for them, without its content.")
    done = _("The message was sent.")
    place = Place.MESSAGES

    text = long_text(
        label=_("Message"),
        help_text=_(
            "Tell nothing of the data, nor whether there are any, before it is settled who asks."
        ),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """As long as the file is kept, also after the end: people ask about their answer."""
        if not at.may_handle or not takes_messages(at.case.submission):
            return None
        why = why_nobody_reads(at.case.submission)
        return Standing(obstacles=(why,) if why else ())

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What the person wrote last."""
        last = self.case.submission.messages.filter(side="person").last()
        return [(_text("The person wrote"), last.text)] if last else []

    def run(self) -> None:
        """Send it. Raises Refused."""
        write_message(self.case.submission_id, text=self.cleaned_data["text"], actor=self.actor)


class SettleMessageForm(StepForm):
    """No answer is needed."""

    name = "settle-message"
    title = _("No answer is needed")
    button = _("No answer is needed")
    does = _("The message no longer stands among those that wait for us.")
    done = _("It was noted that the message needs no answer.")
    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> CaseMessage:
        """The message. Raises CaseMessage.DoesNotExist."""
        return case.submission.messages.get(pk=target_id or 0)

    @classmethod
    def standing(cls, at: Situation, target: CaseMessage) -> Standing | None:
        """For what the person wrote, until somebody saw to it."""
        if not at.may_handle or target.is_ours or target.settled_at is not None:
            return None
        return Standing()

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What it says."""
        return [(_text("The person wrote"), self.target.text)]

    def run(self) -> None:
        """Note it. Raises Refused."""
        settle_message(self.target.pk, actor=self.actor)
