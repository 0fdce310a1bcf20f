"""Signing in to prove who one is, in Chromium, at a provider of another site: there and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from registers_app.models import SignInProvider
from requests_app.models import LinkPurpose, SignIn
from requests_app.services.links import make_link
from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, picture, window
from tests.cases import ask_for_identity, make_received
from tests.factories import make_controller, make_register
from tests.oidc_provider import CLIENT, SECRET, Provider, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WALKS = [pytest.param((WIDE, "light"), marks=pytest.mark.soak), (NARROW, "dark")]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture(params=WALKS, ids=lambda walk: "-".join(map(str, walk)))
def page(request: pytest.FixtureRequest, live_server: Any, settings: Any) -> Iterator[Page]:
    width, scheme = request.param
    settings.SITE_URL = live_server.url
    with chromium() as browser, window(browser, width=width, color_scheme=scheme) as page:
        yield page


def test_a_person_goes_to_the_service_and_comes_back(page: Page, provider: Provider) -> None:
    controller = make_controller(name="Northwind Oy")
    request = ask_for_identity(make_received(controller, register=make_register(controller)))
    row = SignInProvider(
        controller=controller,
        labels={"en": "Bank ID"},
        kind="strong",
        issuer=provider.issuer,
        client_id=CLIENT,
        acr_values="loa3",
    )
    row.keep_secret(SECRET)
    row.save()
    page.goto(make_link(request.submission, purpose=LinkPurpose.OPEN))
    page.click("#main button.go")
    page.click("a[href$='/request/proof/']")
    look(page, "sign-in-offered")
    page.click('#main button:has-text("Bank ID")')
    look(page, "sign-in-go")
    page.click("#main a.go")
    page.wait_for_url("**/en/request/proof/")
    assert "You have signed in" in page.inner_text("#main")
    look(page, "sign-in-done")
    provider.acr = "loa1"
    page.click('#main button:has-text("Bank ID")')
    page.click("#main a.go")
    page.wait_for_url("**/en/request/proof/")
    assert "proves too little" in page.inner_text("#main")
    look(page, "sign-in-too-weak")
    assert SignIn.objects.filter(signed_in_at__isnull=False).count() == 1


def look(page: Page, name: str) -> None:
    assert_fit_for_all(page)
    picture(page, name)
