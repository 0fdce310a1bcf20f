"""Deeds that are the same for every right."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Days, Deed, Way
from tests.house.visitor import Page

OPEN_TASK = "state = 'open'"
OPEN_NOTICE = "told_at IS NULL AND excused_at IS NULL"
STATEMENT = "En tarvitse tätä enää."


def asked(case: Case) -> Way:
    """The person fills in the form and sends it; the desk looks at it on the next day."""
    yield Deed(
        name="ask",
        do=lambda: case.person.ask(dict(case.office), case.wish),
        is_done=lambda: case.was_sent,
    )
    yield Days(1)


def begun(case: Case, right: str) -> Way:
    """A handler begins, and is sure who it is."""
    yield from asked(case)
    yield from taken_up(case, right)


def taken_up(case: Case, right: str) -> Way:
    """The same for one of several rights, which share one identity check."""
    yield step(case, right, "Start assessing", reaches="assessing")
    yield Deed(
        name="settle identity",
        do=lambda: case.staff.settle_identity(case.request(right)),
        is_done=lambda: case.identity == "settled",
    )


def step(
    case: Case,
    right: str,
    label: str,
    *,
    reaches: str = "",
    is_done: Callable[[], bool] | None = None,
    **values: Any,
) -> Deed:
    """A handler takes a step, which brings the request to a state or has another trace."""
    assert bool(reaches) != bool(is_done)
    return Deed(
        name=label,
        do=lambda: case.staff.take(case.request(right), label, **values),
        is_done=is_done or (lambda: case.state(right) == reaches),
    )


def worked(case: Case, right: str, label: str, **values: Any) -> Way:
    """Every data system that was asked to do something has done it."""
    for left in reversed(range(case.count("task", right, OPEN_TASK))):
        yield step(
            case,
            right,
            label,
            is_done=partial(_is_down_to, left, case, "task", right, OPEN_TASK),
            **values,
        )


def _is_down_to(left: int, case: Case, table: str, right: str, condition: str) -> bool:
    return case.count(table, right, condition) <= left


def decided(case: Case, right: str, **values: Any) -> Deed:
    """A handler decides."""
    return step(case, right, "Decide", is_done=lambda: case.count("decision", right) > 0, **values)


def recipients_told(case: Case, right: str) -> Way:
    """Those who had received the data are told (Art. 19)."""
    yield step(case, right, "Inform the recipients", reaches="informing_recipients")
    for left in reversed(range(case.count("recipientnotice", right, OPEN_NOTICE))):
        yield step(
            case,
            right,
            "Told",
            is_done=partial(_is_down_to, left, case, "recipientnotice", right, OPEN_NOTICE),
            how="Sähköpostilla tänään.",
        )


def recipient_excused(case: Case, right: str, name: str) -> Way:
    """Somebody whom no register names is added, and need not be told."""
    named = f"name = '{name}'"
    yield step(
        case,
        right,
        "Add a recipient",
        is_done=lambda: case.count("recipientnotice", right, named) == 1,
        recipient=name,
    )
    yield step(
        case,
        right,
        "Need not be told",
        is_done=lambda: case.count("recipientnotice", right, f"{named} AND {OPEN_NOTICE}") == 0,
        excuse="Ei ole saanut näitä tietoja.",
    )


def answered(case: Case, right: str, *, mail: str = "decided") -> Way:
    """The answer is sent, and the person reads it."""
    yield step(case, right, "Send the answer", reaches="answered")
    yield letter_read(case, right, mail=mail)


def letter_read(case: Case, right: str, *, mail: str) -> Deed:
    """The person follows the link of a mail to the newest letter about a right."""

    def read() -> None:
        status = case.person.open_case(case.person.mail(mail))
        newest = case.house.value(
            "SELECT max(id) FROM requests_app_caseletter WHERE request_id = %s", case.request(right)
        )
        case.read[right] = status.follow_to(f"/letter/{newest}/").text

    return Deed(
        name="read the letter",
        do=read,
        is_done=lambda: right in case.read,
        may_begin=lambda: case.has_mail(mail),
    )


def confirmed(case: Case) -> Deed:
    """The person confirms the address, and so gets a link to their case."""
    return Deed(
        name="confirm the address",
        do=case.person.confirm,
        is_done=lambda: any(row.event == "submission.email_confirmed" for row in case.events()),
        may_begin=lambda: case.has_mail("received_confirm"),
    )


def withdrawn(case: Case, right: str) -> Way:
    """The person takes the request back on their own page."""
    yield confirmed(case)
    yield Deed(
        name="withdraw",
        do=lambda: _withdraw(case, right),
        is_done=lambda: case.state(right) == "withdrawn",
        may_begin=lambda: case.has_mail("email_confirmed"),
    )
    yield letter_read(case, right, mail="withdrawn")


def _withdraw(case: Case, right: str) -> Page:
    status = case.person.open_case(case.person.mail("email_confirmed"))
    page = status.follow_to(f"/withdraw/{case.request(right)}/")
    return page.send(page.form_to_itself(), statement=STATEMENT)
