"""The staff pages in Chromium: no WCAG violation and nothing clipped, narrow and wide."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from config.clock import now
from notices_app.models import Mailbox
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, User
from requests_app.domain.redaction import Reason
from requests_app.domain.rights import Right
from requests_app.models import Channel, RightsRequest
from requests_app.services.mark import mark_words
from requests_app.services.write_note import write_note
from tests.browser.chromium import (
    NARROW,
    WIDE,
    assert_fit_for_all,
    chromium,
    picture,
    window,
)
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    collect_all,
    make_answered,
    make_received,
    prepare,
    settle,
)
from tests.factories import PASSWORD, make_controller, make_register, make_user
from tests.office import a_docx, an_xlsx
from tests.requests_app.admin.staff import INTAKE, QUEUE, case_url, state_of, step_url
from tests.requests_app.fulfilment.test_covering import OTHER, a_file_about_two

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every page at both widths and in both schemes, in each language at least once.
WALKS = [
    (WIDE, "en", "light"),
    (NARROW, "fi", "dark"),
    pytest.param(NARROW, "en", "light", marks=pytest.mark.soak),
    pytest.param(WIDE, "sv", "dark", marks=pytest.mark.soak),
]
# Pages on which the dark scheme has colours of its own.
COLOURED = {"index", "queue", "case", "case-waiting", "step-blocked", "step-answer", "report"}
PICTURED = {
    "index",
    "queue",
    "case",
    "case-waiting",
    "step-answer",
    "intake",
    "look",
    "report",
    "report-yearly",
}
PEOPLE = (
    ("Äiti Hölttä", 60),
    ("Pekka Puro-Kallionpohjalainen", 27),
    ("Siv Öström", 24),
    ("Ann-Charlotte von Wächter", 10),
    ("Matti Meikäläinen", 1),
)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", second_person_approves=True)
    make_register(controller)
    return controller


@pytest.fixture
def supervisor(controller: Controller) -> User:
    return make_user(
        controller,
        role=Role.SUPERVISOR,
        username="sofia",
        first_name="Sofia",
        last_name="Supervisor",
    )


@pytest.fixture
def cases(controller: Controller) -> dict[str, RightsRequest]:
    """A desk in the middle of its work."""
    register = controller.registers.get()
    make_user(controller, first_name="Kaisa", last_name="Käsittelijä")
    received = [
        make_received(
            controller,
            register=register,
            person_name=name,
            received_at=now() - timedelta(days=days),
            channel=Channel.LETTER if days == 10 else Channel.PORTAL,
        )
        for name, days in PEOPLE
    ]
    begin(received[1])
    Mailbox.objects.create(
        controller=controller,
        address="privacy@northwind.example",
        host="mail.northwind.example",
        user_name="privacy",
        created_at=now() - timedelta(days=9),
        error="unreachable",
        failing_since=now() - timedelta(days=2),
    )
    waiting = ask_for_identity(begin(received[3]))
    ready = prepare(collect_all(settle(begin(received[2]))))
    answered = make_answered(controller, register=register)
    reviewing = collect_all(
        settle(begin(received[4])),
        files=[
            SimpleUploadedFile("letter.pdf", a_file_about_two()),
            SimpleUploadedFile("orders.xlsx", an_xlsx()),
            SimpleUploadedFile("minutes.docx", a_docx()),
        ],
    )
    mark_words(
        reviewing.files.order_by("pk")[0],
        OTHER,
        reason=Reason.OTHERS,
        actor=acting(reviewing.controller),
    )
    return {
        "late": received[0],
        "waiting": waiting,
        "ready": ready,
        "answered": answered,
        "reviewing": reviewing,
    }


def sign_in(page: Page, address: str, user: User) -> None:
    """Sign in as a person does."""
    page.goto(f"{address}{reverse('admin:login')}")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_url(f"{address}{reverse('admin:index')}")


@pytest.mark.parametrize(("width", "language", "scheme"), WALKS)
def test_every_staff_page_fits_all(
    live_server: Any,
    supervisor: User,
    cases: dict[str, RightsRequest],
    width: int,
    language: str,
    scheme: str,
) -> None:
    with (
        chromium() as browser,
        window(browser, width=width, color_scheme=scheme, locale=language) as page,
    ):
        sign_in(page, live_server.url, supervisor)
        for name, address in pages_of(cases).items():
            if scheme == "dark" and name not in COLOURED:
                continue
            page.goto(live_server.url + address)
            assert_fit_for_all(page)
            spoken = "en" if name == "letter" else language
            assert page.locator("html").get_attribute("lang") == spoken
            if (language, scheme) == ("en", "light") and name in PICTURED:
                picture(page, f"staff-{name}")


@pytest.mark.parametrize("width", [NARROW, pytest.param(WIDE, marks=pytest.mark.soak)])
def test_mistakes_previews_and_choices_fit_all(
    live_server: Any, supervisor: User, cases: dict[str, RightsRequest], width: int
) -> None:
    with chromium() as browser, window(browser, width=width) as page:
        sign_in(page, live_server.url, supervisor)
        page.goto(live_server.url + reverse(INTAKE))
        for right in Right:
            asked = page.locator(f"[name^='{right}-']").first
            expect(asked).to_be_hidden()
            page.check(f"input[name=rights][value={right}]")
            expect(asked).to_be_visible()
        page.fill("[name=rectification-wrong_1]", "Kotikatu 1")
        _press(page, "Enter the request")
        assert_fit_for_all(page)
        expect(page.locator("[name=rectification-wrong_1]")).to_have_value("Kotikatu 1")
        picture(page, "staff-intake-rights")
        page.goto(live_server.url + step_url(cases["waiting"], "refuse"))
        page.fill("#id_reasoning", "There are " + "documents" * 20)
        _press(page, "Refuse")
        assert_fit_for_all(page)
        page.goto(live_server.url + step_url(cases["ready"], "extend"))
        page.fill("textarea", "Others’ data have to be taken out of many documents.")
        page.check("input[name=cause][value=others]")
        _press(page, "Preview what is sent")
        assert_fit_for_all(page)
        picture(page, "staff-preview")
        with override_settings(UNDO_MINUTES=10):
            page.goto(live_server.url + case_url(cases["reviewing"]))
            expect(page.get_by_role("heading", name="Done: “")).to_be_visible()
            assert_fit_for_all(page)
            page.goto(live_server.url + step_url(cases["reviewing"], "write-message"))
            page.fill("textarea", "Which years?")
            _press(page, "Write to the person")
        write_note(cases["reviewing"].pk, text="She called.", actor=user_actor(supervisor.pk))
        page.goto(live_server.url + case_url(cases["reviewing"]))
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        assert_fit_for_all(page)
        picture(page, "staff-case-undo")
        _press(page, "Undo")
        assert_fit_for_all(page)
        page.goto(live_server.url + reverse(QUEUE))
        page.check("#result_list tbody tr:first-child input[type=checkbox]")
        page.select_option("select[name=action]", "give")
        _press(page, "Go")
        assert_fit_for_all(page)


def test_a_case_is_begun_with_the_keyboard_alone(
    live_server: Any, supervisor: User, cases: dict[str, RightsRequest]
) -> None:
    with chromium() as browser, window(browser, width=WIDE, scripts=False) as page:
        sign_in(page, live_server.url, supervisor)
        page.goto(live_server.url + case_url(cases["late"]))
        page.focus("text=Start assessing")
        page.keyboard.press("Enter")
        page.focus("button.desk-button")
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("Assessing has begun.")
    assert state_of(cases["late"]) == "assessing"


def test_a_box_is_drawn_on_a_page_with_the_mouse(
    live_server: Any, supervisor: User, cases: dict[str, RightsRequest]
) -> None:
    file = cases["reviewing"].files.order_by("pk")[0]
    before = file.marks.count()
    with chromium() as browser, window(browser, width=WIDE) as page:
        sign_in(page, live_server.url, supervisor)
        page.goto(live_server.url + _look(cases["reviewing"]))
        sheet = page.locator("svg[data-page='1']")
        sheet.scroll_into_view_if_needed()
        place = sheet.bounding_box()
        assert place
        seen = max(place["y"], 0)  # a tall page begins above the window
        page.mouse.move(place["x"] + place["width"] / 4, seen + 40)
        page.mouse.down()
        page.mouse.move(place["x"] + place["width"] / 2, seen + 140, steps=4)
        page.mouse.up()
        expect(page.locator("#id_page")).to_have_value("1")
        _press(page, "Mark")
        expect(page.locator(".messagelist")).to_contain_text("Marked.")
    drawn = file.marks.latest("pk")
    assert file.marks.count() == before + 1
    assert (round(drawn.x or 0, 1), round(drawn.width or 0, 1)) in {
        (0.2, 0.2),
        (0.3, 0.2),
        (0.2, 0.3),
        (0.3, 0.3),
    }


def test_a_stretch_of_a_document_is_selected_and_marked(
    live_server: Any, supervisor: User, cases: dict[str, RightsRequest]
) -> None:
    """Counted as the desk counts, after a name with letters outside of the alphabet."""
    with chromium() as browser, window(browser, width=WIDE) as page:
        sign_in(page, live_server.url, supervisor)
        page.goto(live_server.url + _look(cases["reviewing"], number=2))
        page.get_by_text("complained about Maija").dblclick(position={"x": 5, "y": 5})
        expect(page.locator("#id_start")).not_to_have_value("")
        _press(page, "Mark")
        expect(page.locator(".look-block")).to_have_count(1)
        expect(page.locator("#look-text")).to_contain_text("] Virtanen complained")
        expect(page.get_by_role("heading", name="What else is in this file")).to_be_visible()


def test_two_handlers_in_one_case_see_each_other_and_lose_nothing(
    live_server: Any, supervisor: User, cases: dict[str, RightsRequest]
) -> None:
    case, words = cases["late"], "Others’ data lie in many documents."
    kaisa = User.objects.get(first_name="Kaisa", last_name="Käsittelijä")
    with (
        chromium() as browser,
        window(browser, width=WIDE) as hers,
        window(browser, width=WIDE) as mine,
    ):
        sign_in(hers, live_server.url, kaisa)
        sign_in(mine, live_server.url, supervisor)
        mine.goto(live_server.url + step_url(case, "write-note"))
        mine.fill("textarea", words)
        hers.goto(live_server.url + case_url(case))
        expect(hers.get_by_role("status")).to_contain_text("Sofia Supervisor also has this case")
        hers.get_by_role("link", name="Start assessing").click()
        _press(hers, "Start assessing")
        # The open page hears of it by itself, here sooner than after its half a minute.
        mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(mine.get_by_role("status")).to_contain_text(
            "Kaisa Käsittelijä has changed this case"
        )
        assert_fit_for_all(mine)
        _press(mine, "Write a note for colleagues")
        expect(mine.get_by_role("alert")).to_contain_text("started assessing the request")
        expect(mine.locator("textarea")).to_have_value(words)
        assert_fit_for_all(mine)
        picture(mine, "staff-merge")
        _press(mine, "Write a note for colleagues")
        expect(mine.get_by_text(words)).to_be_visible()
    assert state_of(case) == "assessing"


def pages_of(cases: dict[str, RightsRequest]) -> dict[str, str]:
    """The staff pages by name."""
    waiting = cases["waiting"]
    letter = waiting.letters.order_by("pk")[0]
    return {
        "index": reverse("admin:index"),
        "queue": reverse(QUEUE),
        "queue-all": f"{reverse(QUEUE)}?urgency=all",
        "case": case_url(cases["ready"]),
        "case-waiting": case_url(waiting),
        "case-answered": case_url(cases["answered"]),
        "step": step_url(cases["late"], "ask-identity"),
        "step-extend": step_url(cases["ready"], "extend"),
        "step-answer": step_url(cases["ready"], "answer"),
        "step-blocked": step_url(cases["late"], "close-unidentified"),
        "step-refuse": step_url(waiting, "refuse"),
        "step-prepare": step_url(cases["reviewing"], "prepare-answer"),
        "look": _look(cases["reviewing"]),
        "look-sheet": _look(cases["reviewing"], number=1),
        "look-document": _look(cases["reviewing"], number=2),
        "mailboxes": reverse("admin:notices_app_mailbox_changelist"),
        "mailbox": reverse(
            "admin:notices_app_mailbox_change",
            args=[Mailbox.objects.get(controller=waiting.controller).pk],
        ),
        "intake": reverse(INTAKE),
        "report": reverse("deadline_report"),
        "report-yearly": _yearly(cases["late"]),
        "step-late": step_url(cases["late"], "explain-late"),
        "answer": reverse("admin:case_answer", args=[cases["ready"].pk]),
        "tray": f"{reverse('admin:requests_app_paperletter_changelist')}?stand=all",
        "wordings": reverse("admin:notices_app_ownwording_changelist"),
        "wording": reverse(
            "admin:own_wording", args=[waiting.controller_id, "case", "received", "fi"]
        ),
        "restores": reverse("admin:requests_app_systemrestore_changelist"),
        "mistaken letter": reverse("admin:paper_misdirected"),
        "restore": reverse("admin:requests_app_systemrestore_add"),
        "step-note": step_url(cases["ready"], "write-note"),
        "absence": reverse("admin:my_absence"),
        "load": reverse("load"),
        "letter": reverse("admin:case_letter", args=[waiting.pk, letter.pk]),
    }


def _look(case: RightsRequest, *, number: int = 0) -> str:
    return reverse("admin:case_look_file", args=[case.pk, case.files.order_by("pk")[number].pk])


def _yearly(case: RightsRequest) -> str:
    asked = {"controller": case.controller_id, "year": case.received_on.year}
    return f"{reverse('yearly_report')}?{urlencode(asked)}"


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
