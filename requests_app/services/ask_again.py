"""The person asks for an answer again whose copy has been destroyed.

A further copy may cost a fee (GDPR Art. 15(3)); what is asked anew is for the desk to see.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from requests_app.models import CaseMessage, MessageKind, Submission
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import ended_packages
from requests_app.services.write_message import takes_messages, write_message


@transaction.atomic
def ask_again(submission_id: int, *, names: Sequence[str], actor: Actor) -> CaseMessage | None:
    """Write the desk a message that asks for what is over, *names* being what it was.

    Returns None while such a message waits. Raises NotPermitted; NotPossible where no time is over.
    """
    case = Submission.objects.select_for_update(of=("self",), no_key=True).get(pk=submission_id)
    if not ended_packages(case):
        raise NotPossible(_("There is no answer whose time is over."))
    if has_asked_again(case):
        return None
    text = _("Please prepare the answer again: %(names)s. Its time was over before I was done.")
    return write_message(
        submission_id,
        text=text % {"names": ", ".join(names)},
        kind=MessageKind.ANSWER_AGAIN,
        actor=actor,
    )


def has_asked_again(case: Submission) -> bool:
    """Whether it was asked for and nobody has seen to that yet."""
    return case.messages.filter(kind=MessageKind.ANSWER_AGAIN, settled_at=None).exists()


def can_ask_again(case: Submission) -> bool:
    """Whether there is something to ask for again, and somebody to be told."""
    return takes_messages(case) and bool(ended_packages(case))
