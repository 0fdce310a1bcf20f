"""Every answer of every right, composed from the real registers of the demo in three languages."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from config.clock import now
from notices_app.letters import LETTER_KINDS, Medium, Part, compose_case_letter
from registers_app.domain.languages import pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import OurRole, Purpose, Register, RegisterVersion
from requests_app.domain.grounds import ARTICLES, GROUNDS_OF, RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.fulfilment.article_15 import RegisterInformation, information
from requests_app.models import Channel, Submission, results_open_to
from requests_app.models.decision import GroundChoice
from requests_app.services.letter_context import letter_context
from requests_app.services.submit import NewSubmission, submit
from tests.notices_app.letters.facts import LANGUAGES, REVIEW, facts
from tests.registers_app.demo.added_facts import DEMO

# The fixture needs the database, and only a mark says so.
pytestmark = pytest.mark.django_db

LOOKED_AT = ("version__retention_rules", "version__data_categories")
REGISTERS = ["jackbot", "jakamo", "jalonom", "jamix", "jamworks"]
RIGHT_OF = {
    kind.name: right
    for kind in LETTER_KINDS.values()
    for right in Right
    if kind.medium is Medium.CASE and {Part.COMPLAINT, Part.REMEDY} <= kind.parts
    if kind.name.startswith(f"{right.value}_")
}
ANSWERS = sorted(RIGHT_OF)
CHANGES = [name for name in ANSWERS if Part.RECIPIENTS in LETTER_KINDS[Medium.CASE, name].parts]
BY_PURPOSE = [name for name in ANSWERS if "items" in LETTER_KINDS[Medium.CASE, name].needs]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What one register says, and what a letter about it may say, in one language."""

    contexts: dict[Right, dict[str, Any]]
    information: RegisterInformation
    regime: str
    country: str


def texts(rows: Any, language: str) -> list[str]:
    return [str(pick(row.names, language=language).text) for row in rows]


def items(purposes: list[Purpose], right: Right, language: str) -> dict[str, list[Any]]:
    """What the law leaves open for each purpose, the most usual."""
    found: dict[str, list[Any]] = {"met": [], "kept": [], "outside": [], "not_held": []}
    for purpose in purposes:
        results = results_open_to(purpose, right)
        (name,) = texts([purpose], language)
        result = results[0] if results else ItemResult.MET
        if result is ItemResult.OUTSIDE:
            words = ", ".join(str(row.get_basis_display()) for row in purpose.bases.all())
            found["outside"].append({"purpose": name, "bases": words})
        else:
            found[result.value].append(name)
    return found


def grounds(right: Right, kept: list[str], retention: list[str]) -> list[dict[str, str]]:
    """Every ground that the right knows, on the facts of the register."""
    return [
        {
            "label": str(GroundChoice(code.value).label),
            "article": ARTICLES[code],
            "facts": " ".join(retention),
            "law": "1336/1997 2:10" if code is RefusalGround.ART17_3B_LEGAL_OBLIGATION else "",
            "purpose": kept[0] if kept else "",
        }
        for code in GROUNDS_OF[right]
    ]


def known(register: Register, version: RegisterVersion, language: str) -> Known:
    submission = asked(register, language)
    purposes = list(version.purposes.prefetch_related("bases", *LOOKED_AT))
    recipients = texts(version.recipients.all(), language)
    retention = texts(version.retention_rules.all(), language)
    contexts = {}
    for request in submission.requests.all():
        right = Right(request.right)
        with translation.override(language):
            results = items(purposes, right, language)
            contexts[right] = {
                **facts(),
                **letter_context(request),
                "items": results,
                "grounds": grounds(right, results["kept"], retention),
                "recipients": {
                    "told": recipients[1:],
                    "excused": [{"name": name, "reason": "–"} for name in recipients[:1]],
                },
                "review": REVIEW,
            }
    (info,) = information(submission.requests.get(right=Right.ACCESS.value))
    controller = submission.controller
    return Known(
        contexts=contexts, information=info, regime=controller.regime, country=controller.country
    )


def asked(register: Register, language: str) -> Submission:
    """Somebody asks for everything at once."""
    return submit(
        NewSubmission(
            controller=register.controller,
            register=register,
            rights=tuple(Right),
            channel=Channel.PORTAL,
            received_at=now(),
            language=language,
            person_name="Maija Meikäläinen",
            email="maija@example.org",
            objection_scope=ObjectionScope.ALL,
        )
    )


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], Known]:
    """The registers of the demo that are the organisation's own; nothing of it is kept."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        for name in REGISTERS:
            load_yaml((DEMO / f"{name}.yaml").read_bytes())
        for register in Register.objects.filter(our_role=OurRole.CONTROLLER):
            version = register.versions.get(number=2)
            for language in LANGUAGES:
                found[register.controller.slug, language] = known(register, version, language)
        transaction.set_rollback(True)
    return found


def written(name: str, language: str, case: Known) -> str:
    """The text of one answer about one register."""
    context = case.contexts[RIGHT_OF[name]]
    return compose_case_letter(kind=name, language=language, context=context).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", REGISTERS)
def test_every_answer_can_be_written_about_every_register(
    slug: str, language: str, demo: dict[tuple[str, str], Known]
) -> None:
    case = demo[slug, language]
    authority = {"FI": "tietosuoja", "GB": "ico.org.uk"}[case.country]
    for name in ANSWERS:
        text = written(name, language, case)
        assert authority in text, name
        assert "None" not in text, name
        assert "{" not in text, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", REGISTERS)
def test_a_change_names_the_registers_own_recipients(
    slug: str, language: str, demo: dict[tuple[str, str], Known]
) -> None:
    case = demo[slug, language]
    assert case.information.recipients
    for name in CHANGES:
        text = written(name, language, case)
        for line in case.information.recipients:
            assert line.text in text, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", REGISTERS)
def test_what_is_decided_by_purpose_names_the_registers_purposes(
    slug: str, language: str, demo: dict[tuple[str, str], Known]
) -> None:
    case = demo[slug, language]
    for name in BY_PURPOSE:
        results = case.contexts[RIGHT_OF[name]]["items"]
        text = written(name, language, case)
        if not name.endswith("_not_applicable"):  # which says that nothing was met
            for purpose in results["met"]:
                assert purpose in text, name
        for item in results["outside"]:
            if name.endswith("_granted") and not name.startswith("objection_marketing"):
                assert f"{item['purpose']}: {item['bases']}" in text, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", REGISTERS)
def test_the_information_of_article_15_is_whole_and_in_the_persons_language(
    slug: str, language: str, demo: dict[tuple[str, str], Known]
) -> None:
    info = demo[slug, language].information
    assert info.missing == ()
    for part in ("purposes", "data_categories", "recipients", "retention", "sources"):
        lines = getattr(info, part)
        assert lines, part
        assert {line.language for line in lines} == {language}
    assert info.automated_decisions.text
    assert info.automated_decisions.language == language
    assert all(line.language == language for line in info.transfers)


def test_every_lawful_basis_of_a_purpose_is_told_with_its_article(
    demo: dict[tuple[str, str], Known],
) -> None:
    told = " ".join(line.text for case in demo.values() for line in case.information.purposes)
    for basis in (LawfulBasis.CONSENT, LawfulBasis.CONTRACT, LawfulBasis.LEGITIMATE_INTEREST):
        letter = {"consent": "a", "contract": "b", "legitimate_interest": "f"}[basis.value]
        assert f"6(1)({letter})" in told
