"""Ask who sent a message that looks like a program's for a sign of life.

Nothing closes by itself: the question rests on facts and stops the clock (GDPR Art. 12(6)), silence
proposes closing (propose_closing.py), and a person closes (close_silent.py).
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.identity import Proof
from requests_app.domain.signs import UNCONFIRMED_DAYS
from requests_app.models import LinkPurpose, RightsRequest, Submission
from requests_app.services.errors import NotPossible
from requests_app.services.identity import ask_identity
from requests_app.services.limits import DAY, spent
from requests_app.services.perform import lock_case


@transaction.atomic
def ask_held(request_id: int, *, actor: Actor) -> None:
    """Ask, one question for all that the message asks. Raises NotPermitted, NotPossible."""
    case = lock_case(RightsRequest, request_id)
    if not case.is_held:
        raise NotPossible(_("This message is not held: it has been let through already."))
    if now() < case.received_at + timedelta(days=UNCONFIRMED_DAYS):
        raise NotPossible(
            _("The person may still confirm the address: wait until three days have passed.")
        )
    # Many messages for one address would fill a stranger's mailbox through us.
    if spent("held_asked", case.email.casefold(), limit=settings.MANY_FOR_ADDRESS, seconds=DAY):
        raise NotPossible(_("This address was asked about other messages today: ask tomorrow."))
    with translation.override(case.language):
        signs = "; ".join(case.signs_in_words)
        doubt = _(
            "Nobody has confirmed the e-mail address, and the message looks like one that a "
            "program has sent (%(signs)s)."
        ) % {"signs": signs}
        what_is_asked = _(
            "Open the link in our mail and press the button there. That is enough to show that a "
            "human asks, from an address that is theirs."
        )
    ask_identity(
        case.identity_check.pk,
        doubt=doubt,
        what_is_asked=what_is_asked,
        proof=Proof.REPLY,
        why_late=_why_late(case),
        actor=actor,
    )


def _why_late(case: Submission) -> str:
    """The mail of the first day asked the same. Where none was sent, the asker gives the reason."""
    if not case.links.filter(purpose=LinkPurpose.CONFIRM).exists():
        return ""
    return _("We asked for a confirmation of the address when the message came, and waited for it.")
