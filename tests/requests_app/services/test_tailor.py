"""An answer is about one person: what does not concern them is left out, who got data is named."""

import pytest

from registers_app.models import Recipient, RegisterVersion
from requests_app.fulfilment.article_15 import RegisterInformation, information
from requests_app.fulfilment.package_content import open_content
from requests_app.fulfilment.tailor import Tailoring, line_key
from requests_app.models import AccessRequest, DisclosurePackage, Outcome
from requests_app.services.errors import NotPossible
from requests_app.services.prepare_answer import prepare_answer
from tests.cases import begin, collect_all, handler_of, look_all_through, make_received, settle
from tests.factories import make_controller, make_register, texts
from tests.requests_app.admin.staff import signed_in, step_url, take, text_of
from tests.requests_app.services.steps import again, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


@pytest.fixture
def request_() -> AccessRequest:
    """Everything was found and reviewed; two recipients are on the register."""
    request = collect_all(settle(begin(make_received())))
    version = RegisterVersion.objects.get()
    Recipient.objects.create(version=version, names=texts("Debt Collectors Oy"), position=9)
    return request


def info_of(request: AccessRequest) -> RegisterInformation:
    (info,) = information(request)
    return info


def prepared(request: AccessRequest, tailoring: Tailoring) -> dict[str, list[str]]:
    """What the one register of the package says, part by part."""
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        tailoring=tailoring,
        actor=staff(request),
    )
    package = DisclosurePackage.objects.get(request=request, state="ready")
    (register,) = open_content(package).registers
    return {
        part: [line["text"] for line in lines]
        for part, lines in register.items()
        if isinstance(lines, list) and part != "missing"
    }


def all_of(info: RegisterInformation, part: str) -> frozenset[str]:
    return frozenset(line_key(info, part, index) for index in range(len(getattr(info, part))))


def test_a_recipient_that_never_got_this_persons_data_is_left_out(request_: AccessRequest) -> None:
    info = info_of(request_)
    assert [line.text for line in info.recipients] == ["Posti Oy", "Debt Collectors Oy"]
    left_out = frozenset({line_key(info, "recipients", 1)})
    assert prepared(request_, Tailoring(left_out=left_out))["recipients"] == ["Posti Oy"]


def test_whoever_else_got_data_is_named(request_: AccessRequest) -> None:
    info = info_of(request_)
    further = {info.version_id: ["Accountants AB", "The police in Turku"]}
    told = prepared(request_, Tailoring(further_recipients=further))["recipients"]
    assert told == ["Posti Oy", "Debt Collectors Oy", "Accountants AB", "The police in Turku"]


def test_that_nobody_got_data_is_said_in_words(request_: AccessRequest) -> None:
    left_out = all_of(info_of(request_), "recipients")
    told = prepared(request_, Tailoring(left_out=left_out))["recipients"]
    assert told == ["Nobody else has received data about you."]


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("data_categories", r"15\(1\)\(b\)"),
        ("retention", r"15\(1\)\(d\)"),
        ("sources", r"15\(1\)\(g\)"),
        ("purposes", r"15\(1\)\(a\)"),
    ],
)
def test_what_the_law_demands_cannot_be_left_out_as_a_whole(
    request_: AccessRequest, part: str, sentence: str
) -> None:
    left_out = all_of(info_of(request_), part)
    with pytest.raises(NotPossible, match=sentence):
        prepared(request_, Tailoring(left_out=left_out))
    assert again(request_).state == "reviewing"
    assert not DisclosurePackage.objects.exists()


def test_a_register_that_does_not_know_the_person_is_left_out_as_a_whole() -> None:
    controller = make_controller()
    make_register(controller)
    make_register(controller, slug="staff", name="Staff register", systems=("HR",))
    request = collect_all(settle(begin(make_received(controller, register=None))))
    first, second = information(request)
    left_out = all_of(second, "purposes")
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        tailoring=Tailoring(left_out=left_out),
        actor=staff(request),
    )
    (register,) = open_content(DisclosurePackage.objects.get(state="ready")).registers
    assert register["version_id"] == first.version_id


def test_the_handler_leaves_out_and_names_on_the_page(request_: AccessRequest) -> None:
    info = info_of(request_)
    client = signed_in(handler_of(request_.controller))
    page = text_of(client.get(step_url(request_, "prepare-answer")))
    assert "What concerns this person: Customer register" in page
    assert "Debt Collectors Oy" in page
    typed = {
        "outcome": "granted",
        f"left_out_{info.version_id}": [line_key(info, "recipients", 0)],
        f"further_{info.version_id}": "Accountants AB\n\n",
    }
    kept = text_of(client.post(step_url(request_, "prepare-answer"), {**typed, "outcome": ""}))
    assert "Accountants AB" in kept
    take(client, request_, "prepare-answer", about=None, **typed)
    (register,) = open_content(DisclosurePackage.objects.get(state="ready")).registers
    named = [line["text"] for line in register["recipients"]]
    assert named == ["Debt Collectors Oy", "Accountants AB"]


def test_a_line_that_is_not_there_is_not_taken_from_the_address(request_: AccessRequest) -> None:
    info = info_of(request_)
    client = signed_in(handler_of(request_.controller))
    sent = client.post(
        step_url(request_, "prepare-answer"),
        {"outcome": "granted", f"left_out_{info.version_id}": "1.purposes.99"},
    )
    assert sent.status_code == 200
    assert again(request_).state == "reviewing"


@pytest.fixture
def with_a_category(request_: AccessRequest) -> AccessRequest:
    """The register names a category where a recipient should stand."""
    version = RegisterVersion.objects.get()
    Recipient.objects.create(
        version=version, names=texts("Providers of IT services"), is_category=True, position=20
    )
    return request_


def test_a_category_is_no_recipient_and_the_answer_waits_for_names(
    with_a_category: AccessRequest,
) -> None:
    with pytest.raises(NotPossible, match="“Providers of IT services” names nobody"):
        prepared(with_a_category, Tailoring())
    assert again(with_a_category).state == "reviewing"


def test_a_category_may_stand_beside_the_names_of_who_got_the_data(
    with_a_category: AccessRequest,
) -> None:
    info = info_of(with_a_category)
    further = {info.version_id: ["Fabrikam Hosting Oy"]}
    told = prepared(with_a_category, Tailoring(further_recipients=further))["recipients"]
    assert told[-2:] == ["Providers of IT services", "Fabrikam Hosting Oy"]


def test_a_category_that_never_got_this_persons_data_is_left_out(
    with_a_category: AccessRequest,
) -> None:
    info = info_of(with_a_category)
    left_out = frozenset({line_key(info, "recipients", len(info.recipients) - 1)})
    told = prepared(with_a_category, Tailoring(left_out=left_out))["recipients"]
    assert told == ["Posti Oy", "Debt Collectors Oy"]


def test_the_page_says_which_line_names_nobody_and_keeps_what_was_typed(
    with_a_category: AccessRequest,
) -> None:
    client = signed_in(handler_of(with_a_category.controller))
    typed = {"outcome": "granted", "reasoning": "All of it."}
    page = text_of(client.post(step_url(with_a_category, "prepare-answer"), typed))
    assert "“Providers of IT services” names nobody" in page
    assert "All of it." in page
