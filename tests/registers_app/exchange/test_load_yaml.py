"""A YAML file is taken in whole or not at all, and a fault is named by path and line."""

from datetime import date

import pytest

from registers_app.exchange.load_yaml import load_yaml
from registers_app.exchange.yaml_tree import MAX_BYTES, FileRefused, YamlFault
from registers_app.models import (
    Controller,
    DataSystem,
    ProcessorClient,
    Register,
    RegisterVersion,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

SMALL = """\
controller:
  slug: small
  name: Small Oy
  email: privacy@small.example
  country: FI
  time_zone: Europe/Helsinki
  calendar: FI
registers:
  - slug: members
    names:
      fi: Jäsenet
      en: Members
    data_systems:
      - name: List
        owner: Secretary
        owner_email: secretary@small.example
    versions:
      - number: 1
        effective_on: 2020-01-01
        purposes:
          - names: {en: Membership}
            bases:
              - basis: contract
              - basis: legal_obligation
                legal_acts: {en: Associations Act}
        data_categories:
          - names: {en: Name}
            origin: observed
"""


JOINT = """\
controller:
  slug: small
  name: Small Oy
  email: privacy@small.example
  country: FI
  time_zone: Europe/Helsinki
  calendar: FI
joint_controllers:
  - slug: small-se
    name: Small Ab
    email: privacy@small-se.example
    country: SE
    time_zone: Europe/Stockholm
    calendar: SE
registers:
  - slug: members
    names: {en: Members}
    joint_controllers: [small-se]
    versions: []
  - slug: hosted
    names: {en: Data we host}
    our_role: processor
    clients:
      - name: Sample Ltd
        email: privacy@sample.example
        agreement: Agreement 7
      - name: Esimerkki Oy
        email: tietosuoja@esimerkki.example
        is_active: false
    versions:
      - number: 1
        purposes:
          - names: {en: Checks that a law demands}
            needs_legal_release: true
        data_categories:
          - names: {en: Personal identity code}
            is_identity_code: true
"""


def loaded(text: str = SMALL) -> None:
    load_yaml(text.encode())


def fault(text: str, *, path: str | None = None) -> YamlFault:
    with pytest.raises(FileRefused) as caught:
        load_yaml(text.encode())
    assert not Controller.objects.exists()
    (found,) = [row for row in caught.value.faults if path in (None, row.path)]
    return found


def test_a_file_makes_a_controller_with_its_register_in_force() -> None:
    loaded()
    register = Register.objects.get(slug="members", controller__slug="small")
    version = register.versions.get()
    assert (version.state, version.effective_on) == ("published", date(2020, 1, 1))
    purpose = version.purposes.get()
    assert {row.basis: row.legal_acts for row in purpose.bases.all()} == {
        "contract": {},
        "legal_obligation": {"en": "Associations Act"},
    }
    assert version.data_categories.get().origin == "observed"
    assert register.data_systems.get().owner == "Secretary"


def test_a_file_says_who_decides_on_a_register_and_for_whom_one_processes() -> None:
    loaded(JOINT)
    members, hosted = (Register.objects.get(slug=slug) for slug in ("members", "hosted"))
    assert (members.our_role, hosted.our_role) == ("controller", "processor")
    assert {row.slug: row.calendar for row in members.joint_controllers.all()} == {"small-se": "SE"}
    assert {
        client.name: (client.email, client.agreement, client.is_active)
        for client in hosted.clients.all()
    } == {
        "Sample Ltd": ("privacy@sample.example", "Agreement 7", True),
        "Esimerkki Oy": ("tietosuoja@esimerkki.example", "", False),
    }


def test_a_file_marks_what_may_be_secret_by_law_and_identity_codes() -> None:
    loaded(JOINT)
    version = RegisterVersion.objects.get()
    assert version.purposes.get().needs_legal_release
    assert version.data_categories.get().is_identity_code


def test_a_joint_controller_may_be_there_already() -> None:
    loaded(JOINT)
    other = SMALL.replace("slug: small\n", "slug: third\n").replace(
        "    data_systems:", "    joint_controllers: [small-se]\n    data_systems:"
    )
    loaded(other)
    joint = Register.objects.get(controller__slug="third").joint_controllers.get()
    assert joint.slug == "small-se"


def test_loading_joint_controllers_and_clients_twice_changes_nothing() -> None:
    def everything() -> list[object]:
        tables = (Controller, Register, Register.joint_controllers.through, ProcessorClient)
        return [list(table._default_manager.order_by("pk").values()) for table in tables]

    loaded(JOINT)
    before = everything()
    loaded(JOINT)
    assert everything() == before


@pytest.mark.parametrize(
    ("old", "new", "path", "line", "reason"),
    [
        (
            "[small-se]",
            "[small-no]",
            "registers[0].joint_controllers[0]",
            18,
            "no controller of that name",
        ),
        ("[small-se]", "[small]", "registers[0].joint_controllers[0]", 18, "joint with itself"),
        ("[small-se]", "small-se", "registers[0].joint_controllers", 18, "list"),
        (
            "    our_role: processor\n",
            "    our_role: processor\n    joint_controllers: [small-se]\n",
            "registers[1].joint_controllers",
            23,
            "does not decide jointly",
        ),
        ("our_role: processor", "our_role: helper", "registers[1].our_role", 22, "valid choice"),
        (
            "    our_role: processor\n",
            "",
            "registers[1].clients",
            23,
            "Only a processor’s register",
        ),
        (
            "privacy@sample.example",
            "nowhere",
            "registers[1].clients[0].email",
            25,
            "valid email",
        ),
        (
            "        email: privacy@sample.example\n",
            "",
            "registers[1].clients[0]",
            24,
            "“email” is missing",
        ),
        ("calendar: SE", "calendar: XX", "joint_controllers[0].calendar", 14, "holiday calendar"),
        (
            "needs_legal_release: true",
            "needs_legal_release: perhaps",
            "registers[1].versions[0].purposes[0].needs_legal_release",
            34,
            "true or false",
        ),
        (
            "is_identity_code: true",
            "is_identity_code: 1",
            "registers[1].versions[0].data_categories[0].is_identity_code",
            37,
            "true or false",
        ),
    ],
)
def test_a_fault_in_who_decides_is_named_by_path_and_line(
    old: str, new: str, path: str, line: int, reason: str
) -> None:
    found = fault(JOINT.replace(old, new, 1))
    assert (found.path, found.line) == (path, line)
    assert reason in found.reason


def test_a_version_without_a_day_stays_a_draft() -> None:
    loaded(SMALL.replace("        effective_on: 2020-01-01\n", ""))
    assert RegisterVersion.objects.get().state == "draft"


def test_loading_twice_changes_nothing() -> None:
    loaded()
    before = list(RegisterVersion.objects.values())
    again = load_yaml(SMALL.encode())
    assert again.made == ()
    assert len(again.kept) == 1
    assert list(RegisterVersion.objects.values()) == before
    assert Controller.objects.count() == Register.objects.count() == DataSystem.objects.count() == 1


def test_a_published_version_is_not_rewritten_by_a_changed_file() -> None:
    loaded()
    with pytest.raises(FileRefused, match=r"purposes\[0\], line 21: .*stays as it was"):
        loaded(SMALL.replace("Membership", "Something else"))
    assert RegisterVersion.objects.get().purposes.get().names == {"en": "Membership"}


@pytest.mark.parametrize(
    ("old", "new", "path", "line", "reason"),
    [
        ("  name: Small Oy", "  nmae: Small Oy", "controller.nmae", 3, "no such key"),
        ("  name: Small Oy", "  slug: other", "controller.slug", 3, "twice"),
        ("  slug: small\n", "", "controller", 2, "“slug” is missing"),
        ("country: FI", "country: NO", "controller.country", 5, "quotation marks"),
        ("country: FI", "country: Finland", "controller.country", 5, "two capital letters"),
        ("Europe/Helsinki", "Mars/Base", "controller.time_zone", 6, "Unknown time zone"),
        ("calendar: FI", "calendar: XX", "controller.calendar", 7, "no holiday calendar"),
        ("      fi: J", "      de: J", "registers[0].names.de", 11, "no such key"),
        ("number: 1", "number: one", "registers[0].versions[0].number", 18, "whole number"),
        (
            "2020-01-01",
            "2020-02-31",
            "registers[0].versions[0].effective_on",
            19,
            "cannot be read",
        ),
        (
            "basis: contract",
            "basis: vibes",
            "registers[0].versions[0].purposes[0].bases[0].basis",
            23,
            "not a valid choice",
        ),
        (
            "origin: observed",
            "origins: observed",
            "registers[0].versions[0].data_categories[0].origins",
            28,
            "no such key",
        ),
    ],
)
def test_a_fault_is_named_by_path_and_line(
    old: str, new: str, path: str, line: int, reason: str
) -> None:
    found = fault(SMALL.replace(old, new, 1), path=path)
    assert found.line == line
    assert reason in found.reason
    assert f"{path}, line {line}: " in str(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("a: 1\n---\nb: 1", "found another document"),
        ("a: &x [1]\nb: *x", "References"),
        ("[" * 100 + "]" * 100, "too deep"),
        ("a: [", "did not find expected node content"),
        ("a: !!python/object/apply:os.system [ls]\n", "Tags"),
        ("x" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_document_that_is_no_document_is_refused(text: str, reason: str) -> None:
    assert reason in fault(text).reason


def test_a_tag_that_would_run_code_is_refused() -> None:
    found = fault(SMALL.replace("number: 1", "number: !!python/name:os.system ''"))
    assert found.line == 18
    assert "Tags" in found.reason


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(FileRefused, match="UTF-8"):
        load_yaml(b"controller:\n  name: \xff\n")


def test_a_fault_in_the_last_line_leaves_nothing_behind() -> None:
    fault(SMALL.replace("origin: observed", "origin: nowhere"))
    assert not Register.objects.exists()
