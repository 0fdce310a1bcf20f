"""Every right from receipt to each of its ends, by the services."""

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AuditEntry, CaseLetter, Outcome, RightsRequest
from requests_app.services.close import withdraw
from requests_app.services.decide import Ground, decide
from requests_app.services.errors import NotPossible
from requests_app.services.refuse import refuse
from requests_app.services.verify_audit import broken_chains
from tests.cases import acting
from tests.eight import REFUSED_ON, again, answered, begun, received, refused
from tests.looped import crossed

pytestmark = pytest.mark.django_db

WITH_A_PACKAGE = (Right.ACCESS, Right.PORTABILITY)
# The register of the tests rests on a contract: nothing there rests on consent.
OUTCOMES = {Right.CONSENT_WITHDRAWAL: "not_applicable"}


def letters(request: RightsRequest) -> list[str]:
    return list(CaseLetter.objects.filter(request=request).values_list("kind", flat=True))


def mails(request: RightsRequest) -> list[str]:
    to_person = Notice.objects.filter(
        submission_id=request.submission_id, to_address=request.submission.email
    )
    return list(to_person.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(("right", "language"), crossed(Right, ["fi", "sv"]))
def test_a_right_is_answered_with_its_letter_and_its_mail_in_the_language_of_the_person(
    right: Right, language: str
) -> None:
    request = answered(received(right, language=language))

    assert request.state == "answered"
    assert letters(request)[-1] == f"{right}_{OUTCOMES.get(right, 'granted')}"
    assert mails(request)[-1] == ("answer_ready" if right in WITH_A_PACKAGE else "decided")
    assert {letter.language for letter in request.letters.all()} == {language}
    assert not list(broken_chains())


@pytest.mark.parametrize("right", list(REFUSED_ON))
def test_a_right_is_refused_with_reasons_complaint_and_remedy(right: Right) -> None:
    request = refused(received(right))

    assert request.state == "refused"
    letter = CaseLetter.objects.filter(request=request).order_by("-pk")[0]
    assert letter.kind == f"{right}_refused"
    for said in ("The law does not give it here.", "As the file shows.", "tietosuoja.fi", "court"):
        assert said in letter.text
    assert mails(request)[-1] == "decision_refused"


@pytest.mark.parametrize("right", list(Right))
def test_a_right_is_withdrawn_by_the_person(right: Right) -> None:
    request = received(right)
    withdraw(request.pk, statement="", actor=subject_actor(request.submission_id))

    assert again(request).state == "withdrawn"
    assert letters(request)[-1] == "withdrawn"
    assert AuditEntry.objects.filter(event="request.withdraw").count() == 1


@pytest.mark.parametrize(
    ("right", "scope"),
    [
        (Right.CONSENT_WITHDRAWAL, None),
        (Right.OBJECTION, ObjectionScope.MARKETING),
        (Right.OBJECTION, ObjectionScope.ALL),
    ],
)
def test_what_must_stop_at_once_is_never_refused(
    right: Right, scope: ObjectionScope | None
) -> None:
    request = received(right, scope=scope)
    if scope == ObjectionScope.ALL:
        begun(request)
    ground = Ground(code=REFUSED_ON[Right.OBJECTION], facts="We need it.")
    with pytest.raises(NotPossible):
        refuse(request.pk, reasoning="No.", grounds=[ground], actor=acting(request.controller))

    assert again(request).state != "refused"
    assert not CaseLetter.objects.filter(kind__endswith="_refused").exists()


def test_a_ground_of_another_right_is_refused() -> None:
    request = begun(received(Right.RECTIFICATION))
    with pytest.raises(NotPossible, match="this ground"):
        decide(
            request.pk,
            outcome=Outcome.REFUSED,
            reasoning="No.",
            grounds=[Ground(code=REFUSED_ON[Right.ERASURE], facts="None.")],
            actor=acting(request.controller),
        )


def test_an_outcome_that_the_right_does_not_know_is_refused() -> None:
    request = begun(received(Right.AUTOMATED_DECISION))
    with pytest.raises(NotPossible, match="this outcome"):
        decide(
            request.pk,
            outcome=Outcome.PARTIAL,
            reasoning="A little.",
            grounds=(),
            actor=acting(request.controller),
        )
