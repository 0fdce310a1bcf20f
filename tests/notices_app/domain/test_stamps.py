"""When a mail was received: by the first stamp that can be trusted."""

from datetime import UTC, datetime

import pytest

from notices_app.domain.mail.stamps import moment, received_at

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OURS = ["northwind.example", "203.0.113.9"]


def stamp(by: str, day: int, seen: str = "", said: str = "client.example") -> str:
    brackets = f" ({seen})" if seen else ""
    return f"from {said}{brackets} by {by} with ESMTP id 1; {day} Oct 2026 12:00:00 +0300"


def day_of(*stamps: str) -> int | None:
    found = received_at(stamps, ours=OURS, not_after=NOW)
    return found.day if found else None


def test_the_topmost_stamp_is_that_of_who_handed_it_to_us() -> None:
    assert day_of(stamp("store.unheard-of.example", 9)) == 9


def test_among_our_own_servers_the_first_one_counts() -> None:
    inside = stamp("store.northwind.example", 9, "mx.northwind.example [10.0.0.4]")
    assert day_of(inside, stamp("mx.northwind.example", 7, "evil [198.51.100.7]")) == 7


def test_what_the_sender_made_up_below_our_stamps_is_not_believed() -> None:
    honest = stamp("mx.northwind.example", 9, "evil [198.51.100.7]", said="mx.northwind.example")
    forged = stamp("mx.northwind.example", 1, "mx.northwind.example [10.0.0.4]")
    assert day_of(honest, forged) == 9
    assert day_of(stamp("mx.northwind.example", 9), forged) == 9


def test_an_address_of_ours_may_be_trusted_by_its_number() -> None:
    inside = stamp("mx.northwind.example", 9, "gate [203.0.113.9]")
    assert day_of(inside, stamp("gate.northwind.example", 8, "evil [198.51.100.7]")) == 8


def test_a_stranger_between_ends_the_chain() -> None:
    inside = stamp("mx.northwind.example", 9, "relay [10.0.0.1]")
    assert day_of(inside, stamp("relay.example", 3, "x [10.0.0.1]")) == 9


def test_a_stamp_of_the_future_counts_as_now() -> None:
    late = "from a by mx.northwind.example; 5 Dec 2030 12:00:00 +0200"
    assert received_at([late], ours=OURS, not_after=NOW) == NOW


@pytest.mark.parametrize("stamps", [[], ["garbage"], ["by x; no date"], [";;;"]])
def test_no_stamp_tells_nothing(stamps: list[str]) -> None:
    assert received_at(stamps, ours=OURS, not_after=NOW) is None


@pytest.mark.parametrize("text", ["", "yesterday", "99 Foo 2026", "1 Jan 99999 00:00", "\x00"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert moment(text) is None
