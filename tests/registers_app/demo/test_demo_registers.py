"""The demo registers say what the published policies say, faults included, and mend them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from registers_app.models import OurRole, PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.models.texts import TextsField
from tests.registers_app.demo.added_facts import DEMO, added_facts
from tests.registers_app.demo.loaded import NAMES, load
from tests.standing import standing

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).parents[3] / "docs" / "seeds.md"
UNDER_A_SHIELD = ["jackbot", "jamix"]
BOTH_ROLES = ["jackbot", "jakamo", "jamworks"]
SAID = [
    "contacts",
    "subject_categories",
    "data_categories",
    "sources",
    "recipients",
    "retention_rules",
]


@pytest.fixture(autouse=True, scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All of them, once: nothing here changes any."""
    yield from standing(django_db_blocker, lambda: load(*NAMES))


def registers(name: str) -> list[Register]:
    return list(Register.objects.filter(controller__slug=name))


def register(name: str) -> Register:
    """The one in which the organisation is the controller."""
    (own,) = (each for each in registers(name) if each.our_role == OurRole.CONTROLLER)
    return own


def version(name: str, number: int) -> RegisterVersion:
    return register(name).versions.get(number=number)


def in_role(name: str, role: OurRole) -> list[RegisterVersion]:
    """The mended versions of the registers in which the organisation has that role."""
    mended = RegisterVersion.objects.filter(register__in=registers(name), number=2)
    return list(mended.filter(register__our_role=role))


@pytest.mark.parametrize("name", NAMES)
def test_the_first_version_was_published_before_the_desk_and_the_second_is_in_force(
    name: str,
) -> None:
    for each in registers(name):
        first, second = each.versions.order_by("number")
        assert (first.predates_desk, first.state) == (True, "superseded")
        assert (second.predates_desk, second.state) == (False, "published")


@pytest.mark.parametrize("name", UNDER_A_SHIELD)
def test_the_first_version_rests_on_privacy_shield_and_the_second_does_not(name: str) -> None:
    first, second = register(name).versions.order_by("number")
    assert [row.safeguard for row in first.transfers.all()] == ["privacy_shield"]
    assert second.transfers.exists()
    assert not second.transfers.filter(safeguard="privacy_shield").exists()


@pytest.mark.parametrize("name", BOTH_ROLES)
def test_both_roles_have_their_register_in_both_versions(name: str) -> None:
    roles = [(each.our_role, each.versions.count()) for each in registers(name)]
    assert sorted(roles) == [(OurRole.CONTROLLER, 2), (OurRole.PROCESSOR, 2)]


def test_jackbot_rests_one_purpose_on_several_bases_and_leaves_one_without() -> None:
    first = version("jackbot", 1)
    bases = {
        str(purpose): {row.basis for row in purpose.bases.all()} for purpose in first.purposes.all()
    }
    assert bases["Invoices, orders and contacts"] == {"legitimate_interest", "contract"}
    assert [name for name, found in bases.items() if not found] == [
        "Statutory duties, such as answering requests for information that are based on law"
    ]


def test_jackbot_has_its_data_from_the_person_cookies_third_parties_and_public_registers() -> None:
    said = " ".join(str(row) for row in version("jackbot", 1).sources.all())
    for source in ("The person", "Cookies", "service providers", "Public registers"):
        assert source in said


def test_jamix_names_no_basis_at_first_and_one_for_each_purpose_afterwards() -> None:
    first, second = register("jamix").versions.order_by("number")
    assert first.purposes.count() == second.purposes.count() == 13
    assert not first.purposes.filter(bases__isnull=False).exists()
    assert not second.purposes.filter(bases__isnull=True).exists()


def test_jamix_keeps_its_processors_out_of_the_public_notice() -> None:
    second = version("jamix", 2)
    unpublished = second.recipients.filter(is_published=False, kind="processor")
    assert unpublished.count() == 3
    assert "the list of those in use on request" in str(second.recipients.get(key="processors"))


def test_every_text_column_that_says_something_says_it_in_three_languages() -> None:
    texts = []
    models_with_texts: list[type[Model]] = [
        Register,
        RegisterVersion,
        PurposeBasis,
        *PARTS.values(),
    ]
    for model in models_with_texts:
        columns = [field.name for field in model._meta.fields if isinstance(field, TextsField)]
        rows = model._default_manager.values_list(*columns) if columns else ()
        texts += [text for row in rows for text in row if any(text.values())]
    assert len(texts) > 300
    for text in texts:
        assert set(text) == {"fi", "sv", "en"}
        assert all(said.strip() for said in text.values())
        assert len({*text.values()}) > 1


@pytest.mark.parametrize("name", NAMES)
def test_the_mended_version_leaves_nothing_out(name: str) -> None:
    versions = in_role(name, OurRole.CONTROLLER)
    assert versions
    for mended in versions:
        assert mended.automated_decisions
        assert all(getattr(mended, part).exists() for part in SAID)
        for purpose in mended.purposes.all():
            bases = {row.basis: row for row in purpose.bases.all()}
            assert bases
            assert "legitimate_interest" not in bases or purpose.legitimate_interests
            assert "legal_obligation" not in bases or bases["legal_obligation"].legal_acts


@pytest.mark.parametrize("name", BOTH_ROLES)
def test_the_record_of_a_processor_says_for_whom_what_and_how_safely(name: str) -> None:
    """GDPR Art. 30(2); the end of the processing is that of the agreement (Art. 28(3)(g))."""
    (mended,) = in_role(name, OurRole.PROCESSOR)
    clients = mended.register.clients.all()
    assert len(clients) == 3
    assert all(client.email and client.agreement for client in clients)
    assert mended.purposes.exists()
    assert not mended.purposes.filter(bases__isnull=False).exists()
    assert mended.security_measures
    assert mended.retention_rules.exists()


@pytest.mark.parametrize("name", NAMES)
def test_each_register_names_systems_with_an_owner_by_role(name: str) -> None:
    for each in registers(name):
        systems = each.data_systems.all()
        assert len(systems) >= 2
        assert all(
            system.owner and system.owner_email.endswith(f"@{name}.example") for system in systems
        )


@pytest.mark.parametrize("name", NAMES)
def test_no_mailbox_in_the_file_is_somebodys(name: str) -> None:
    text = (DEMO / f"{name}.yaml").read_text(encoding="utf-8")
    mailboxes = re.findall(r"\S+@\S+", text)
    assert mailboxes
    assert all(mailbox.endswith(".example") for mailbox in mailboxes)


@pytest.mark.parametrize("name", NAMES)
def test_every_added_fact_is_listed_in_the_documentation(name: str) -> None:
    section = SEEDS.read_text(encoding="utf-8").split(f"## Added: {name.capitalize()}\n")[1]
    listed = section.split("\n## ")[0].strip().splitlines()
    assert listed == [f"- {line}" for line in added_facts(name)]
