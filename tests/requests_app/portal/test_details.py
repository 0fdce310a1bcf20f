"""Each right is described on a page of its own, and what was said is seen wherever it matters."""

from datetime import date
from typing import Any

import pytest

from config.clock import now
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, PurposeBasis, Register
from registers_app.services.publish import publish
from requests_app.admin.forms import StepForm
from requests_app.admin.forms.correct import CorrectForm
from requests_app.admin.forms.prepare_transfer import PrepareTransferForm
from requests_app.admin.forms.restrict import RestrictForm
from requests_app.domain.details import Details, Meant, Pair
from requests_app.models import RightsRequest
from tests.cases import handler_of
from tests.factories import make_controller, make_register, make_user, make_version, texts
from tests.requests_app.admin.staff import case_url, signed_in
from tests.requests_app.portal.person import Person, answers_to

pytestmark = pytest.mark.django_db

# What is typed on the page of a right, and what is kept of it.
SAID: dict[str, tuple[str, dict[str, Any], Details]] = {
    "access": (
        "access",
        {"extent": "all", "what": "Calls", "since": "2024-01-02", "until": "31.3.2024"},
        Details.from_json(
            {"extent": "part", "what": "Calls", "since": "2024-01-02", "until": "2024-03-31"}
        ),
    ),
    "rectification": (
        "rectification",
        {"wrong_1": "Kotikatu 1", "right_1": "Uusikatu 2", "wrong_3": "<b>Old</b> number"},
        Details(
            pairs=(Pair(wrong="Kotikatu 1", right="Uusikatu 2"), Pair(wrong="<b>Old</b> number"))
        ),
    ),
    "erasure": ("erasure", {"extent": "all"}, Details(extent="all")),
    "restriction": (
        "restriction",
        {"grounds": ["accuracy", "claims"], "view": "I moved in May."},
        Details(grounds=("accuracy", "claims"), view="I moved in May."),
    ),
    "portability": (
        "portability",
        {
            "receiver": "controller",
            "receiver_name": "Westwind Oy",
            "receiver_address": "data@westwind.example",
        },
        Details(
            receiver="controller",
            receiver_name="Westwind Oy",
            receiver_address="data@westwind.example",
        ),
    ),
    "automated_decision": (
        "automated-decision",
        {"what": "No credit on 3 May", "view": "My income was not read."},
        Details(what="No credit on 3 May", view="My income was not read."),
    ),
    "consent_withdrawal": (
        "consent",
        {"what": "The newsletter"},
        Details(extent="part", what="The newsletter"),
    ),
}


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(slug="northwind")
    make_register(controller)
    return controller


def ask(controller: Controller, right: str, step: str, typed: dict[str, Any]) -> Person:
    """Everything is answered, and nothing sent."""
    person = Person()
    answers = answers_to(controller, register="customers")
    answers["right"] = {"rights": [right]}
    del answers["access"]
    person.fill_in({**answers, step: typed})
    return person


@pytest.mark.parametrize("right", SAID)
def test_what_is_said_of_a_right_is_kept_with_it_and_shown_everywhere(
    controller: Controller, right: str
) -> None:
    step, typed, said = SAID[right]
    person = ask(controller, right, step, typed)
    listed = person.get("check").content.decode()
    person.send()

    request = RightsRequest.objects.get()
    receipt = person.get("sent").content.decode()
    person.open_request(request.submission)
    own = person.get("request").content.decode()
    handled = signed_in(make_user(controller)).get(case_url(request)).content.decode()

    assert request.said == said
    words = typed.get("what") or typed.get("view") or typed.get("receiver_name") or "Uusikatu 2"
    words = "Everything that may be erased" if right == "erasure" else words
    assert all(words in page for page in (listed, receipt, own, handled))
    assert "<b>Old" not in listed + receipt + own + handled


def test_nothing_has_to_be_said_of_any_right(controller: Controller) -> None:
    person = Person()
    answers = answers_to(controller, register="customers")
    answers["right"] = {"rights": list(SAID)}
    answers.pop("access")

    submission = person.submit(answers)

    said = {row.right: row.said for row in submission.requests.all()}
    assert set(said) == set(SAID)
    assert said["rectification"] == Details()


def published(controller: Controller, **bases: LawfulBasis) -> Register:
    """A register with purposes of these names, "marketing" among them being direct marketing."""
    register = Register.objects.create(
        controller=controller, slug="club", names=texts("Club"), created_at=now()
    )
    version = make_version(register)
    for name, basis in bases.items():
        purpose = Purpose.objects.create(
            version=version, names=texts(name), is_direct_marketing=name == "marketing"
        )
        PurposeBasis.objects.create(purpose=purpose, basis=basis.value)
    publish(version_id=version.pk, effective_on=date(2020, 1, 1))
    return register


