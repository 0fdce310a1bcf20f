"""The linter reads a version from the database whole, and in few queries."""

from dataclasses import fields, replace
from time import process_time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registers_app.domain.lint import automation, data, facts, recipients, standing
from registers_app.domain.lint.rules import RULES, findings_in
from registers_app.domain.roles import Role
from registers_app.models import (
    AutomationGround,
    Controller,
    CookieKind,
    DataOrigin,
    FindingReason,
    OurRole,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Recipient,
    RecipientKind,
    Regime,
    Register,
    RegisterVersion,
    RetentionStart,
    Safeguard,
    SourceKind,
    SpecialCondition,
    Transfer,
)
from registers_app.models.content import PARTS, VERSION_COLUMNS, columns_of
from registers_app.services.check_version import checked, findings_of, open_findings
from registers_app.services.finding_words import SENTENCES, as_line
from registers_app.services.give_reason import ReasonRefused, give_reason, take_back_reason
from tests.factories import make_controller, make_register, make_user, make_version, texts
from tests.registers_app.domain.lint import version as plain
from tests.rewritten import rewriting

# Columns that tell a rule nothing.
UNREAD = {
    "purposes": {"is_research", "needs_legal_release", "bases"},
    "data_categories": {"sensitivity"},
    "cookies": {"provider"},
    "recipients": {"email", "postal_address"},
}


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    return make_version(register)


def found(version: RegisterVersion) -> set[str]:
    return {str(one) for one in findings_of(version)}


def test_the_facts_are_the_columns_of_the_models() -> None:
    of_lines = {kind.part: kind for kind in facts.Line.__subclasses__()}
    assert set(of_lines) == set(PARTS)
    for name, model in PARTS.items():
        said = {field.name for field in columns_of(model)} - UNREAD.get(name, set())
        assert {field.name for field in fields(of_lines[name])} - {"bases"} == said
    assert {field.name for field in fields(facts.VersionFacts)} >= set(VERSION_COLUMNS)


def test_what_the_rules_compare_with_are_values_of_the_models() -> None:
    assert set(SpecialCondition.values) >= data.CONDITIONS_BY_LAW | {"explicit_consent"}
    assert set(SourceKind.values) >= data.ELSEWHERE
    assert set(DataOrigin.values) >= {"provided", "third_party"}
    assert set(Safeguard.values) >= recipients.WITH_COPY | {
        *("adequacy", "derogation", "not_named", "privacy_shield", "safe_harbour"),
        "former_clauses",
    }
    assert set(AutomationGround.values) == {*automation.BASIS_OF, "law"}
    assert set(CookieKind.values) >= standing.FREE_IN_THE_UK
    assert set(RecipientKind.values) >= {"processor", "authority"}
    assert {"controller", "processor"} == set(OurRole.values)
    assert {"EU", "UK"} == set(Regime.values)
    assert "other" in RetentionStart.values


def test_every_rule_has_its_sentence() -> None:
    assert set(SENTENCES) == set(RULES)


@pytest.mark.django_db
def test_a_version_is_read_with_its_lines_bases_register_and_controllers(
    register: Register, draft: RegisterVersion
) -> None:
    before = found(draft)
    purpose = draft.purposes.get()
    PurposeBasis.objects.create(purpose=purpose, basis="legal_obligation")
    Purpose.objects.create(version=draft, names=texts("Other"), owner="IT")
    Transfer.objects.create(
        version=draft, names=texts("By Privacy Shield"), country="US", safeguard="not_named"
    )
    Recipient.objects.create(version=draft, names=texts("Chat"), country="IN", agreement="DPA")
    register.joint_controllers.add(make_controller(slug="abroad", country="US"))
    assert found(draft) - before == {
        "obligation_without_act purposes.delivering-what-was-ordered",
        "purpose_without_basis purposes.other",
        "privacy_shield transfers.by-privacy-shield",
        "transfer_without_safeguard transfers.by-privacy-shield",
        "recipient_without_transfer recipients.chat",
        "joint_without_arrangement",
        "controller_without_representative controller.abroad",
        "authority_unknown controller.abroad",
    }


@pytest.mark.django_db
def test_a_processors_clients_in_use_are_looked_at(register: Register) -> None:
    Register.objects.filter(pk=register.pk).update(our_role="processor")
    version = register.versions.get()
    assert "no_clients" in found(version)
    for name, is_active in (("Acme", True), ("Former", False)):
        ProcessorClient.objects.create(
            register=register, name=name, email="a@acme.example", is_active=is_active
        )
    said = found(version)
    assert "client_without_agreement clients.Acme" in said
    assert "client_without_agreement clients.Former" not in said


