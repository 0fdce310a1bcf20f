"""The database holds the line too: triggers made from the same declarations as the machines."""

import pgtrigger

from registers_app.models.machine import DeclaredTransitions, born_as
from requests_app.domain.rights import RULES, Right
from requests_app.models import access  # noqa: F401 - the proxies must be declared first
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState


def machine_triggers() -> list[pgtrigger.Trigger]:
    """One trigger for each right: an undeclared change of state is refused."""
    return [
        DeclaredTransitions(
            name=f"{right}_declared_transitions",
            machine=proxy,
            condition=pgtrigger.Q(old__right=right),
        )
        for right, proxy in RightsRequest.PROXIES.items()
    ]


def identity_before_answer() -> pgtrigger.Trigger:
    """Nothing is answered while the person's identity is open, where the right demands it."""
    rights = [right.value for right in Right if RULES[right].identity_before_answer]
    listed = ", ".join(f"'{right}'" for right in rights)
    return pgtrigger.Trigger(
        name="request_identity_before_answer",
        operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__state=RequestState.ANSWERED.value),
        func=f"""
            IF NEW.right IN ({listed}) AND NOT EXISTS (
                SELECT 1 FROM requests_app_identitycheck c
                WHERE c.submission_id = NEW.submission_id AND c.state = 'settled'
            ) THEN
                RAISE EXCEPTION 'rightsdesk: identity of request % is not settled', NEW.id;
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - the names come from the enum above
    )


def has_a_machine() -> pgtrigger.Trigger:
    """A right without a machine has no declared transitions, so no trigger would hold its state."""
    return pgtrigger.Protect(
        name="request_has_a_machine",
        operation=pgtrigger.Insert,
        condition=~pgtrigger.Q(new__right__in=sorted(RightsRequest.PROXIES)),
    )


pgtrigger.register(
    *machine_triggers(),
    has_a_machine(),
    identity_before_answer(),
    born_as(RequestState.RECEIVED.value, name="request_born_received"),
    pgtrigger.Protect(name="request_never_deleted", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(
        name="request_keeps_its_case", fields=["submission", "controller", "right", "received_on"]
    ),
)(RightsRequest)
