"""Whatever is done through the services leaves whole chains."""

from collections.abc import Callable
from typing import Any

import pytest

from registers_app.domain.actors import subject_actor, user_actor
from registers_app.domain.roles import Role
from requests_app.models import AuditEntry
from requests_app.services.close import reopen, withdraw
from requests_app.services.verify_audit import broken_chains
from tests.cases import ask_for_identity, make_answered, make_received, make_refused
from tests.factories import make_user
from tests.requests_app.services.chains import verify

pytestmark = pytest.mark.django_db


def test_whole_journeys_leave_whole_chains() -> None:
    answered = make_answered()
    make_refused()
    ask_for_identity(make_received())
    withdrawn = make_received()
    withdraw(withdrawn.pk, statement="No.", actor=subject_actor(withdrawn.submission_id))
    supervisor = make_user(answered.controller, role=Role.SUPERVISOR)
    reopen(answered.pk, reason="Complaint.", actor=user_actor(supervisor.pk))

    assert AuditEntry.objects.count() > 30
    assert verify() == (0, "4 chains are whole.\n", "")


def test_an_empty_desk_is_whole() -> None:
    assert verify() == (0, "0 chains are whole.\n", "")


def test_the_work_of_verifying_does_not_grow_by_entry(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    make_answered()

    with django_assert_max_num_queries(4):
        assert list(broken_chains()) == []
