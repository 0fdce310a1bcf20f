"""What all steps share: words, who sees them, and previews that keep nothing."""

import pytest
from django.test import Client

from registers_app.domain.roles import Role
from requests_app.admin.forms import STEPS
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import CaseLetter, RestrictionGround, RightsRequest, TaskKind
from requests_app.services.correct import Change, correct
from requests_app.services.inform import inform
from requests_app.services.restrict import restrict
from requests_app.services.weigh import weigh
from tests.cases import acting, handler_of
from tests.eight import begun, decided, finish_all, received
from tests.factories import make_user
from tests.looped import dealt, for_each
from tests.requests_app.admin.staff import case_url, signed_in, state_of, step_url, text_of

pytestmark = pytest.mark.django_db


@for_each("name", STEPS)
def test_every_step_says_what_it_is_does_and_did(name: str) -> None:
    form = STEPS[name]
    for text in (form.title, form.button, form.does, form.done):
        assert str(text).strip(), name
    assert form.name == name


@for_each("right", list(Right))
def test_every_right_can_be_led_from_each_state_by_a_step(right: Right) -> None:
    """No state of a machine is left without a form: its transitions name the steps."""
    machine = RightsRequest.PROXIES[right.value]
    field = machine._meta.get_field("state")
    named = {
        step.custom["form"] for step in field.get_all_transitions(machine) if "form" in step.custom
    }
    assert {name if name != "answer-no-data" else "answer" for name in named} <= set(STEPS)


def reach(right: Right) -> RightsRequest:
    """A request in the middle of its work, with rows to work on."""
    case = received(right, scope=ObjectionScope.ALL)
    actor = acting(case.controller)
    if right is Right.CONSENT_WITHDRAWAL:
        return case
    case = begun(case)
    if right is Right.RECTIFICATION:
        decided(case)
        correct(case.pk, changes=[Change(what="Name", new_value="Maija")], actor=actor)
        finish_all(case, TaskKind.CORRECT)
        inform(case.pk, actor=actor)
    elif right is Right.RESTRICTION:
        decided(case)
        restrict(case.pk, ground=RestrictionGround.ACCURACY, facts="The address.", actor=actor)
    elif right is Right.OBJECTION:
        weigh(case.pk, facts="She is a teacher.", actor=actor)
    return case


@pytest.mark.parametrize(
    ("right", "names"),
    dealt(Right, [name for name, form in STEPS.items() if not form.has_target]),
)
def test_a_data_protection_officer_reads_a_case_and_gets_no_button(
    right: Right, names: list[str]
) -> None:
    case = reach(right)
    officer = signed_in(make_user(case.controller, role=Role.DPO))
    page = text_of(officer.get(case_url(case)))
    assert "You may read this case. Only its handlers change it." in page
    assert "/steps/" not in page
    assert "desk-blocked" not in page
    before = state_of(case)
    for name in names:
        response = officer.post(step_url(case, name), {"reason": "x", "statement": "x"})
        assert response.status_code == 403, name
    assert state_of(case) == before


PREVIEWED: tuple[tuple[str, dict[str, str]], ...] = (
    ("withdraw", {"statement": "I have changed my mind."}),
    ("extend", {"reason": "Many documents.", "cause": "amount"}),
    ("ask-identity", {"doubt": "Unknown address.", "what_is_asked": "A number."}),
    ("refuse", {"reasoning": "Nothing is wrong.", "ground_ART16_NOT_INACCURATE": "The register."}),
)


@pytest.mark.parametrize(("step", "fields"), PREVIEWED)
def test_a_step_that_tells_the_person_something_shows_it_first_and_keeps_nothing(
    step: str, fields: dict[str, str]
) -> None:
    case = received(Right.RECTIFICATION)
    client = _handler(case)
    client.post(step_url(case, "assess"))
    before = list(CaseLetter.objects.values_list("pk", flat=True))
    page = text_of(client.post(step_url(case, step), {**fields, "_preview": "1"}))
    assert "A preview: nothing has been sent or kept yet." in page
    assert "desk-paper" in page
    assert state_of(case) == "assessing"
    assert list(CaseLetter.objects.values_list("pk", flat=True)) == before


@for_each("right", list(Right))
def test_the_grounds_of_a_refusal_are_those_of_the_right(right: Right) -> None:
    case = received(right)
    client = _handler(case)
    if right is Right.CONSENT_WITHDRAWAL:
        assert client.get(step_url(case, "refuse")).status_code == 302
        return
    client.post(step_url(case, "assess"))
    page = text_of(client.get(step_url(case, "refuse")))
    own = {
        Right.ACCESS: "ground_ART15_4",
        Right.RECTIFICATION: "ground_ART16",
        Right.ERASURE: "ground_ART17",
        Right.RESTRICTION: "ground_ART18",
        Right.PORTABILITY: "ground_ART20",
        Right.OBJECTION: "ground_ART21",
        Right.AUTOMATED_DECISION: "ground_ART22",
    }
    for other, prefix in own.items():
        assert (prefix in page) == (other is right), prefix


def _handler(case: RightsRequest) -> Client:
    return signed_in(handler_of(case.controller))
