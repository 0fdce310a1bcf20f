"""A file is planned before it is taken in: what it makes, changes, keeps, and what is wrong."""

from collections.abc import Iterable

import pytest
from django.db import IntegrityError

from registers_app.domain.actors import SYSTEM
from registers_app.domain.roles import Role
from registers_app.exchange import apply as apply_module
from registers_app.exchange.apply import ChangedMeanwhile, import_file, preview
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.exchange.plan import Plan
from registers_app.exchange.reach import OPERATOR, Reach, reach_of
from registers_app.exchange.summary import lines_of_plan
from registers_app.exchange.yaml_tree import MAX_FAULTS, FileRefused
from registers_app.models import (
    Controller,
    FindingReason,
    Membership,
    Purpose,
    Register,
    RegisterVersion,
    User,
)
from registers_app.services.send_to_review import send_to_review
from tests.factories import make_controller, make_register, make_user, make_version, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]


@pytest.fixture
def register() -> Register:
    """One with a version in force, and a draft."""
    register = make_register(make_controller(slug="a", name="A Oy"), systems=("List",))
    make_version(register)
    return register


def written(register: Register) -> str:
    return dump_controller(register.controller)


def bring(text: str, who: Reach = OPERATOR, *, agreed: str | None = None) -> None:
    import_file(text.encode(), who, agreed=agreed)


def said(planned: Plan) -> str:
    return "\n".join(lines_of_plan(planned))


def faults(text: str, who: Reach = OPERATOR) -> list[tuple[int, str, str]]:
    """What is wrong with the file; nothing was changed by it."""
    before = everything()
    for way in (preview, import_file):
        with pytest.raises(FileRefused) as caught:
            way(text.encode(), who)
        assert everything() == before
    return [(fault.line, fault.path, fault.reason) for fault in caught.value.faults]


def everything() -> list[object]:
    tables = (Controller, Register, RegisterVersion, Purpose, FindingReason)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def line_of(text: str, what: str) -> int:
    return text[: text.index(what)].count("\n") + 1


def as_role(register: Register, *roles: Role) -> Reach:
    user = make_user(register.controller, role=roles[0])
    for role in roles[1:]:
        Membership.objects.create(user=user, controller=register.controller, role=role.value)
    return reach_of(user)


def test_a_preview_tells_all_and_changes_nothing(register: Register) -> None:
    text = written(register)
    start = text.rindex("      - number: 2")
    draft = text[start:].replace("Data on those who buy from us.", "Other words")
    draft = (
        draft.replace("key: identity-evidence", "key: other")
        if "identity-evidence" in draft
        else draft
    )
    before = everything()
    planned = preview((text[:start] + draft).encode())
    assert everything() == before
    assert "Version 1: stays as it is" in said(planned)
    assert "Version 2: changes\n    Changes: in short" in said(planned)


def test_lines_are_told_as_added_changed_and_removed(register: Register) -> None:
    draft = register.versions.get(number=2)
    text = written(register)
    purpose = draft.purposes.get()
    draft.purposes.update(names=texts("Another purpose"))
    Purpose.objects.create(version=draft, key="gone", names=texts("Gone purpose"), position=5)
    told = said(preview(text.encode()))
    assert f"Purposes, changed: {purpose.names['en']}" in told
    assert "Purposes, removed: Gone purpose" in told
    bring(text)
    assert written(register) == text


def test_a_draft_becomes_as_the_file_tells_it_and_what_stays_the_same_is_not_touched(
    register: Register,
) -> None:
    draft = register.versions.get(number=2)
    before = dict(draft.data_categories.values_list("key", "pk"))
    purposes = list(draft.purposes.values_list("pk", flat=True))
    text = written(register)
    start = text.rindex("        purposes:")
    name = "en: Delivering what was ordered"
    bring(text[:start] + text[start:].replace(name, "en: Something new", 1))
    assert draft.purposes.get().names["en"] == "Something new"
    assert draft.purposes.get().pk not in purposes
    assert draft.purposes.get().bases.exists()
    assert dict(draft.data_categories.values_list("key", "pk")) == before


