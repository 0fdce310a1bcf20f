"""What is written to a file and taken in by another desk is written there again, byte for byte."""

from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import registers_app
from config.clock import now
from registers_app.exchange.columns import (
    CLIENT,
    CONTROLLER,
    DATA_SYSTEM,
    REASON,
    REGISTER,
    VERSION,
    Columns,
)
from registers_app.exchange.dump_yaml import dump_controller, dump_register
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import (
    Controller,
    DataSystem,
    FindingReason,
    ProcessorClient,
    Register,
    RegisterVersion,
)
from registers_app.models.version import SEALED
from tests.factories import make_controller, make_register, make_version, texts
from tests.registers_app.exchange.hostile import TEXTS

pytestmark = pytest.mark.django_db

DEMO = Path(registers_app.__file__).parent / "demo"


def in_an_empty_desk(source: str) -> str:
    """What the file's controller is written as by a desk that took it in, and forgot it again."""
    with transaction.atomic():
        assert not Controller.objects.exists()
        written = dump_controller(load_yaml(source.encode()).controller)
        transaction.set_rollback(True)
    return written


@pytest.mark.parametrize("name", ["jackbot", "jakamo", "jalonom", "jamix", "jamworks"])
def test_each_demo_comes_through_without_loss(name: str) -> None:
    written = in_an_empty_desk((DEMO / f"{name}.yaml").read_text(encoding="utf-8"))
    assert in_an_empty_desk(written) == written


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(TEXTS.filter(str.strip), min_size=6, max_size=6))
def test_hostile_texts_come_through_without_loss(words: list[str]) -> None:
    with transaction.atomic():
        controller = make_controller(postal_address=words[0], keep_because="x")
        register = make_register(controller, systems=("List",))
        version = make_version(register)
        version.impact_assessment = words[1]
        version.security_measures = {"fi": words[2], "en": words[3]}
        version.save()
        version.recipients.update(names={"sv": words[4]}, agreement=words[5][:200])
        written = dump_controller(controller)
        transaction.set_rollback(True)
    assert in_an_empty_desk(written) == written


def test_what_is_never_published_stands_in_the_file_of_the_controllers_own() -> None:
    controller = make_controller()
    register = make_register(controller, systems=("Mail list",))
    Register.objects.filter(pk=register.pk).update(owner="Head of Sales", our_role="processor")
    register.clients.create(name="Client Ltd", email="c@client.example", agreement="No. 7")
    draft = make_version(register)
    draft.recipients.update(agreement="DPA of 2026")
    FindingReason.objects.create(
        version=draft, code="notice-old", place="", reason="Under way", given_at=now()
    )
    written = dump_register(register)
    for said in ("Head of Sales", "Client Ltd", "No. 7", "Mail list", "DPA of 2026", "Under way"):
        assert said in written


def test_one_register_is_written_without_the_others() -> None:
    controller = make_controller()
    one = make_register(controller, slug="one")
    make_register(controller, slug="two")
    assert "slug: two" not in dump_register(one)
    assert "slug: two" in dump_controller(controller)


def test_those_that_decide_jointly_come_with_the_register() -> None:
    controller, other = make_controller(slug="a"), make_controller(slug="b")
    make_register(controller).joint_controllers.add(other)
    Controller.objects.filter(pk=other.pk).update(name="Other Ab")
    written = dump_controller(controller)
    assert "joint_controllers:\n  - slug: b\n    name: Other Ab\n" in written
    assert "    joint_controllers: [b]\n" in written


def test_a_line_of_a_draft_that_says_nothing_yet_comes_through() -> None:
    with transaction.atomic():
        controller = make_controller(slug="a")
        draft = make_version(make_register(controller))
        draft.purposes.update(names={}, legitimate_interests=texts("x"))
        written = dump_controller(controller)
        transaction.set_rollback(True)
    assert "names: {}\n" in written
    assert in_an_empty_desk(written) == written


# What a file leaves out on purpose: keys of the database, the desk's own evidence, how long case
# files are kept, and from which host and address this very desk speaks.
LEFT_OUT = {
    Controller: {
        *("keep_contact_months", "keep_case_months", "keep_because", "logo_digest"),
        *("host_name", "sender_email"),
    },
    Register: {"controller", "created_at"},
    ProcessorClient: {"register"},
    DataSystem: {"register"},
    FindingReason: {"version", "given_by", "given_at"},
    RegisterVersion: {"register", "state", "effective_on", *SEALED},
}


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Controller, CONTROLLER),
        (Register, REGISTER),
        (ProcessorClient, CLIENT),
        (DataSystem, DATA_SYSTEM),
        (FindingReason, REASON),
        (RegisterVersion, VERSION),
    ],
)
def test_a_new_column_stands_in_the_file_or_is_left_out_on_purpose(
    model: type[Model], columns: Columns
) -> None:
    there = {field.name for field in model._meta.concrete_fields} - {"id"}
    left_out = {name.removesuffix("_id") for name in LEFT_OUT[model]} - set(columns)
    assert there == set(columns) | left_out
