"""Signals that a browser sends by itself (GDPR Art. 21(5)): seen, offered, and never assumed."""

import pytest

from requests_app.audit_sentences import SENTENCES
from requests_app.models import AuditEntry
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db
OFFER = "object to direct marketing here with one click"


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller)


def at_rights(answers: Answers, **headers: str) -> Person:
    """A person with a browser that sends these, before the question what they want."""
    person = Person(headers=headers)
    for step in ("organisation", "register"):
        person.answer(step, answers[step])
    return person


def page(person: Person) -> str:
    return str(person.client.get(person.step("right")).content.decode())


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"sec-gpc": "1"}, "Global Privacy Control"),
        ({"dnt": "1"}, "asks not to be tracked"),
        ({"sec-gpc": "0", "dnt": "0"}, ""),
        ({"sec-gpc": "true"}, ""),
        ({}, ""),
    ],
)
def test_the_form_says_what_the_browser_sends_and_chooses_nothing(
    answers: Answers, headers: dict[str, str], says: str
) -> None:
    shown = page(at_rights(answers, **headers))
    assert (OFFER in shown) is bool(says)
    assert says in shown
    assert "checked" not in shown


def test_one_click_objects_to_marketing_beside_what_was_ticked_and_is_on_record(
    answers: Answers,
) -> None:
    person = at_rights(answers, **{"sec-gpc": "1"})
    led_on = person.answer("right", {"rights": ["access"], "object_marketing": "1"})
    assert led_on.url == person.step("whom")
    person.fill_in({name: answers[name] for name in ("whom", "you", "find", "access", "reply")})
    person.send()

    entry = AuditEntry.objects.get(event="submission.received")
    rights = entry.submission.requests.order_by("right")
    assert [(row.right, row.objection_scope) for row in rights] == [
        ("access", ""),
        ("objection", "marketing"),
    ]
    assert entry.facts["browser_signal"] == "gpc"
    assert "submission.received.with_signal" in SENTENCES


def test_without_an_objection_the_signal_is_kept_nowhere(answers: Answers) -> None:
    person = Person(headers={"sec-gpc": "1"})
    submission = person.submit(answers)
    entry = AuditEntry.objects.get(submission=submission, event="submission.received")
    assert "browser_signal" not in entry.facts
