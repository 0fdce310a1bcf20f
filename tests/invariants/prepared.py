"""Make everything true that a step may ask for, past the machines and their triggers."""

from registers_app.models import Register
from requests_app.models import (
    CaseLink,
    Correction,
    Decision,
    DecisionGround,
    DisclosurePackage,
    HumanReview,
    IdentityCheck,
    RecipientNotice,
    Representation,
    Restriction,
    RightsRequest,
    Task,
)
from tests.invariants.machines import DECIDED, NOON, Machine
from tests.invariants.rows import Rows
from tests.raw_sql import force, plant

OUTCOMES = {
    "refuse": "refused",
    "propose_refusal": "refused",
    "approve_refusal": "refused",
    "answer_no_data": "no_data",
}


def prepare(machine: Machine, rows: Rows) -> None:
    """Identity is settled, the work is done, and the request is granted."""
    identify(rows, state="settled")
    if not issubclass(machine.model, RightsRequest):
        if machine.model is DisclosurePackage:
            force(RightsRequest, rows["access"], state="answered", closed_at=NOON, closed_on=NOON)
        return
    request = machine.pk(rows)
    force(Task, rows["task"], state="nothing_found", finished_at=NOON)
    for recipient in RecipientNotice.objects.values_list("pk", flat=True):
        force(RecipientNotice, recipient, told_at=NOON, how="By mail.")
    force(HumanReview, rows["review"], decided_at=NOON, result="changed", findings="Misread.")
    force(DisclosurePackage, rows["package"], state="ready")
    if request != rows["access"]:
        plant(
            Task,
            request_id=request,
            data_system_id=rows["data_system"],
            state="nothing_found",
            created_at=NOON,
            finished_at=NOON,
        )
        plant(
            Decision,
            request_id=request,
            outcome="granted",
            reasoning="Because.",
            proposed_by_id=1,
            proposed_at=NOON,
        )
        plant(DisclosurePackage, request_id=request, state="ready", created_at=NOON)
    if request != rows["rectification"]:
        plant(
            Correction,
            request_id=request,
            what="Address",
            new_value="Uusikatu 2",
            recorded_by_id=1,
            recorded_at=NOON,
        )
    if request != rows["restriction"]:
        plant(Restriction, request_id=request, ground="objection", facts="Why.", began_at=NOON)
    decide(machine, rows, outcome="granted")


def decide(machine: Machine, rows: Rows, *, outcome: str) -> None:
    """The decision on the request has that outcome, and a ground."""
    decision = Decision.objects.get(request=machine.pk(rows))
    force(Decision, decision.pk, outcome=outcome)
    if not decision.grounds.exists():
        plant(DecisionGround, decision_id=decision.pk, code="ART17_NO_GROUND", facts="None.")


def identify(rows: Rows, *, state: str) -> None:
    """The identity check stands there, decided with its reason."""
    force(
        IdentityCheck,
        rows["identity"],
        state=state,
        method="not_in_doubt",
        reason="Known.",
        **DECIDED,
    )


def prepare_step(machine: Machine, rows: Rows, name: str) -> None:
    """What one step asks for, and another would not have."""
    if name == "close_unidentified":
        identify(rows, state="failed")
    if name == "treat_as_own":
        force(Representation, rows["representation"], role="relative")
    if name == "close_not_new":
        _linked(machine, rows)
    if name == "forward":
        Register.objects.filter(pk=rows["register"]).update(our_role="processor")
    if name == "cease_at_once" and machine.row == "objection":
        force(RightsRequest, rows["objection"], objection_scope="marketing")
    if name in OUTCOMES:
        decide(machine, rows, outcome=OUTCOMES[name])


def prepare_target(machine: Machine, rows: Rows, target: str) -> None:
    """What the database asks for before one state, and not before another."""
    if target == "unidentified":
        identify(rows, state="failed")
    if target == "not_new":
        _linked(machine, rows)
    if target == "forwarded":
        Register.objects.filter(pk=rows["register"]).update(our_role="processor")
    if target == "refused":
        decide(machine, rows, outcome="refused")


def _linked(machine: Machine, rows: Rows) -> None:
    """The request is the same as another one that is open, and a human said so."""
    plant(
        CaseLink,
        request_id=machine.pk(rows),
        other_id=rows["other_request"],
        kind="duplicate",
        reason="She says so.",
        found_at=NOON,
        decided_at=NOON,
        decided_by_id=1,
    )
