"""A register that is kept for others (Art. 28(3)(e)): the client gets the request, and opens it."""

from tests.house.journeys.case import Case, Journey
from tests.house.journeys.deeds import Deed, Way
from tests.house.journeys.steps import asked, letter_read, step
from tests.house.person import Wish
from tests.house.post_office import Mail
from tests.house.visitor import addresses_in

RIGHT = "erasure"
CLIENT = "Acme Oy"
MAILBOX = "privacy@acme.example"
ABOUT = "Poistakaa palkkatietoni."


def _forwarded(case: Case) -> Way:
    yield from asked(case)
    # The client that the person named is chosen already.
    yield step(case, RIGHT, "Forward to the controller", reaches="forwarded")
    yield letter_read(case, RIGHT, mail="forwarded")
    yield Deed(
        name="read the request at the client's",
        do=lambda: _read_at_the_client(case),
        is_done=lambda: "client" in case.read,
        may_begin=lambda: bool(mails_to_the_client(case)),
    )


def mails_to_the_client(case: Case) -> list[Mail]:
    """What the client got about this case."""
    mails = case.house.mails_of_kind("handed_over", to=MAILBOX)
    return [mail for mail in mails if case.person.reference in mail.subject + mail.text]


def _read_at_the_client(case: Case) -> None:
    with case.house.visitor() as browser:
        links = addresses_in(mails_to_the_client(case)[0].text)
        page = browser.get(next(link for link in links if "/handed-over/" in link))
        assert page.status == 200, page.describe()
        opened = page.send(page.form_to_itself())
        assert opened.status == 200, opened.describe()
        case.read["client"] = opened.text


JOURNEYS = [
    Journey(
        name="forwarding",
        wish=Wish(rights=(RIGHT,), register="processed", client=CLIENT, about=ABOUT),
        way=_forwarded,
        states={RIGHT: ("received", "forwarded")},
        mails=("forwarded",),
        letters=("forwarded",),
        receipt="received_to_forward",
    )
]