def test_a_new_number_is_made_and_published_on_its_day(register: Register) -> None:
    register.versions.get(number=2).delete()
    bring(
        written(register)
        + "      - number: 2\n        effective_on: 2026-02-01\n"
        + "        purposes:\n          - {names: {en: Sales}, bases: [{basis: contract}]}\n"
        + "        reasons:\n          - code: x\n            reason: Known\n"
    )
    states = dict(register.versions.values_list("number", "state"))
    assert states == {1: "superseded", 2: "published"}
    assert FindingReason.objects.get().reason == "Known"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("effective_on: 2020-01-01", "effective_on: 2020-01-02", "effective_on"),
        ("Access is limited by role. (fi)", "Anything goes", "security_measures"),
        ("Two years after the last order (sv)", "Ten years", "retention_rules[0]"),
    ],
)
def test_other_content_under_a_published_number_is_a_fault_at_its_line(
    register: Register, old: str, new: str, place: str
) -> None:
    text = written(register)
    ((line, path, reason),) = faults(text.replace(old, new, 1))
    assert path == f"registers[0].versions[0].{place}"
    assert 0 <= line_of(text, old) - line <= 4
    assert "stays as it was" in reason


def test_a_lower_number_than_the_newest_is_refused(register: Register) -> None:
    register.versions.get(number=2).delete()
    RegisterVersion.objects.create(register=register, number=7)
    text = written(register).replace("number: 7", "number: 6")
    ((_line, path, reason),) = faults(text)
    assert path == "registers[0].versions[1].number"
    assert "number 7" in reason


def test_every_fault_is_told_at_once(register: Register) -> None:
    text = (
        written(register)
        .replace("country: FI", "country: Finland")
        .replace("our_role: controller", "our_role: helper")
        .replace("owner_email: it@northwind.example", "owner_email: nobody")
        .replace("basis: contract", "basis: vibes")
    )
    paths = [path for _line, path, _reason in faults(text)]
    assert paths[:3] == [
        "controller.country",
        "registers[0].our_role",
        "registers[0].data_systems[0].owner_email",
    ]
    assert any(path.endswith(".bases[0].basis") for path in paths)


def test_no_more_faults_are_told_than_anybody_reads(register: Register) -> None:
    lines = "".join(f"          - names: {{en: 1}}\n            a{n}: 1\n" for n in range(60))
    found = faults(written(register) + "      - number: 3\n        cookies:\n" + lines)
    assert len(found) == MAX_FAULTS


def test_a_key_twice_and_a_key_of_nothing_are_faults(register: Register) -> None:
    found = faults(
        written(register)
        + "      - number: 3\n        purposes:\n"
        + "          - {key: sales, names: {en: A}}\n          - {key: sales, names: {en: B}}\n"
        + "        data_categories:\n          - {names: {en: C}, purposes: [sales, sale]}\n"
    )
    assert [(path.split(".", 2)[2], reason) for _line, path, reason in found] == [
        ("purposes[1].key", "This stands in the file twice."),
        ("data_categories[0].purposes[1]", "No line has this key."),
    ]


def test_what_was_agreed_to_and_has_changed_since_is_not_taken_in(register: Register) -> None:
    text = written(register).replace("A Oy", "A Ab")
    agreed = preview(text.encode()).agreement
    register.versions.get(number=2).purposes.update(names=texts("Meanwhile"))
    with pytest.raises(ChangedMeanwhile):
        bring(text, agreed=agreed)
    with pytest.raises(ChangedMeanwhile):
        bring(text + "\n", agreed=preview(text.encode()).agreement)
    assert Controller.objects.get().name == "A Oy"
    bring(text, agreed=preview(text.encode()).agreement)
    assert Controller.objects.get().name == "A Ab"


def test_what_the_database_refuses_is_told_and_leaves_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> Iterable[object]:
        raise IntegrityError("DETAIL: a row with somebody's name")

    monkeypatch.setattr(apply_module, "_write", refuse)
    text = written(register) + "      - number: 3\n"
    ((_line, _path, reason),) = faults(text.replace("A Oy", "A Ab"))
    assert "somebody" not in reason


