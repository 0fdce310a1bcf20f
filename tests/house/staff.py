"""A member of staff at work in the queue, by HTTP only."""

from collections import defaultdict
from typing import Any

import httpx

from tests.house.house import House
from tests.house.visitor import Page

QUEUE = "/admin/requests_app/rightsrequest/"
REASON = "Kirjoitti osoitteesta, joka on rekisterissä."


class Staff:
    """One signed-in member of staff."""

    def __init__(self, house: House, user: dict[str, Any], *, password: str) -> None:
        self.house = house
        self.user = user
        self.browser = house.visitor()
        self.browser.sign_in(user["username"], password)
        # The steps that were offered in each case so far.
        self.offered: dict[int, set[str]] = defaultdict(set)
        # Where a step led back to is still on the screen.
        self._on_screen: dict[int, Page] = {}

    def queue(self, query: str = "") -> Page:
        """The queue, perhaps with a filter."""
        page = self.browser.get(QUEUE + query)
        assert page.status == 200, page.describe()
        return page

    def case(self, request_id: int) -> Page:
        """The page of one case."""
        page = self.browser.get(f"{QUEUE}{request_id}/change/")
        assert page.status == 200, page.describe()
        self._see(request_id, page)
        return page

    def _see(self, request_id: int, page: Page) -> None:
        self.offered[request_id] |= {link.label for link in page.links}

    def step(self, request_id: int, label: str) -> Page:
        """The page of a step, reached by its button on the case page."""
        before = self._on_screen.pop(request_id, None)
        if before is None or not before.has_link(label):
            before = self.case(request_id)
        page = before.follow(label)
        assert page.status == 200, page.describe()
        return page

    def take(self, request_id: int, label: str, **values: object) -> Page:
        """Take a step: the case page afterwards."""
        page = self.step(request_id, label).press(label, **values)
        assert page.status == 200, page.describe()
        assert page.url.endswith(f"/{request_id}/change/"), page.describe()
        self._see(request_id, page)
        self._on_screen[request_id] = page
        return page

    def prepared(self, request_id: int, label: str, **values: object) -> httpx.Request:
        """The request that pressing a step's button makes, to be sent later."""
        page = self.step(request_id, label)
        form, button = page.form_of_button(label)
        return page.request(form, button=button, **values)

    # --- The steps of an access request, in their order ------------------------------------------

    def begin(self, request_id: int) -> Page:
        return self.take(request_id, "Start assessing")

    def settle_identity(self, request_id: int) -> Page:
        return self.take(request_id, "Settle identity", method="known_channel", reason=REASON)

    def collect(self, request_id: int) -> Page:
        return self.take(request_id, "Collect the data")

    def finish_task(self, request_id: int, *, result: str, **files: object) -> Page:
        """Finish the first task that is open."""
        return self.take(request_id, "Data found", result=result, **files)

    def find_nothing(self, request_id: int) -> Page:
        """Close the first task that is open."""
        return self.take(request_id, "Nothing found")

    def review(self, request_id: int) -> Page:
        return self.take(request_id, "Review what was found")

    def prepare(self, request_id: int) -> Page:
        return self.take(request_id, "Prepare the answer", outcome="granted", looked_through="on")

    def send_answer(self, request_id: int) -> Page:
        return self.take(request_id, "Send the answer")

    def refuse(self, request_id: int) -> Page:
        return self.take(
            request_id,
            "Refuse",
            reasoning="Pyysitte samaa viikko sitten, eikä mikään ole muuttunut.",
            ground_ART12_5_EXCESSIVE="Viides pyyntö tässä kuussa.",
            proof_ART12_5_EXCESSIVE="Neljä aiempaa vastausta ovat arkistossa.",
        )
