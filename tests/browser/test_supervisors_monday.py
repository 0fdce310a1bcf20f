"""A supervisor's Monday: from the report's numbers to a late case, its reason, and the mail."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.clock import now
from registers_app.domain.roles import Role
from requests_app.models import RightsRequest
from tests.browser.chromium import WIDE, assert_fit_for_all, chromium, picture, window
from tests.browser.test_staff_pages import sign_in
from tests.cases import begin, handler_of, make_received
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import case_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES = {"(PDF)": b"%PDF-", "(XLSX)": b"PK", "Table (CSV)": b"\xef\xbb\xbf"}


def test_a_supervisor_finds_what_is_late_has_it_explained_and_goes_home(
    live_server: Any,
) -> None:
    controller = make_controller(name="Contoso Oy")
    register = make_register(controller)
    supervisor = make_user(controller, role=Role.SUPERVISOR)
    late = begin(
        make_received(controller, register=register, received_at=now() - timedelta(days=50))
    )
    make_received(controller, register=register)
    with chromium() as browser, window(browser, width=WIDE, scripts=False) as page:
        sign_in(page, live_server.url, supervisor)
        page.get_by_role("link", name="Deadline report").first.click()
        page.get_by_role("link", name="last 12 months").click()
        causes = page.get_by_role("region", name="Why late", exact=True).last
        causes.get_by_role("link", name="1", exact=True).click()
        expect(page.locator("#result_list tbody tr")).to_have_count(1)
        page.get_by_role("link", name=late.submission.reference).click()
        page.get_by_role("link", name="Say why it is late").click()
        page.get_by_label("too few people, or somebody was absent").check()
        page.get_by_role("button", name="Say why it is late").click()
        expect(
            page.get_by_text("Too few people, or somebody was absent", exact=True)
        ).to_be_visible()
        page.goto(f"{live_server.url}{reverse('deadline_report')}")
        page.get_by_role("link", name="last 12 months").click()
        expect(causes.get_by_role("row", name=re.compile("Too few people"))).to_contain_text("1")
        page.get_by_label("How often").select_option(label="every Monday")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_text("Contoso Oy: every Monday")).to_be_visible()
        for file, begins in FILES.items():
            with page.expect_download() as download:
                page.get_by_role("link", name=file).click()
            assert download.value.path().read_bytes().startswith(begins), file
        page.emulate_media(media="print", color_scheme="dark")
        # Paper is white: nothing of the dark screen's pale writing goes there.
        expect(page.locator(".desk-chart-name").first).to_have_css("fill", "rgb(34, 34, 34)")
        page.emulate_media(media="print", color_scheme="light")
        picture(page, "staff-report-print")
        page.emulate_media(media="screen")
        page.get_by_role("link", name="Yearly report").click()
        expect(page.get_by_role("heading", name="What the desk does not know")).to_be_visible()


def test_a_supervisor_gives_the_work_of_who_is_away_to_a_colleague(live_server: Any) -> None:
    controller = make_controller(name="Contoso Oy")
    register = make_register(controller)
    case = begin(make_received(controller, register=register))
    away = handler_of(controller).get_full_name()
    stands_in = make_user(controller, first_name="Sanna", last_name="Sijainen")
    supervisor = make_user(controller, role=Role.SUPERVISOR)
    with chromium() as browser, window(browser, width=WIDE) as page:
        sign_in(page, live_server.url, supervisor)
        page.get_by_role("link", name="Who has how much to do").click()
        assert_fit_for_all(page)
        page.get_by_role("row", name=away).get_by_role("link", name="1", exact=True).first.click()
        page.check("#result_list tbody tr input[type=checkbox]")
        page.select_option("select[name=action]", "hand_over")
        page.get_by_role("button", name="Go").click()
        page.get_by_label("Handler").select_option(label="Sanna Sijainen")
        page.get_by_label("Note (optional)").fill("Only the copy of the letter is missing.")
        assert_fit_for_all(page)
        page.get_by_role("button", name="Hand the requests over").click()
        expect(page.locator(".messagelist")).to_contain_text("1 request was handed over.")
        expect(page.locator("#result_list tbody tr")).to_have_count(0)  # of who is away
        page.goto(live_server.url + case_url(case))
        expect(page.locator(".desk-lead")).to_contain_text("Sanna Sijainen")
        expect(page.get_by_text("Only the copy of the letter is missing.")).to_be_visible()
    assert RightsRequest.objects.get().assignee == stands_in
