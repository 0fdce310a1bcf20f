"""What a case of the demo is: what a person sent, and what happened to it."""

from dataclasses import dataclass

from requests_app.domain.rights import ObjectionScope, Right
from requests_app.management.demo import steps
from requests_app.management.demo.steps import Step
from requests_app.models import Channel, IdentityMethod


@dataclass(frozen=True, kw_only=True)
class Case:
    """A request received ``days_ago``, and its steps: (days after receipt, what happened).

    ``about_register`` is the organisation's slug and the register's, or "" for all its registers.
    With ``due_in``, a request by the portal comes so long ago that this many days are left.
    """

    about_register: tuple[str, str]
    handler: str
    supervisor: str = "sven"
    # The joint controller that the person turned to, where it is not the one that answers.
    addressed_to: str = ""
    rights: tuple[Right, ...] = (Right.ACCESS,)
    scope: ObjectionScope | None = None
    person: str
    email: str
    language: str
    channel: Channel
    days_ago: int = 0
    due_in: int | None = None
    about: str
    postal_address: str = ""
    phone: str = ""
    identifiers: str = ""
    client_named: str = ""
    steps: tuple[tuple[int, Step], ...] = ()


KNOWN_FI = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Kirjoitti osoitteesta, joka meillä on asiakastiedoissa."
)
KNOWN_SV = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Skrev från den adress som finns i våra kunduppgifter."
)
KNOWN_EN = steps.identified(
    IdentityMethod.KNOWN_CHANNEL, "Wrote from the address that we hold in the customer data."
)
ORDERS = "pvm;tapahtuma\n2025-11-04;Sopimus\n2026-02-17;Tukipyyntö\n"
