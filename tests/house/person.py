"""Somebody who asks for their data: the public pages and their own mailbox."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.house.house import House
from tests.house.post_office import Mail
from tests.house.visitor import Page, addresses_in

GONE = 410
# A field of the page on which each right is described, in the order of the form.
DETAILS = {
    "access": "since",
    "rectification": "wrong_1",
    "erasure": "what",
    "restriction": "view",
    "portability": "receiver_name",
    "objection": "what",
    "automated_decision": "view",
    "consent_withdrawal": "what",
}
REFERENCE = re.compile(r"RD-[2-9A-Z]{4}-[2-9A-Z]{4}")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person asks for: the rights, against which use they object, and in which register."""

    rights: tuple[str, ...] = ("access",)
    scope: str = ""
    register: str = "register"  # one of an office's registers, by its key (furnish.py)
    client: str = ""
    about: str = ""


class Person:
    """One person with one browser, one address and one language."""

    def __init__(
        self, house: House, *, email: str, name: str = "Maija Meikäläinen", language: str = "fi"
    ) -> None:
        self.house = house
        self.email = email
        self.name = name
        self.language = language
        self.browser = house.visitor()
        self.reference = ""

    def fill_in(self, office: dict[str, Any], *, wish: Wish | None = None, about: str = "") -> Page:
        """Fill in every page of the form, up to the one that shows the answers."""
        wish = wish or Wish(about=about)
        page = self.browser.get(f"/{self.language}/")
        for answers in self._answers(office, wish):
            page = page.send(page.form_with(*answers), **answers)
            assert page.status == 200, page.describe()
        return page

    def _answers(self, office: dict[str, Any], wish: Wish) -> Iterator[dict[str, Any]]:
        yield {"organisation": office["slug"]}
        yield {"register": office[wish.register]}
        if wish.client:
            yield {"client_named": wish.client}
        yield {"rights": list(wish.rights)}
        if wish.scope:
            yield {"objection_scope": wish.scope}
        yield {"whom": "self"}
        yield {"person_name": self.name, "email": self.email}
        yield {"identifiers": "1001"}
        for right in DETAILS:
            if right in wish.rights:
                yield {DETAILS[right]: ""}
        yield {"about": wish.about}
        yield {"answer_by": "online"}

    def send(self, page: Page) -> Page:
        """Press the button that sends the form; the receipt."""
        return self._keep_receipt(page.send(page.form_to_itself()))

    def ask(self, office: dict[str, Any], wish: Wish) -> None:
        """Ask once, also after an error: look first for a mail, a receipt and what was typed."""
        if mails := self.house.mails_of_kind("received_confirm", to=self.email):
            self._keep_reference(mails[0].text)
            return
        page = self.browser.get(f"/{self.language}/form/check/")
        if "/sent/" in page.url:
            self._keep_receipt(page)
        else:
            is_typed = page.url.endswith("/form/check/")
            self.send(page if is_typed else self.fill_in(office, wish=wish))

    def _keep_receipt(self, receipt: Page) -> Page:
        assert receipt.status == 200, receipt.describe()
        self._keep_reference(receipt.text)
        return receipt

    def _keep_reference(self, text: str) -> None:
        found = REFERENCE.search(text)
        assert found, text
        self.reference = found.group()

    def submit(self, office: dict[str, Any], *, about: str = "") -> Page:
        """Ask for one's data; the receipt."""
        return self.send(self.fill_in(office, about=about))

    @property
    def requests(self) -> dict[str, int]:
        """The numbers of the requests in the house's database, by right."""
        return dict(
            self.house.rows(
                "SELECT r.right, r.id FROM requests_app_rightsrequest r "
                "JOIN requests_app_submission s ON s.id = r.submission_id "
                "WHERE s.reference = %s ORDER BY r.id",
                self.reference,
            )
        )

    @property
    def request_id(self) -> int:
        """The number of the one request."""
        (number,) = self.requests.values()
        return number

    @property
    def state(self) -> str:
        """The state of the request in the house's database."""
        return str(
            self.house.value(
                "SELECT state FROM requests_app_rightsrequest WHERE id = %s", self.request_id
            )
        )

    def mail(self, kind: str, *, number: int = 1) -> Mail:
        """The mail of a kind that came to this person, waiting for it."""

        def found() -> Mail | None:
            mails = self.house.mails_of_kind(kind, to=self.email)
            return mails[number - 1] if len(mails) >= number else None

        mail = self.house.wait_for(found, what=f"mail {kind} to {self.email}")
        assert mail is not None
        return mail

    def link(self, mail: Mail, part: str) -> str:
        """The address in a mail that has this part."""
        return next(address for address in addresses_in(mail.text) if f"/{part}/" in address)

    def confirm(self) -> Page:
        """Open the link of the first mail and press its button."""
        page = self.browser.get(self.link(self.mail("received_confirm"), "confirm"))
        assert page.status == 200, page.describe()
        return page.send(page.form_to_itself())

    def open_case(self, mail: Mail) -> Page:
        """Open one's request by the link of a mail, or by a new one if it is over; the page."""
        page = self.browser.get(self.link(mail, "open"))
        if page.status == GONE:
            page = self.browser.get(self.link(self._have_a_new_link(page), "open"))
        if page.url.endswith("/request/"):
            return page  # open in this browser already
        assert page.status == 200, page.describe()
        opened = page.send(page.form_to_itself())
        assert opened.status == 200, opened.describe()
        return opened

    def _have_a_new_link(self, page: Page) -> Mail:
        sent = len(self.house.mails_of_kind("new_link", to=self.email))
        answer = page.send(page.form_to("/again/"))
        assert answer.status == 200, answer.describe()
        return self.mail("new_link", number=sent + 1)
