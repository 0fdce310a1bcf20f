"""A whole desk for the tests that ask for one: started once, shared by them all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.house.house import House
    from tests.house.order import Order

# What follows only moves on from here.
FIRST_MORNING = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The house stands once, so its tests run one after another in one worker."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.house)
            item.add_marker(pytest.mark.xdist_group("house"))


@pytest.fixture(scope="session")
def standing_house() -> "Iterator[House]":
    """The house while the tests go on."""
    from tests.house.house import House

    with House() as house:
        house.at(FIRST_MORNING)
        yield house


@pytest.fixture
def house(standing_house: "House") -> "Iterator[House]":
    """The house in good order, its outbox empty; afterwards it is mended again."""
    yield standing_house
    standing_house.close_browsers()
    standing_house.mend()


@pytest.fixture
def office(house: "House") -> dict[str, Any]:
    """An organisation of this test alone, with a register, two handlers and a supervisor."""
    return house.furnish()


@pytest.fixture
def order(house: "House") -> "Iterator[Order]":
    """At the end of the test nothing is lost, nothing doubled, and the audit is whole."""
    from tests.house.order import Order

    watched = Order(house)
    yield watched
    house.mend()
    watched.check()
