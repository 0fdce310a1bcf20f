"""What a history has beside its clock, as raw rows: letters, links, recipients, fees, reopening.

Only the yearly report counts them.
"""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from config.clock import now
from registers_app.models import LawfulBasisChoice, Purpose, PurposeBasis, RegisterVersion
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    CaseLink,
    Fee,
    FeeGroundChoice,
    LinkKind,
    RecipientNotice,
    RightsRequest,
)
from tests.factories import texts
from tests.raw_sql import triggers_off
from tests.requests_app.reports.histories import maybe

WRITTEN = (AuditEntry, CaseLetter, CaseLink, Fee, RecipientNotice, RightsRequest)
FIRST_NUMBER = 100  # in the chain, beyond what a history has

AFTERWARDS = st.fixed_dictionaries(
    {
        "version": st.integers(0, 3),
        "letters": st.lists(
            st.tuples(
                st.sampled_from(["received", "received_to_forward", "answered"]),
                st.sampled_from([1, 47, 48, 49, 500]),
            ),
            max_size=2,
        ),
        "reopened": st.integers(0, 2),
        "link": maybe(st.tuples(st.sampled_from(["", *LinkKind.values]), st.booleans())),
        "recipients": st.lists(st.sampled_from(["told", "excused", "open"]), max_size=3),
        "fees": st.lists(st.sampled_from(FeeGroundChoice.values), max_size=3),
    }
)


def make_bases(version: RegisterVersion, *purposes: tuple[str, ...]) -> None:
    """A purpose for each list of bases."""
    for position, bases in enumerate(purposes):
        purpose = Purpose.objects.create(
            version=version, position=position, names=texts(f"Purpose {position}")
        )
        for basis in bases:
            PurposeBasis.objects.create(purpose=purpose, basis=LawfulBasisChoice(basis).value)


def write_afterwards(plans: list[dict[str, Any]], versions: list[RegisterVersion | None]) -> None:
    """Write what each request of the last histories has beside its clock, in their order."""
    rows = list(RightsRequest.objects.order_by("-pk")[: len(plans)])[::-1]
    with ExitStack() as asleep:
        for model in WRITTEN:
            asleep.enter_context(triggers_off(model))
        for plan, row in zip(plans, rows, strict=True):
            version = versions[plan["version"]]
            RightsRequest.objects.filter(pk=row.pk).update(register_version=version)
            _write(plan, row, earlier=rows[0])


def _write(plan: dict[str, Any], row: RightsRequest, *, earlier: RightsRequest) -> None:
    for kind, hours in plan["letters"]:
        CaseLetter.objects.create(
            request=row,
            kind=kind,
            language="en",
            subject="x",
            text="x",
            written_at=row.submission.received_at + timedelta(hours=hours),
        )
    for number in range(plan["reopened"]):
        AuditEntry.objects.create(
            submission_id=row.submission_id,
            number=FIRST_NUMBER + number,
            at=now(),
            event="request.reopen",
            actor_kind="system",
            actor_id=0,
            request_id=row.pk,
            facts={"from": "answered", "to": "assessing"},
            previous_hash="x",
            hash="x",
        )
    for number, fate in enumerate(plan["recipients"]):
        RecipientNotice.objects.create(
            request=row,
            name=f"Recipient {number}",
            created_at=now(),
            **{"told": _TOLD, "excused": _EXCUSED, "open": {}}[fate] | _settled(fate),
        )
    for wait, code in zip(row.suspensions.all(), plan["fees"], strict=False):
        Fee.objects.create(wait=wait, code=code, amount=5, currency="EUR", costs="x", proof="x")
    if plan["link"]:
        _link(row, earlier, *plan["link"])


_TOLD = {"how": "By mail."}
_EXCUSED = {"excuse": "It is out of business."}


def _settled(fate: str) -> dict[str, Any]:
    return {} if fate == "open" else {f"{fate}_at": now(), "settled_by_id": 1}


def _link(row: RightsRequest, earlier: RightsRequest, kind: str, is_ended: bool) -> None:
    decided: dict[str, Any] = {"reason": "x", "decided_at": now(), "decided_by_id": 1}
    ended: dict[str, Any] = {"ended_at": now(), "end_reason": "x"}
    CaseLink.objects.create(
        request=row,
        other=earlier,
        found_at=now(),
        kind=kind,
        **(decided if kind else {}),
        **(ended if kind and is_ended else {}),
    )
