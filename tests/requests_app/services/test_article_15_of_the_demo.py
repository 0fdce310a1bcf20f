"""Art. 15(1)(a)-(h) and 15(2): what the register does not say is missed, on the page too."""

from collections.abc import Callable, Iterator
from html import unescape

import pytest
from pytest_django import DjangoDbBlocker

from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Register, RegisterVersion, Safeguard
from requests_app.models import AccessRequest
from requests_app.services.errors import NotPossible
from tests.cases import begin, collect_all, handler_of, make_received, prepare, settle
from tests.raw_sql import force
from tests.registers_app.demo.added_facts import DEMO
from tests.requests_app.admin.staff import signed_in, step_url, text_of
from tests.requests_app.services.steps import again
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


@pytest.fixture(scope="module")
def standing_case(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    yield from standing(django_db_blocker, _searched)


def _searched() -> int:
    """Somebody asks a company of the demo for access, and everything has been searched."""
    load_yaml((DEMO / "jackbot.yaml").read_bytes())
    register = Register.objects.get(slug="customers")
    request = make_received(register.controller, register=register, language="fi")
    return collect_all(settle(begin(request))).pk


@pytest.fixture
def case(standing_case: int) -> AccessRequest:
    return AccessRequest.objects.get(pk=standing_case)


def no_safeguard(version: RegisterVersion) -> None:
    for row in version.transfers.all():
        force(type(row), row.pk, safeguard=Safeguard.NOT_NAMED.value)


TAKEN: dict[str, Callable[[RegisterVersion], object]] = {
    "15(1)(a)": lambda version: version.purposes.all().delete(),
    "15(1)(b)": lambda version: version.data_categories.all().delete(),
    "15(1)(c)": lambda version: version.recipients.all().delete(),
    "15(1)(d)": lambda version: version.retention_rules.all().delete(),
    "15(1)(g)": lambda version: version.sources.all().delete(),
    "15(1)(h)": lambda version: force(RegisterVersion, version.pk, automated_decisions={}),
    "15(2)": no_safeguard,
}


def version_of(case: AccessRequest) -> RegisterVersion:
    return RegisterVersion.objects.get(register=case.submission.register, state="published")


def test_a_register_that_says_it_all_lets_the_answer_be_made(case: AccessRequest) -> None:
    assert prepare(case).state == "ready"


@pytest.mark.parametrize("article", TAKEN)
def test_each_thing_that_article_15_demands_is_missed_when_the_register_lacks_it(
    article: str, case: AccessRequest
) -> None:
    TAKEN[article](version_of(case))

    with pytest.raises(NotPossible) as refusal:
        prepare(case)
    (sentence,) = refusal.value.reasons
    assert f"(Art. {article})" in sentence
    assert again(case).state == "reviewing"


@pytest.mark.parametrize("article", TAKEN)
def test_the_page_names_what_is_missing_and_leads_to_where_it_is_mended(
    article: str, case: AccessRequest
) -> None:
    version = version_of(case)
    TAKEN[article](version)
    client = signed_in(handler_of(case.controller))

    page = client.get(step_url(case, "prepare-answer"))
    assert f"(Art. {article})" in unescape(text_of(page))
    assert f"/admin/registers_app/registerversion/{version.pk}/change/" in text_of(page)

    sent = client.post(step_url(case, "prepare-answer"), {"outcome": "granted"})
    assert sent.status_code == 200
    assert f"(Art. {article})" in unescape(text_of(sent))
    assert again(case).state == "reviewing"