@pytest.fixture
def club(nothing_is_found: None, controller: Controller) -> Register:
    return published(
        controller,
        newsletter=LawfulBasis.CONSENT,
        marketing=LawfulBasis.LEGITIMATE_INTEREST,
        statistics=LawfulBasis.LEGITIMATE_INTEREST,
    )


def at_details(controller: Controller, right: str, step: str, *, scope: str = "") -> Person:
    """At the page of a right, with the register of the club chosen."""
    person = Person()
    answers = answers_to(controller, register="club")
    for name in ("organisation", "register"):
        person.answer(name, answers[name])
    person.answer("right", {"rights": [right]})
    if scope:
        person.answer("objection", {"objection_scope": scope})
    return person


def test_the_consents_of_the_register_can_be_ticked_and_are_kept(
    controller: Controller, club: Register
) -> None:
    newsletter = Purpose.objects.get(names__en="newsletter")
    person = at_details(controller, "consent_withdrawal", "consent")
    page = person.get("step", name="consent").content.decode()
    assert "newsletter" in page
    assert "statistics" not in page

    person.fill_in(
        {
            "consent": {"purposes": [str(newsletter.pk)], "extent": "all"},
            "you": answers_to(controller)["you"],
            "whom": {"whom": "self"},
        }
    )
    person.send()

    assert RightsRequest.objects.get().said == Details(
        extent="part", purposes=(Meant(id=newsletter.pk, name="newsletter"),)
    )


@pytest.mark.parametrize(
    ("scope", "offered", "asks_for_reasons"),
    [
        ("marketing", ["marketing"], False),
        ("other", ["statistics"], True),
        ("all", ["marketing", "statistics"], True),
    ],
)
def test_an_objection_names_only_uses_that_it_reaches_and_marketing_needs_no_reason(
    controller: Controller,
    club: Register,
    scope: str,
    offered: list[str],
    asks_for_reasons: bool,
) -> None:
    person = at_details(controller, "objection", "objection-details", scope=scope)

    page = person.get("step", name="objection-details").content.decode()

    names = ("newsletter", "marketing", "statistics", "Delivering what was ordered")
    assert [name for name in names if f">{name}</label>" in page] == offered
    assert ("own situation" in page) == asks_for_reasons


def test_a_use_of_another_register_cannot_be_named(controller: Controller, club: Register) -> None:
    other = Purpose.objects.filter(version__register__slug="customers").first()
    assert other
    person = at_details(controller, "consent_withdrawal", "consent")

    response = person.answer("consent", {"purposes": [str(other.pk), "x", "-1"]})

    assert response.status_code == 200
    assert "That is not on the list." in response.content.decode()


@pytest.mark.parametrize(
    ("right", "step", "typed", "told"),
    [
        ("access", "access", {"since": "yesterday"}, "Write the day such as"),
        (
            "access",
            "access",
            {"since": "2024-05-01", "until": "2024-04-01"},
            "The last day is before the first one.",
        ),
        ("portability", "portability", {"receiver": "controller"}, "Write the name of the"),
        ("erasure", "erasure", {"what": "x" * 2001}, "Write at most 2000 characters"),
        ("restriction", "restriction", {"grounds": ["because"]}, "That is not on the list."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_kept_as_typed(
    controller: Controller, right: str, step: str, typed: dict[str, Any], told: str
) -> None:
    person = at_details(controller, right, step)

    response = person.answer(step, typed)

    assert response.status_code == 200
    assert told in response.content.decode()


@pytest.mark.parametrize(
    ("right", "form", "prefilled"),
    [
        ("rectification", CorrectForm, {"old_1": "Kotikatu 1", "new_1": "Uusikatu 2"}),
        ("restriction", RestrictForm, {"ground": "accuracy", "facts": "I moved in May."}),
        (
            "portability",
            PrepareTransferForm,
            {"sent_to": "Westwind Oy, data@westwind.example"},
        ),
    ],
)
def test_a_handler_finds_what_was_said_in_the_form_of_the_step(
    controller: Controller, right: str, form: type[StepForm], prefilled: dict[str, str]
) -> None:
    step, typed, _said = SAID[right]
    ask(controller, right, step, typed).send()
    case = RightsRequest.objects.get()

    shown = form(case=case, target=case, user=handler_of(controller))

    assert {name: shown[name].value() for name in prefilled} == prefilled
