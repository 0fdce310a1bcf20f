"""A chain that was tampered with is found, and the first broken entry is named."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models, transaction
from pytest_django import DjangoDbBlocker

from requests_app.domain.audit_chain import chain_hash
from requests_app.models import AccessRequest, AuditEntry, AuditHead, AuditPayload
from requests_app.services.verify_audit import _link, broken_chains
from tests.cases import make_answered, make_received, make_refused
from tests.looped import for_each
from tests.raw_sql import run, triggers_off
from tests.requests_app.services.chains import verify
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_case(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    yield from standing(django_db_blocker, _between_two)


def _between_two() -> int:
    make_refused()
    request = make_answered()
    make_received()
    return request.pk


@pytest.fixture
def case(standing_case: int) -> AccessRequest:
    """A case with a long chain, between two that nobody touches."""
    return AccessRequest.objects.select_related("submission").get(pk=standing_case)


def tamper(model: type[models.Model], sql: str, **parameters: Any) -> None:
    """What the owner of the tables can do."""
    with triggers_off(model):
        assert run(sql, parameters) >= 1


def found(case: AccessRequest, *, number: int, reason: str) -> None:
    code, _out, err = verify()
    assert (code, err) == (
        1,
        f"{case.submission.reference}: entry {number}: {reason}\n",
    )


def last(case: AccessRequest) -> AuditEntry:
    entry = AuditEntry.objects.filter(submission=case.submission_id).order_by("number").last()
    assert entry is not None
    return entry


@for_each(
    "change",
    [
        "event = 'request.refuse'",
        "at = at + interval '1 microsecond'",
        "actor_id = actor_id + 1",
        "actor_kind = 'system'",
        "request_id = request_id + 1",
        'facts = facts || \'{"from": "ready"}\'',
        "payload_digest = repeat('0', 64)",
        "hash = repeat('0', 64)",
    ],
)
def test_a_changed_entry_is_named(case: AccessRequest, change: str) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="request.collect")
    with transaction.atomic():
        tamper(
            AuditEntry,
            f"UPDATE requests_app_auditentry SET {change} WHERE id = %(id)s",
            id=entry.pk,
        )

        found(case, number=entry.number, reason="it was changed")
        transaction.set_rollback(True)


def test_an_entry_changed_together_with_its_hash_breaks_the_next(case: AccessRequest) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="request.collect")
    entry.event = "request.refuse"
    forged = chain_hash(_link(entry), previous_hash=entry.previous_hash)
    tamper(
        AuditEntry,
        "UPDATE requests_app_auditentry SET event = 'request.refuse', hash = %(hash)s"
        " WHERE id = %(id)s",
        id=entry.pk,
        hash=forged,
    )

    found(case, number=entry.number + 1, reason="it does not follow the entry before it")


def test_a_changed_payload_is_named(case: AccessRequest) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="decision.made")
    tamper(
        AuditPayload,
        'UPDATE requests_app_auditpayload SET content = \'{"reasoning": "Other."}\''
        " WHERE entry_id = %(id)s",
        id=entry.pk,
    )

    found(case, number=entry.number, reason="its personal part was changed")


def test_a_payload_given_to_an_entry_that_had_none_is_named(case: AccessRequest) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="request.collect")
    run(
        "INSERT INTO requests_app_auditpayload (entry_id, salt, content)"
        " VALUES (%(id)s, 'salt', '{}')",
        {"id": entry.pk},
    )

    found(case, number=entry.number, reason="its personal part was changed")


def test_an_entry_missing_in_the_middle_is_named(case: AccessRequest) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="request.collect")
    tamper(AuditEntry, "DELETE FROM requests_app_auditentry WHERE id = %(id)s", id=entry.pk)

    found(case, number=entry.number, reason="an entry is missing")


def test_entries_renumbered_over_a_gap_do_not_follow_each_other(case: AccessRequest) -> None:
    entry = AuditEntry.objects.get(submission=case.submission_id, event="request.collect")
    tamper(AuditEntry, "DELETE FROM requests_app_auditentry WHERE id = %(id)s", id=entry.pk)
    for later in AuditEntry.objects.filter(
        submission=case.submission_id, number__gt=entry.number
    ).order_by("number"):
        tamper(
            AuditEntry,
            "UPDATE requests_app_auditentry SET number = number - 1 WHERE id = %(id)s",
            id=later.pk,
        )

    found(case, number=entry.number, reason="it does not follow the entry before it")


def test_a_cut_tail_is_named(case: AccessRequest) -> None:
    end = last(case)
    assert not AuditPayload.objects.filter(entry=end).exists()
    tamper(AuditEntry, "DELETE FROM requests_app_auditentry WHERE id = %(id)s", id=end.pk)

    found(case, number=end.number, reason="the end of the chain was cut off")


def test_a_chain_cut_down_to_nothing_is_named(case: AccessRequest) -> None:
    run(
        "DELETE FROM requests_app_auditpayload WHERE entry_id IN"
        " (SELECT id FROM requests_app_auditentry WHERE submission_id = %(id)s)",
        {"id": case.submission_id},
    )
    tamper(
        AuditEntry,
        "DELETE FROM requests_app_auditentry WHERE submission_id = %(id)s",
        id=case.submission_id,
    )

    found(case, number=1, reason="the end of the chain was cut off")


def test_swapped_entries_are_named(case: AccessRequest) -> None:
    second, third = AuditEntry.objects.filter(
        submission=case.submission_id, number__in=[2, 3]
    ).order_by("number")
    for pk, number in ((second.pk, 1_000), (third.pk, 2), (second.pk, 3)):
        tamper(
            AuditEntry,
            "UPDATE requests_app_auditentry SET number = %(number)s WHERE id = %(id)s",
            id=pk,
            number=number,
        )

    found(case, number=2, reason="it does not follow the entry before it")


@pytest.mark.parametrize(
    ("change", "offset", "reason"),
    [
        ("count = count + 1", 1, "the end of the chain was cut off"),
        ("last_hash = repeat('0', 64)", 0, "the head does not know this end"),
        ("count = count - 1", 0, "the head does not know this end"),
    ],
)
def test_a_changed_head_is_named(
    case: AccessRequest, change: str, offset: int, reason: str
) -> None:
    tamper(
        AuditHead,
        f"UPDATE requests_app_audithead SET {change} WHERE submission_id = %(id)s",
        id=case.submission_id,
    )

    found(case, number=last(case).number + offset, reason=reason)


def test_a_head_moved_by_one_without_an_entry_is_named(case: AccessRequest) -> None:
    # What the triggers let pass, the chain shows.
    run(
        "UPDATE requests_app_audithead SET count = count + 1, last_hash = repeat('f', 64)"
        " WHERE submission_id = %(id)s",
        {"id": case.submission_id},
    )

    found(case, number=last(case).number + 1, reason="the end of the chain was cut off")


def test_a_missing_head_is_named(case: AccessRequest) -> None:
    tamper(
        AuditHead,
        "DELETE FROM requests_app_audithead WHERE submission_id = %(id)s",
        id=case.submission_id,
    )

    found(case, number=0, reason="the chain has no head")


def test_every_broken_chain_is_named() -> None:
    cases = [make_received(), make_received(), make_received()]
    for case in cases[:2]:
        tamper(
            AuditEntry,
            "UPDATE requests_app_auditentry SET event = 'x' WHERE submission_id = %(id)s"
            " AND number = 1",
            id=case.submission_id,
        )

    assert [broken.reference for broken in broken_chains()] == [
        case.submission.reference for case in cases[:2]
    ]


def test_erasing_what_is_personal_does_not_break_a_chain(case: AccessRequest) -> None:
    assert AuditPayload.objects.exists()
    run("DELETE FROM requests_app_auditpayload")

    assert verify()[0] == 0


def test_a_purged_payload_cannot_be_guessed_from_what_stays(case: AccessRequest) -> None:
    salts = list(AuditPayload.objects.values_list("salt", flat=True))

    assert len(set(salts)) == len(salts)
    assert all(len(salt) == 64 for salt in salts)
