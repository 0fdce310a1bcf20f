"""Jamix's register is entered in a browser, from its policy and without a file; and the pages fit.

What is typed is what the demo file says of Jamix's first version: the policy's statements, each in
its column (docs/seeds.md).
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from registers_app.admin.editor.sections import BY_PART
from registers_app.domain.languages import LANGUAGES
from registers_app.domain.roles import Role
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register, RegisterVersion
from registers_app.models.content import KEYS_OF, PARTS
from registers_app.services.version_tree import Tree, tree_of
from tests.browser.chromium import (
    NARROW,
    WIDE,
    assert_fit_for_all,
    chromium,
    picture,
    window,
)
from tests.browser.test_staff_pages import sign_in
from tests.factories import make_controller, make_register, make_user, make_version
from tests.registers_app.admin.editor.pages import adding, line, overview, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JAMIX: Path = settings.BASE_DIR / "registers_app/demo/jamix.yaml"
SECTION_OF_WORDS = {
    "descriptions": "summary",
    "provision_duties": "giving",
    "decides_by_machine": "automation",
    "automated_decisions": "automation",
    "cookie_notes": "cookies",
    "security_measures": "security",
    "impact_assessment": "record",
}


def as_typed(tree: Tree, *, lines: int) -> Tree:
    """The first *lines* of each kind and the words: all in English, some in the others too.

    Lines name one another by what they are called; keys are nobody's to type.
    """
    cut = {name: value[:lines] if name in PARTS else value for name, value in tree.items()}
    typed = {
        name: [_in_some_languages(each, number) for number, each in enumerate(value)]
        if name in PARTS
        else _in_some_languages(value, 0)
        for name, value in cut.items()
    }
    return by_names(typed)


def by_names(tree: Tree) -> Tree:
    """A tree in which lines name one another by their English names, without keys."""
    called = {
        part: {each["key"]: each["names"]["en"] for each in tree.get(part, [])} for part in PARTS
    }

    def named(column: str, value: Any) -> Any:
        if column not in KEYS_OF or not isinstance(value, list):
            return value
        names = called[KEYS_OF[column]]
        return [names[key] for key in value if key in names]

    return {
        name: [
            {
                column: told
                for column, value in each.items()
                if column != "key" and (told := named(column, value)) != []
            }
            for each in value
        ]
        if name in PARTS
        else value
        for name, value in tree.items()
    }


def _in_some_languages(value: Any, number: int) -> Any:
    if isinstance(value, list):
        return [_in_some_languages(each, number) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) <= set(LANGUAGES):
        return {code: text for code, text in value.items() if code == "en" or number % 3 == 0}
    return {name: _in_some_languages(each, number) for name, each in value.items()}


def fill(page: Page, column: str, value: Any) -> None:
    """Type or choose one value, as its field asks for it."""
    field = page.locator(f'[name="{column}"]')
    if isinstance(value, dict):
        for code, text in value.items():
            page.fill(f'[name="{column}_{code}"]', text)
    elif isinstance(value, list):
        for name in value:
            page.locator("fieldset", has=field).get_by_label(name, exact=True).check()
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(str(value).lower() if isinstance(value, bool) else str(value))
    elif isinstance(value, bool):
        field.set_checked(value)
    else:
        field.fill(str(value))


def enter_line(page: Page, told: dict[str, Any]) -> None:
    for basis in told.get("bases", []):
        page.check(f'[name="bases"][value="{basis["basis"]}"]')
        if basis.get("legal_acts"):
            fill(page, f"acts_{basis['basis']}", basis["legal_acts"])
    for column, value in told.items():
        if column != "bases":
            fill(page, column, value)


def enter_lines(page: Page, lines: list[dict[str, Any]]) -> None:
    """From the section's page and back to it."""
    page.click(".desk-lines .desk-actions a")
    for told in lines[:-1]:
        enter_line(page, told)
        page.get_by_role("button", name="Save it and add another").click()
    enter_line(page, lines[-1])
    page.get_by_role("button", name="Save this line").click()
    page.wait_for_url("**/sections/**")


def begin(page: Page, address: str) -> None:
    page.goto(address + reverse("admin:registers_app_register_changelist"))
    page.click("a.addlink >> nth=-1")
    page.fill("[name=names_en]", "JAMIX Customer and Marketing Register")
    page.fill("[name=names_fi]", "JAMIX asiakas- ja markkinointirekisteri")
    page.fill("[name=names_sv]", "JAMIX kund- och marknadsföringsregister")
    page.fill("[name=owner]", "Marketing Director")
    page.get_by_role("button", name="Begin the register").click()
    page.wait_for_url("**/change/")