@pytest.mark.django_db
def test_many_versions_of_any_size_are_read_in_the_same_few_queries(register: Register) -> None:
    def queries(*versions: RegisterVersion) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            checked(versions)
        return len(seen)

    first = register.versions.get()
    alone = queries(first)
    with rewriting():
        for number in range(3):
            purpose = Purpose.objects.create(version=first, names=texts(f"More {number}"))
            PurposeBasis.objects.create(purpose=purpose, basis="consent")
    others = [make_version(make_register(make_controller())) for _ in range(2)]
    assert queries(first, *others) <= alone <= 17


def test_a_big_version_is_checked_in_the_time_it_takes_to_read_it() -> None:
    purposes = [f"p{number}" for number in range(500)]
    big = plain.version(
        purposes=tuple(replace(plain.ORDERS, key=key) for key in purposes),
        data_categories=tuple(
            replace(plain.CONTACTS, key=f"d{number}", purposes=(purposes[number % 500],))
            for number in range(2000)
        ),
        recipients=tuple(replace(plain.POST, key=f"r{number}") for number in range(300)),
        retention_rules=tuple(
            replace(plain.TWO_YEARS, key=f"k{number}", data_categories=(f"d{number}",))
            for number in range(2000)
        ),
    )
    began = process_time()
    assert findings_in(big) == ()
    assert process_time() - began < 3  # a tenth of it as a rule


@pytest.mark.django_db
def test_a_warning_is_open_until_a_reason_is_given_and_again_when_it_is_taken_back(
    register: Register, draft: RegisterVersion
) -> None:
    Recipient.objects.filter(version=draft).update(agreement="")
    place = "recipients.posti-oy"
    user = make_user(register.controller, role=Role.REGISTER_EDITOR)
    assert f"processor_without_agreement {place}" in map(str, open_findings(draft))
    warning: dict[str, Any] = {
        "version_id": draft.pk,
        "code": "processor_without_agreement",
        "user": user,
    }
    give_reason(**warning, places=[place], reason=" Renewed in May. ")
    given = FindingReason.objects.get()
    assert (given.reason, given.given_by) == ("Renewed in May.", user)
    assert "processor_without_agreement" not in {one.code for one in open_findings(draft)}
    assert f"processor_without_agreement {place}" in found(draft)
    give_reason(**warning, places=[place], reason="Renewed in June.")
    assert FindingReason.objects.get().reason == "Renewed in June."
    take_back_reason(**warning, place=place)
    assert "processor_without_agreement" in {one.code for one in open_findings(draft)}


@pytest.mark.django_db
def test_no_reason_lifts_an_error_or_comes_from_who_may_not_publish(
    register: Register, draft: RegisterVersion
) -> None:
    Recipient.objects.filter(version=draft).update(agreement="")
    Purpose.objects.create(version=draft, names=texts("Other"), owner="IT")
    editor = make_user(register.controller, role=Role.REGISTER_EDITOR)
    handler = make_user(register.controller, role=Role.HANDLER)
    stranger = make_user(make_controller(), role=Role.ADMINISTRATOR)
    place = ["recipients.posti-oy"]
    warned = "processor_without_agreement"
    for code, places, reason, user in (
        ("purpose_without_basis", ["purposes.other"], "Later.", editor),
        (warned, place, " ", editor),
        (warned, [], "Because.", editor),
        (warned, ["recipients.gone"], "Because.", editor),
        ("no_such_rule", [""], "Because.", editor),
        (warned, place, "Because.", handler),
        (warned, place, "Because.", stranger),
    ):
        with pytest.raises(ReasonRefused):
            give_reason(version_id=draft.pk, code=code, places=places, reason=reason, user=user)
    with pytest.raises(ReasonRefused):
        take_back_reason(version_id=draft.pk, code=warned, place=place[0], user=handler)
    with pytest.raises(ReasonRefused):
        give_reason(
            version_id=register.versions.get(number=1).pk,
            code=warned,
            places=place,
            reason="Late.",
            user=editor,
        )
    assert not FindingReason.objects.exists()


@pytest.mark.django_db
def test_a_finding_is_told_with_its_place_its_words_and_its_law(draft: RegisterVersion) -> None:
    RegisterVersion.objects.filter(pk=draft.pk).update(
        descriptions=texts("Privacy Shield protects you.")
    )
    (shield,) = (
        one
        for one in findings_of(RegisterVersion.objects.get(pk=draft.pk))
        if one.code == "privacy_shield"
    )
    line = as_line(shield)
    assert line.startswith("descriptions “Privacy Shield”: Privacy Shield has been invalid since")
    assert line.endswith("(GDPR Art. 44, 46; C-311/18)")
    assert Controller.objects.exists()
