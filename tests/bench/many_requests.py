"""A desk with very many requests, written by set-based SQL in seconds.

Rows are as services would leave them as far as pages and reports read them: a person, a register,
dates, an identity check, a record, and for some a pause, an extension, a refusal, a task or work
for a client. Persons' names are made up of numbers.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.db import connection, models

from config.clock import now, today
from registers_app.domain.roles import Role
from registers_app.models import Controller, DataSystem, Register, User
from requests_app.models import (
    AuditEntry,
    AuditHead,
    Decision,
    DecisionGround,
    Extension,
    IdentityCheck,
    LateReason,
    RightsRequest,
    Submission,
    Suspension,
    Task,
)
from tests.factories import make_controller, make_user, texts
from tests.raw_sql import triggers_off

WRITTEN: tuple[type[models.Model], ...] = (
    Submission,
    RightsRequest,
    IdentityCheck,
    AuditHead,
    AuditEntry,
    Suspension,
    Extension,
    Decision,
    DecisionGround,
    LateReason,
    Task,
)
RIGHTS = "ARRAY['access', 'erasure', 'rectification', 'restriction', 'portability', 'access']"
ENDS = "ARRAY['answered', 'answered', 'answered', 'answered', 'refused', 'withdrawn']"
OPEN = "ARRAY['received', 'assessing', 'collecting', 'reviewing', 'awaiting_approval']"

# One statement for each table. What differs is spread evenly over everything.
STATEMENTS: Sequence[str] = (
    """
    INSERT INTO requests_app_submission (
        reference, controller_id, register_id, client_named, channel, received_at, arrival,
        language, person_name, email, phone, postal_address, lives_in, protected_identity,
        sealed_contact, identifiers, about, created_at, search_text, match_keys, answer_by, signs
    )
    SELECT 'RD-' || lpad(upper(to_hex(n / 65536)), 4, '0') || '-' ||
            lpad(upper(to_hex(n %% 65536)), 4, '0'),
        c.ids[1 + n %% array_length(c.ids, 1)],
        (SELECT min(g.id) FROM registers_app_register g
         WHERE g.controller_id = c.ids[1 + n %% array_length(c.ids, 1)]),
        '', (ARRAY['portal', 'email', 'letter', 'phone', 'visit'])[1 + n %% 5],
        %(now)s - interval '1 day' * CASE WHEN n <= %(open)s THEN n %% 45 ELSE 10 + n %% 1000 END,
        'proper', (ARRAY['fi', 'sv', 'en'])[1 + n / 7 %% 3], 'Person ' || n,
        'person' || n || '@example.org', '', '', '', false, '', 'C-' || n, '', %(now)s,
        'rd ' || lower(to_hex(n)) || ' person ' || n || ' c ' || n, '{}', 'online', '{}'
    FROM generate_series(1, %(requests)s) n, (SELECT %(controllers)s::bigint[] AS ids) c
    """,
    f"""
    INSERT INTO requests_app_rightsrequest (
        submission_id, controller_id, "right", state, assignee_id, objection_scope, part_about,
        part_client, received_on, due_on, safe_on, target_on, refuse_by, holiday_version,
        closed_on, closed_at, changed_at, details
    )
    SELECT s.id, s.controller_id, ({RIGHTS})[1 + n %% 6],
        CASE WHEN n <= %(open)s THEN ({OPEN})[1 + n %% 5] ELSE ({ENDS})[1 + n %% 6] END,
        CASE WHEN n %% 9 > 0 THEN (%(handlers)s::bigint[])[1 + n %% %(handler_count)s] END,
        '', '', '', d, d + 31, d + 30, d + 30, d + 31, 'x',
        CASE WHEN n > %(open)s THEN d + n %% 40 END,
        CASE WHEN n > %(open)s THEN s.received_at + interval '1 day' * (n %% 40) END,
        s.received_at, '{{}}'
    FROM (
        SELECT s.*, (row_number() OVER (ORDER BY s.id))::integer AS n, s.received_at::date AS d
        FROM requests_app_submission s
    ) s
    """,
    """
    INSERT INTO requests_app_identitycheck (
        submission_id, state, doubt, proof, why_heavier, method, reason, why_less, decided_at,
        decided_by_id, asked_at
    )
    SELECT id, 'settled', '', '', '', (ARRAY['known_channel', 'evidence', 'oidc_strong'])[
            1 + id %% 3], 'x', '', received_at, 1, CASE WHEN id %% 11 = 0 THEN received_at END
    FROM requests_app_submission
    """,
    """
    INSERT INTO requests_app_audithead (submission_id, count, last_hash)
    SELECT id, 5, 'x' FROM requests_app_submission
    """,
    """
    INSERT INTO requests_app_auditentry (
        submission_id, number, at, event, actor_kind, actor_id, request_id, facts,
        payload_digest, previous_hash, hash
    )
    SELECT r.submission_id, e.number, s.received_at + interval '1 hour' * (e.number * (r.id %% 90)),
        e.event, 'user', 1, r.id, e.facts::jsonb, '', 'x', 'x'
    FROM requests_app_rightsrequest r
    JOIN requests_app_submission s ON s.id = r.submission_id
    CROSS JOIN (VALUES
        (1, 'request.opened', '{"right": "access"}'),
        (2, 'request.assess', '{"from": "received", "to": "assessing"}'),
        (3, 'request.collect', '{"from": "assessing", "to": "collecting"}'),
        (4, 'request.review', '{"from": "collecting", "to": "reviewing"}'),
        (5, 'request.answer', '{"from": "reviewing", "to": "answered"}')
    ) e (number, event, facts)
    """,
    """
    INSERT INTO requests_app_suspension (
        request_id, ground, facts, asked_at, why_late, void_reason, ended_at
    )
    SELECT id, 'identity', 'x', changed_at, '', '', changed_at + interval '1 day' * (id %% 20)
    FROM requests_app_rightsrequest WHERE id %% 20 = 0
    """,
    """
    INSERT INTO requests_app_extension (request_id, reason, cause, notified_at)
    SELECT id, 'x', (ARRAY['amount', 'others', ''])[1 + id %% 3], changed_at
    FROM requests_app_rightsrequest WHERE id %% 30 = 0
    """,
    """
    INSERT INTO requests_app_decision (request_id, outcome, reasoning, proposed_by_id, proposed_at)
    SELECT id, CASE WHEN state = 'refused' THEN 'refused' WHEN id %% 8 = 0 THEN 'partial'
        ELSE 'granted' END, 'x', 1, changed_at
    FROM requests_app_rightsrequest WHERE state IN ('answered', 'refused')
    """,
    """
    INSERT INTO requests_app_decisionground (decision_id, code, facts, law, proof)
    SELECT id, (ARRAY['ART12_5_EXCESSIVE', 'ART15_4_OTHERS_RIGHTS'])[1 + id %% 2], 'x', '', ''
    FROM requests_app_decision WHERE outcome <> 'granted'
    """,
    """
    INSERT INTO requests_app_latereason (request_id, cause, given_at, given_by_id)
    SELECT id, (ARRAY['staff', 'amount'])[1 + id %% 2], changed_at, 1
    FROM requests_app_rightsrequest WHERE closed_on > due_on AND id %% 3 > 0
    """,
    """
    INSERT INTO requests_app_task (
        request_id, data_system_id, kind, state, result, created_at, finished_at
    )
    SELECT r.id, (SELECT min(y.id) FROM registers_app_datasystem y
            JOIN registers_app_register g ON g.id = y.register_id
            WHERE g.controller_id = r.controller_id),
        'search', CASE WHEN r.closed_on IS NULL THEN 'open' ELSE 'done' END, '', changed_at,
        CASE WHEN r.closed_on IS NOT NULL THEN changed_at END
    FROM requests_app_rightsrequest r WHERE r.id %% 2 = 0
    """,
)


def load(
    *, requests: int, still_open: int, controllers: int, handlers: int = 20
) -> list[Controller]:
    """Write it all into an empty desk, and bring the planner's statistics up to date."""
    organisations = [_organisation(number) for number in range(controllers)]
    staff = [make_user(organisations[n % controllers]) for n in range(handlers)]
    parameters: dict[str, Any] = {
        "requests": requests,
        "open": still_open,
        "controllers": [organisation.pk for organisation in organisations],
        "handlers": [user.pk for user in staff],
        "handler_count": len(staff),
        "now": now(),
    }
    with ExitStack() as asleep, connection.cursor() as cursor:
        for model in WRITTEN:
            asleep.enter_context(triggers_off(model))
        for statement in STATEMENTS:
            cursor.execute(statement, parameters)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return organisations


def _organisation(number: int) -> Controller:
    organisation = make_controller(slug=f"bench-{number}", name=f"Bench {number} Oy")
    register = Register.objects.create(
        controller=organisation, slug="customers", names=texts("Customers"), created_at=now()
    )
    DataSystem.objects.create(
        register=register, name="Database", owner="IT", owner_email="it@northwind.example"
    )
    return organisation


def supervisor_of_all(organisations: Sequence[Controller]) -> User:
    """Who sees the reports of all of them."""
    user = make_user(organisations[0], role=Role.SUPERVISOR)
    for organisation in organisations[1:]:
        organisation.memberships.create(user=user, role=Role.SUPERVISOR.value)
    return user


def first_day() -> date:
    """Before every receipt."""
    return date(today("UTC").year - 4, 1, 1)
