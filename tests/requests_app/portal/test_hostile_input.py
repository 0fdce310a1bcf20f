"""Whatever is typed: a clear message or kept literally, never an error of ours."""

import html

import pytest

from requests_app.models import Submission
from tests.factories import make_controller, make_register
from tests.looped import crossed
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

TEXT_FIELDS = [
    ("you", "person_name", 200),
    ("you", "phone", 50),
    ("reply", "postal_address", 500),
    ("find", "identifiers", 1000),
    ("about", "about", 5000),
]
LITERAL = {
    "right to left": "\u202eמרים\u202c כהן",
    "emoji": "Zoë 👩🏽‍🦽🇫🇮",
    "sql": "'; DROP TABLE requests_app_submission; --",
    "html": "<script>alert(1)</script>&amp;",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "format": "%s %(name)s {0} {name}",
    "combining": "e\u0301\u0316\u0317",
    "no spaces": "\u200b\u00ad",
}


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller, register="customers")


@pytest.mark.parametrize(("place", "kind"), crossed(TEXT_FIELDS, LITERAL))
def test_strange_text_is_kept_literally_and_shown_escaped(
    answers: Answers, place: tuple[str, str, int], kind: str
) -> None:
    (step, field, _longest), text = place, LITERAL[kind]
    answers[step][field] = text
    person = Person()
    person.fill_in(answers)

    assert html.escape(text) in person.get("check").content.decode()
    person.send()
    assert getattr(Submission.objects.get(), field) == text


@pytest.mark.parametrize(("step", "field", "longest"), [*TEXT_FIELDS, ("you", "email", 254)])
def test_over_long_text_is_named_with_its_limit_and_kept_on_the_page(
    answers: Answers, step: str, field: str, longest: int
) -> None:
    text = "ä" * (longest + 1)

    page = _refused(answers, step, field, text)

    assert f"at most {longest} characters" in page
    assert text in page


@pytest.mark.parametrize(
    ("place", "character"), crossed([*TEXT_FIELDS, ("you", "email", 254)], ["\x00", "\x1b", "\x85"])
)
def test_an_invisible_character_is_taken_out_and_said_so(
    answers: Answers, place: tuple[str, str, int], character: str
) -> None:
    step, field, _longest = place
    page = _refused(answers, step, field, f"before{character}after")

    assert "an invisible character that cannot be kept" in page
    assert "beforeafter" in page


def test_what_is_left_without_the_invisible_character_can_be_sent(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    person.answer("about", {"about": "before\x00after"})
    person.answer("about", {"about": "beforeafter"})

    person.send()

    assert Submission.objects.get().about == "beforeafter"


def test_a_line_break_in_a_name_is_no_second_line_of_a_mail(answers: Answers) -> None:
    page = _refused(answers, "you", "person_name", "Maija\r\nBcc: all@example.org")

    assert "Maija  Bcc: all@example.org" in page


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
@pytest.mark.parametrize(
    ("field", "message"),
    [("person_name", "Write your name."), ("email", "Write your e-mail address.")],
)
def test_a_needed_answer_left_empty_is_asked_for_by_name(
    answers: Answers, field: str, message: str, text: str
) -> None:
    answers["you"][field] = text
    person = Person()
    person.answer("organisation", answers["organisation"])

    page = person.answer("you", answers["you"]).content.decode()

    assert page.count(message) == 2, "once in the summary and once at the field"


@pytest.mark.parametrize(
    "address",
    ["maija", "maija@", "@example.org", "a b@example.org", "maija@example.org\x00", "<i>@x.fi"],
)
def test_what_is_no_mail_address_is_asked_for_again_and_kept(
    answers: Answers, address: str
) -> None:
    page = _refused(answers, "you", "email", address)

    assert html.escape(address.replace("\x00", "")) in page


@pytest.mark.parametrize(
    ("step", "value"),
    crossed(
        ["organisation", "register", "right"],
        ["", "nowhere", "\x00", "x" * 10_000, "' OR 1=1 --", "💥"],
    ),
)
def test_a_choice_that_is_not_offered_is_refused_with_a_message(
    answers: Answers, step: str, value: str
) -> None:
    field = next(iter(answers[step]))

    page = _refused(answers, step, field, value)

    assert 'role="alert"' in page


def test_fields_that_no_form_has_are_left_alone(answers: Answers) -> None:
    person = Person()
    answers["about"]["state"] = "answered"
    answers["about"]["submission"] = "1"

    assert person.submit(answers).about == "My orders of 2024"


def test_an_unknown_language_in_a_form_changes_nothing(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])

    response = person.answer("register", {"register": "unknown", "language": "../../evil"})

    assert response.url == person.step("right")


def test_bytes_that_are_no_text_are_no_error(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])

    response = person.client.post(
        person.step("about"),
        b"about=%ff%fe%00%ed%a0%80",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert "an invisible character" in response.content.decode()


def test_a_message_leads_to_its_field(answers: Answers) -> None:
    page = _refused(answers, "you", "email", "wrong")

    assert '<a href="#id_email">' in page
    assert 'id="id_email"' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert "<title>Error:" in page


def _refused(answers: Answers, step: str, field: str, value: str) -> str:
    """Send a step with this value, and see the step again with a message."""
    answers[step][field] = value
    person = Person()
    if step != "organisation":
        person.answer("organisation", {"organisation": answers["organisation"]["organisation"]})
    response = person.answer(step, answers[step])
    assert response.status_code == 200
    page = str(response.content.decode())
    assert 'role="alert"' in page
    return page