def test_an_editor_reaches_their_own_registers_and_not_the_organisation(
    register: Register,
) -> None:
    editor = as_role(register, Role.REGISTER_EDITOR)
    text = written(register)
    bring(text.replace("owner: IT", "owner: Sales"), editor)
    assert register.data_systems.get().owner == "Sales"
    changed = text.replace("second_person_publishes: false", "second_person_publishes: true")
    ((line, path, reason),) = faults(changed, editor)
    assert path == "controller.second_person_publishes"
    assert line == line_of(text, "second_person_publishes")
    assert "administrator" in reason
    bring(changed, as_role(register, Role.ADMINISTRATOR))
    assert Controller.objects.get().second_person_publishes


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SUPERVISOR, Role.DPO])
def test_who_does_not_edit_registers_changes_nothing_by_a_file(
    register: Register, role: Role
) -> None:
    ((_line, path, reason),) = faults(written(register), as_role(register, role))
    assert (path, "no organisation" in reason) == ("controller.slug", True)


def test_another_organisation_and_one_that_does_not_exist_are_answered_alike(
    register: Register,
) -> None:
    foreign = make_register(make_controller(slug="b", name="B Oy"))
    editor = as_role(register, Role.REGISTER_EDITOR, Role.ADMINISTRATOR)
    other = written(foreign)
    nobody = other.replace("slug: b\n", "slug: c\n")
    assert faults(other, editor) == faults(nobody, editor)
    joint = written(register).replace("    our_role", "    joint_controllers: [b]\n    our_role")
    nowhere = joint.replace("[b]", "[c]")
    assert faults(joint, editor) == faults(nowhere, editor)


def test_only_who_manages_the_installation_makes_an_organisation(register: Register) -> None:
    text = written(register).replace("slug: a\n", "slug: new\n")
    assert faults(text, as_role(register, Role.ADMINISTRATOR))
    root = User.objects.create_superuser("root", password="x")
    # Nobody has a role there yet, so nobody publishes.
    assert [path for _line, path, _reason in faults(text, reach_of(root))] == [
        "registers[0].versions[0].effective_on"
    ]
    bring(text.replace("        effective_on: 2020-01-01\n", ""), reach_of(root))
    assert Register.objects.filter(controller__slug="new").exists()
    # That alone opens no register of one that is there.
    assert faults(written(register), reach_of(root))


def test_one_who_edits_and_does_not_publish_leaves_a_draft(register: Register) -> None:
    editor = as_role(register, Role.REGISTER_EDITOR)
    edits_only = Reach(
        actor=editor.actor,
        edits=editor.edits,
        publishes=frozenset(),
        manages=frozenset(),
        manages_installation=False,
    )
    text = written(register) + "      - number: 3\n"
    ((_line, path, _reason),) = faults(text + "        effective_on: 2026-05-01\n", edits_only)
    assert path == "registers[0].versions[2].effective_on"
    bring(text, edits_only)
    assert register.versions.get(number=3).state == "draft"


def test_what_stands_against_publishing_is_told_at_its_place(register: Register) -> None:
    text = written(register) + "      - number: 3\n        effective_on: 2019-05-01\n"
    ((_line, path, reason),) = faults(text)
    assert path == "registers[0].versions[2].effective_on"
    assert "choose a later day" in reason


def test_a_second_person_publishes_where_the_organisation_asks_for_one(
    register: Register,
) -> None:
    Controller.objects.update(second_person_publishes=True)
    register.controller.refresh_from_db()
    text = written(register) + "      - number: 3\n"
    editor = as_role(register, Role.REGISTER_EDITOR)
    ((_line, path, reason),) = faults(text + "        effective_on: 2026-05-01\n", editor)
    assert path == "registers[0].versions[2].effective_on"
    assert "a second person publishes" in reason
    bring(text, editor)


def test_a_version_in_review_stays_while_it_is_looked_at(register: Register) -> None:
    text = written(register)
    draft = register.versions.get(number=2)
    send_to_review(draft.pk, actor=SYSTEM)
    bring(text)
    start = text.rindex("        descriptions:")
    changed = text[:start] + text[start:].replace("Data on those", "Facts on those", 1)
    ((_line, path, reason),) = faults(changed)
    assert path == "registers[0].versions[1].number"
    assert "in review" in reason
