"""A refusal gives its reasons, and where two people decide, two people do."""

from typing import Any

import pytest

from notices_app.models import Notice
from requests_app.models import AccessRequest, CaseLetter, Decision, Outcome
from requests_app.services.answer import answer
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.refuse import (
    approve_answer,
    approve_refusal,
    ask_approval,
    refuse,
    send_back,
)
from tests.cases import look_all_through, make_refused, prepare, send_answer
from tests.requests_app.services.steps import (
    GROUNDS,
    again,
    collect_all_again,
    staff,
    supervisor_of,
    two_people,
)

pytestmark = pytest.mark.django_db


def test_a_refusal_tells_reasons_complaint_and_remedy() -> None:
    request = make_refused()
    letter = CaseLetter.objects.get(request=request, kind="access_refused")

    assert request.state == "refused"
    assert "nothing has changed since" in letter.text
    assert "Fifth request this month." in letter.text
    assert "12(5)" in letter.text
    assert "tietosuoja.fi" in letter.text
    assert Notice.objects.filter(kind="decision_refused").count() == 1


def test_a_refusal_waits_for_a_second_person_where_the_organisation_says_so() -> None:
    request = two_people()
    supervisor = supervisor_of(request.controller)
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=staff(request))

    assert again(request).state == "awaiting_approval"
    assert not CaseLetter.objects.filter(kind="access_refused").exists()
    wanted = Notice.objects.filter(kind="staff_person_acted", occasion__startswith="approve:")
    assert wanted.count() == 1

    with pytest.raises(NotPermitted):
        approve_refusal(request.pk, actor=staff(request))
    assert approve_refusal(request.pk, actor=supervisor).state == "refused"
    decision = Decision.objects.get(request=request, superseded_at=None)
    assert decision.approved_by_id == supervisor.id
    assert CaseLetter.objects.filter(kind="access_refused").count() == 1


def test_nobody_approves_their_own_decision() -> None:
    request = two_people()
    supervisor = supervisor_of(request.controller)
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=supervisor)

    with pytest.raises(NotPossible, match="A second person"):
        approve_refusal(request.pk, actor=supervisor)
    assert again(request).state == "awaiting_approval"
    assert Decision.objects.get(request=request).approved_by_id is None


def test_a_partial_answer_waits_for_a_second_person_too() -> None:
    request = two_people()
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.PARTIAL,
        reasoning="Others.",
        grounds=GROUNDS,
        actor=staff(request),
    )
    with pytest.raises(NotPossible, match="second person’s approval"):
        answer(request.pk, actor=staff(request))

    ask_approval(request.pk, actor=staff(request))
    approve_answer(request.pk, actor=supervisor_of(request.controller))
    assert answer(request.pk, actor=staff(request)).state == "answered"


def test_a_full_answer_needs_one_person_only() -> None:
    assert send_answer(prepare(two_people())).state == "answered"


def test_the_approval_of_one_decision_does_not_carry_over_to_the_next() -> None:
    request = two_people()
    partial: dict[str, Any] = {
        "outcome": Outcome.PARTIAL,
        "reasoning": "Others.",
        "grounds": GROUNDS,
        "actor": staff(request),
    }
    look_all_through(request)
    prepare_answer(request.pk, **partial)
    ask_approval(request.pk, actor=staff(request))
    approve_answer(request.pk, actor=supervisor_of(request.controller))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    prepare_answer(request.pk, **partial)

    with pytest.raises(NotPossible, match="second person’s approval"):
        answer(request.pk, actor=staff(request))


def test_what_the_second_person_sends_back_goes_on_from_the_beginning() -> None:
    request = two_people()
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=staff(request))
    supervisor = supervisor_of(request.controller)
    send_back(request.pk, reason="Redact instead.", actor=supervisor)

    assert again(request).state == "assessing"
    assert send_answer(prepare(collect_all_again(request))).state == "answered"
