"""The database holds the line too: triggers made from the same declarations as the machines."""

import pgtrigger

from registers_app.models.kept import never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, born_as
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
from requests_app.models.milestones import MILESTONES
from requests_app.models.on_record import on_record
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState
from requests_app.models.while_open import OPEN


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


def has_a_machine() -> pgtrigger.Trigger:
    """A right without a machine has no declared transitions, so no trigger would hold its state."""
    return pgtrigger.Protect(
        name="request_has_a_machine",
        operation=pgtrigger.Insert,
        condition=~pgtrigger.Q(new__right__in=sorted(RightsRequest.PROXIES)),
    )


def of_its_submissions_controller() -> pgtrigger.Trigger:
    """A request belongs to whoever its submission belongs to: nobody else may see it."""
    return pgtrigger.Trigger(
        name="request_of_its_submissions_controller",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=refuse_unless(
            """EXISTS (
                SELECT 1 FROM requests_app_submission s
                WHERE s.id = NEW.submission_id AND s.controller_id = NEW.controller_id
            )""",
            says="the submission belongs to another organisation",
        ),
    )


def part_like_its_whole() -> pgtrigger.Trigger:
    """A part has the right, the receipt and the person of the request it was taken from.

    Only of one that is open, names no register and is no part itself, where data are kept for
    others (GDPR Art. 28(3)(e)).
    """
    return pgtrigger.Trigger(
        name="request_part_like_its_whole",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__part_of__isnull=False),
        func=refuse_unless(
            f"""EXISTS (
                SELECT 1 FROM requests_app_rightsrequest w
                JOIN requests_app_submission s ON s.id = w.submission_id
                JOIN registers_app_register g ON g.controller_id = w.controller_id
                WHERE w.id = NEW.part_of_id AND w.submission_id = NEW.submission_id
                  AND w."right" = NEW."right" AND w.objection_scope = NEW.objection_scope
                  AND w.received_on = NEW.received_on AND w.part_of_id IS NULL
                  AND w.state IN ({OPEN})
                  AND s.register_id IS NULL AND g.our_role = 'processor'
            )""",  # noqa: S608 - the states come from their enum
            says="it is no part of an open request about all registers",
        ),
    )


def proof_gone_when_closed() -> pgtrigger.Trigger:
    """Nothing of a case is open: no proof of identity is kept (GDPR Art. 5(1)(b), (e)).

    Looked at when the transaction ends: the step comes first, then the proof is destroyed.
    """
    return pgtrigger.Trigger(
        name="request_proof_gone_when_closed",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        func=refuse_unless(
            f"""NOT EXISTS (
                SELECT 1 FROM requests_app_identityevidence e
                JOIN requests_app_identitycheck c ON c.id = e.check_row_id
                WHERE c.submission_id = NEW.submission_id AND e.destroyed_at IS NULL
            ) AND NOT EXISTS (
                SELECT 1 FROM requests_app_signin g
                JOIN requests_app_identitycheck c ON c.id = g.check_row_id
                WHERE c.submission_id = NEW.submission_id AND g.claims <> ''
            ) OR EXISTS (
                SELECT 1 FROM requests_app_rightsrequest r
                WHERE r.submission_id = NEW.submission_id AND r.state IN ({OPEN})
            )""",  # noqa: S608 - the states come from their enum
            says="the case is closed and a proof of identity is kept",
        ),
    )


def paper_gone_when_closed() -> pgtrigger.Trigger:
    """Nothing of a case is open: no proof of authority is kept (GDPR Art. 5(1)(b), (e))."""
    return pgtrigger.Trigger(
        name="request_paper_gone_when_closed",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        func=refuse_unless(
            f"""NOT EXISTS (
                SELECT 1 FROM requests_app_authoritypaper a
                JOIN requests_app_representation p ON p.id = a.representation_id
                WHERE p.submission_id = NEW.submission_id AND a.destroyed_at IS NULL
            ) OR EXISTS (
                SELECT 1 FROM requests_app_rightsrequest r
                WHERE r.submission_id = NEW.submission_id AND r.state IN ({OPEN})
            )""",  # noqa: S608 - the states come from their enum
            says="the case is closed and a proof of authority is kept",
        ),
    )


pgtrigger.register(
    *machine_triggers(),
    *(milestone.trigger() for milestone in MILESTONES),
    has_a_machine(),
    of_its_submissions_controller(),
    part_like_its_whole(),
    proof_gone_when_closed(),
    paper_gone_when_closed(),
    on_record(
        "request_step_is_on_record",
        table="requests_app_rightsrequest",
        event="request",
        of_the_row="e.request_id = NEW.id",
    ),
    born_as(RequestState.RECEIVED.value, name="request_born_received"),
    never_deleted("request_never_deleted"),
    pgtrigger.ReadOnly(
        name="request_keeps_its_case",
        fields=[
            "submission",
            "controller",
            "right",
            "objection_scope",
            "details",
            "register_version",
            "received_on",
            "part_of",
            "part_about",
            "part_client",
        ],
    ),
)(RightsRequest)