@pytest.mark.parametrize("lines", [1, pytest.param(1_000, marks=pytest.mark.soak)])
def test_jamix_is_entered_from_its_policy_previewed_and_sent_to_review(
    live_server: Any, lines: int
) -> None:
    loaded = load_yaml(JAMIX.read_bytes())
    policy = next(version for version in loaded.made if version.number == 1)
    typed = as_typed(tree_of(policy), lines=lines)
    editor = make_user(loaded.controller, role=Role.REGISTER_EDITOR, username="rita")
    with chromium() as browser, window(browser, width=WIDE, locale="en") as page:
        sign_in(page, live_server.url, editor)
        begin(page, live_server.url)
        register = Register.objects.get(controller=loaded.controller, owner="Marketing Director")
        version = register.versions.get()
        for name, value in typed.items():
            if name in PARTS:
                page.goto(live_server.url + section(version, BY_PART[name].key))
                enter_lines(page, value)
            else:
                page.goto(live_server.url + section(version, SECTION_OF_WORDS[name]))
                fill(page, name, value)
                page.get_by_role("button", name="Save these texts").click()
                expect(page.get_by_text("Saved:")).to_be_visible()
        page.goto(live_server.url + section(version, "record"))
        page.check("[name=predates_desk]")
        page.get_by_role("button", name="Save these texts").click()
        expect(page.get_by_text("Saved:")).to_be_visible()
        version = RegisterVersion.objects.get(pk=version.pk)
        assert by_names(tree_of(version)) == typed
        assert version.predates_desk
        read_in_every_language(page, live_server.url, version)
        see_what_is_being_typed(page, live_server.url, version)
        page.goto(live_server.url + overview(version))
        picture(page, "register-editor")
        page.get_by_role("button", name="Send to review").click()
        expect(page.get_by_text("in review").first).to_be_visible()
    assert RegisterVersion.objects.get(pk=version.pk).state == "in_review"


def read_in_every_language(page: Page, address: str, version: RegisterVersion) -> None:
    purpose = version.purposes.all()[0]
    page.goto(address + section(version, "purposes"))
    page.locator("iframe").scroll_into_view_if_needed()
    notice = page.frame_locator("iframe[name=notice]")
    for language in LANGUAGES:
        page.click(f"[data-language={language}]")
        expect(notice.locator("html")).to_have_attribute("lang", language)
        expect(notice.get_by_text(purpose.names[language], exact=True).first).to_be_attached()


def see_what_is_being_typed(page: Page, address: str, version: RegisterVersion) -> None:
    purpose = version.purposes.all()[0]
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address + line(purpose, "purposes"))
    notice = page.frame_locator("iframe[name=notice]")
    expect(notice.get_by_text(purpose.names["en"], exact=True).first).to_be_attached()
    page.locator("[name=names_en]").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Words on the way")
    page.keyboard.press("Tab")
    expect(page.locator("[name=names_fi]")).to_be_focused()
    expect(notice.get_by_text("Words on the way", exact=True).first).to_be_attached()
    expect(page.locator("[data-status]")).to_contain_text("not saved yet")
    assert version.purposes.get(pk=purpose.pk).names == purpose.names


@pytest.fixture
def controller() -> Controller:
    return make_controller(name="Northwind Oy")


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(NARROW, "fi", "dark"), pytest.param(WIDE, "sv", "light", marks=pytest.mark.soak)],
)
def test_the_editors_pages_fit_all(
    live_server: Any, controller: Controller, width: int, language: str, scheme: Any
) -> None:
    draft = make_version(make_register(controller))
    purpose = draft.purposes.get()
    draft.retention_rules.update(purposes=[purpose.key])
    editor = make_user(controller, role=Role.REGISTER_EDITOR)
    pages = {
        "begin": reverse("admin:registers_app_register_add"),
        "version": overview(draft),
        "list": section(draft, "automation"),
        "line": line(purpose, "purposes"),
        "remove": line(purpose, "purposes", "remove"),
        "notice": reverse("admin:registers_app_registerversion_notice", args=[draft.pk]),
    }
    with (
        chromium() as browser,
        window(browser, width=width, color_scheme=scheme, locale=language) as page,
    ):
        sign_in(page, live_server.url, editor)
        for name, address in pages.items():
            page.goto(live_server.url + address)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert_fit_for_all(page)
            picture(page, f"register-editor-{name}")
        page.goto(live_server.url + adding(draft, "data_categories"))
        page.locator("#line_form button").first.click()
        expect(page.locator("#errors")).to_be_focused()
        assert_fit_for_all(page)
        page.click("#errors a")
        expect(page.locator("#id_names")).to_be_focused()


def test_without_a_script_the_frame_shows_what_is_typed_by_a_button(
    live_server: Any, controller: Controller
) -> None:
    draft = make_version(make_register(controller))
    editor = make_user(controller, role=Role.REGISTER_EDITOR)
    with chromium() as browser, window(browser, width=WIDE, scripts=False, locale="en") as page:
        sign_in(page, live_server.url, editor)
        page.goto(live_server.url + section(draft, "security"))
        page.fill("[name=security_measures_fi]", "Lukitut ovet")
        page.get_by_role("button", name="Finnish").click()
        notice = page.frame_locator("iframe[name=notice]")
        expect(notice.get_by_text("Lukitut ovet")).to_be_visible()
        expect(page.locator("[name=security_measures_fi]")).to_have_value("Lukitut ovet")
    assert RegisterVersion.objects.get(pk=draft.pk).security_measures == draft.security_measures
