"""Somebody who asks for their data: the public pages and their own mailbox."""

import re
from typing import Any

from tests.house.house import House
from tests.house.post_office import Mail
from tests.house.visitor import Page, addresses_in

REFERENCE = re.compile(r"RD-[2-9A-Z]{4}-[2-9A-Z]{4}")


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

    def fill_in(self, office: dict[str, Any], *, about: str = "") -> Page:
        """Fill in every page of the form, up to the one that shows the answers."""
        page = self.browser.get(f"/{self.language}/")
        for answers in (
            {"organisation": office["slug"]},
            {"register": office["register"]},
            {"rights": "access"},
            {"person_name": self.name, "email": self.email},
            {"identifiers": "1001"},
            {"about": about},
        ):
            page = page.send(page.form_with(*answers), **answers)
            assert page.status == 200, page.describe()
        return page

    def send(self, page: Page) -> Page:
        """Press the button that sends the form; the receipt."""
        return self._keep_receipt(page.send(page.form_to_itself()))

    def send_unless_sent(self) -> Page:
        """What people do after an error: look at the answers again, and send if it was not sent."""
        page = self.browser.get(f"/{self.language}/form/check/")
        return self._keep_receipt(page) if "/sent/" in page.url else self.send(page)

    def _keep_receipt(self, receipt: Page) -> Page:
        assert receipt.status == 200, receipt.describe()
        found = REFERENCE.search(receipt.text)
        assert found, receipt.describe()
        self.reference = found.group()
        return receipt

    def submit(self, office: dict[str, Any], *, about: str = "") -> Page:
        """Ask for one's data; the receipt."""
        return self.send(self.fill_in(office, about=about))

    @property
    def request_id(self) -> int:
        """The number of the request in the house's database."""
        return int(
            self.house.value(
                "SELECT r.id FROM requests_app_rightsrequest r "
                "JOIN requests_app_submission s ON s.id = r.submission_id WHERE s.reference = %s",
                self.reference,
            )
        )

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
        """Open one's request by the link of a mail; the status page."""
        page = self.browser.get(self.link(mail, "open"))
        assert page.status == 200, page.describe()
        opened = page.send(page.form_to_itself())
        assert opened.status == 200, opened.describe()
        return opened
