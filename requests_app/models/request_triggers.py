"""The database holds the line too: triggers made from the same declarations as the machines."""

import pgtrigger

from registers_app.models.machine import DeclaredTransitions, born_as
from requests_app.domain.rights import RULES, ObjectionScope, Right
from requests_app.models import (  # noqa: F401 - the proxies must be declared first
    access,
    automated_decision,
    consent_withdrawal,
    erasure,
    objection,
    portability,
    rectification,
    restriction,
)
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState

AS_PROCESSOR = (
    RequestState.RECEIVED,
    RequestState.ASSESSING,
    RequestState.FORWARDED,
    RequestState.WITHDRAWN,
)


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


def marketing_never_refused() -> pgtrigger.Trigger:
    """An objection to direct marketing is neither refused nor closed for want of proof."""
    return pgtrigger.Protect(
        name="request_marketing_never_refused",
        operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        condition=pgtrigger.Q(
            new__right=Right.OBJECTION.value,
            new__objection_scope__in=[
                ObjectionScope.MARKETING.value,
                ObjectionScope.ALL.value,
            ],
            new__state__in=[RequestState.REFUSED.value, RequestState.UNIDENTIFIED.value],
        ),
    )


def processor_only_forwards() -> pgtrigger.Trigger:
    """As a processor we decide nothing and disclose nothing (Art. 28(3)(a))."""
    allowed = ", ".join(f"'{state.value}'" for state in AS_PROCESSOR)
    return pgtrigger.Trigger(
        name="request_processor_only_forwards",
        operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=f"""
            IF NEW.state NOT IN ({allowed}) AND EXISTS (
                SELECT 1 FROM requests_app_submission s
                JOIN registers_app_register g ON g.id = s.register_id
                WHERE s.id = NEW.submission_id AND g.our_role = 'processor'
            ) THEN
                RAISE EXCEPTION 'rightsdesk: request % belongs to our client', NEW.id;
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
    marketing_never_refused(),
    processor_only_forwards(),
    born_as(RequestState.RECEIVED.value, name="request_born_received"),
    pgtrigger.Protect(name="request_never_deleted", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(
        name="request_keeps_its_case", fields=["submission", "controller", "right", "received_on"]
    ),
)(RightsRequest)
