"""What waits for the person: asked once, however many rights wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import Regime
from requests_app.domain.representation import Role, shows_papers
from requests_app.models import (
    AuthorityState,
    CaseLetter,
    Channel,
    IdentityState,
    Representation,
    RightsRequest,
    Submission,
    SuspensionGround,
    representation_of,
)
from requests_app.portal.own_papers import ASKING_AUTHORITY, received_papers
from requests_app.portal.proof import ASKING, ReceivedProof, received_proof
from requests_app.services.authority_papers import takes_papers
from requests_app.services.proof_came import proof_came_at

WHICH_CLIENT_LETTER = "client_asked"
CLARIFYING = "clarification_asked"
FEE_LETTER = "fee_asked"
IDENTITY = _("Help us make sure that it is you. The letter says what we ask for and why.")
LOOKING = _("We are looking at what you sent to show who you are. You need do nothing now.")
AUTHORITY = _(
    "Show us that you may act for the person. Our time to answer runs on meanwhile; without it we "
    "may send the answer straight to the person."
)
AUTHORITY_CAME = _("We are looking at what you sent to show that you may act for the person.")
WHICH_DATA = _("Tell us which data you mean. The letter says what we ask and why.")
WHICH_CLIENT = _("Tell us which organisation you have dealt with. The letter says why we ask.")
FEE = _("We ask for a fee. The letter says how much and why, and what you can do instead.")
CONFIRM = _(
    "Confirm your e-mail address with the link in our first message, so that we "
    "know that our messages reach you. We work on your request all the same."
)


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that waits for the person, and the letter that says what exactly."""

    text: str | Promise
    letter: CaseLetter | None = None
    takes_proof: bool = False
    received: Sequence[ReceivedProof] = ()
    sends_to: str = "portal:proof"  # the page that takes it


class Waiting:
    """What the open requests of a submission wait for; *requests* with letters and suspensions."""

    def __init__(self, submission: Submission, requests: Sequence[RightsRequest]) -> None:
        self.submission = submission
        self.requests = requests
        self.open = [request for request in requests if not request.is_closed]
        asked = submission.identity_check.state == IdentityState.ASKED
        self.for_proof = asked and bool(self.open)
        self.received_proof = received_proof(submission) if self.for_proof else []
        self.proof_came = self.for_proof and proof_came_at(submission.identity_check) is not None

    def of(self, request: RightsRequest) -> set[str]:
        """The grounds on which an open request waits for the person.

        For a fee only the clock of the United Kingdom waits (UK GDPR Art. 12A).
        """
        grounds = self.asked_of(request)
        if self.submission.controller.regime != Regime.UK:
            grounds.discard(SuspensionGround.FEE.value)
        return grounds

    def asked_of(self, request: RightsRequest) -> set[str]:
        """The grounds on which the person was asked for something that has not come yet."""
        if request.is_closed:
            return set()
        return {row.ground for row in request.suspensions.all() if row.is_open}

    def last_letter(self, kind: str) -> CaseLetter | None:
        """The newest letter of a kind; it lies on whichever request it was written for."""
        found = [
            letter
            for request in self.requests
            for letter in request.letters.all()
            if letter.kind == kind
        ]
        return max(found, key=lambda letter: letter.pk, default=None)


def needs_of(waiting: Waiting) -> list[Need]:
    """What the person is asked for now."""
    needs = []
    if waiting.for_proof:
        needs.append(
            Need(
                text=LOOKING if waiting.proof_came else IDENTITY,
                letter=waiting.last_letter(ASKING),
                takes_proof=True,
                received=waiting.received_proof,
            )
        )
    written_for = representation_of(waiting.submission)
    if written_for and _wants_papers(written_for):
        came = received_papers(written_for)
        needs.append(
            Need(
                text=AUTHORITY_CAME if came else AUTHORITY,
                letter=waiting.last_letter(ASKING_AUTHORITY),
                takes_proof=True,
                received=came,
                sends_to="portal:authority",
            )
        )
    if any(SuspensionGround.CLARIFICATION in waiting.of(row) for row in waiting.open):
        needs.append(Need(text=WHICH_DATA, letter=waiting.last_letter(CLARIFYING)))
    if any(SuspensionGround.FEE in waiting.asked_of(row) for row in waiting.open):
        needs.append(Need(text=FEE, letter=waiting.last_letter(FEE_LETTER)))
    client_letter = waiting.last_letter(WHICH_CLIENT_LETTER)
    if client_letter and waiting.open and not waiting.submission.client_named:
        needs.append(Need(text=WHICH_CLIENT, letter=client_letter))
    if waiting.open and _is_unconfirmed(waiting.submission):
        needs.append(Need(text=CONFIRM))
    return needs


def _wants_papers(row: Representation) -> bool:
    """A mandate and an appointment are always wanted; anything else once it is asked for."""
    wanted = shows_papers(Role(row.role)) or row.state == AuthorityState.ASKED
    return wanted and takes_papers(row)


def _is_unconfirmed(submission: Submission) -> bool:
    return submission.channel == Channel.PORTAL and submission.email_confirmed_at is None
