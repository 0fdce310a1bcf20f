"""A whole desk for the tests that ask for one: started once, shared by them all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.house.house import House
    from tests.house.order import Order

# Its modules are no tests, and still say what differed.
pytest.register_assert_rewrite("tests.house", "tests.flows.drill")

# What follows only moves on from here.
FIRST_MORNING = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def standing_house() -> "Iterator[House]":
    """The house while the tests go on. At the end every audit chain in it is whole."""
    from tests.house.house import House

    with House() as house:
        house.at(FIRST_MORNING)
        yield house
        house.manage("verify_audit")


@pytest.fixture
def order(standing_house: "House") -> "Order":
    """What is remembered as surely sent."""
    from tests.house.order import Order

    return Order(standing_house)


@pytest.fixture
def house(standing_house: "House", order: "Order") -> "Iterator[House]":
    """The house; afterwards it is mended, and must be in good order whatever was done to it."""
    yield standing_house
    standing_house.close_browsers()
    standing_house.mend()
    order.check()


@pytest.fixture
def office(house: "House") -> dict[str, Any]:
    """An organisation of this test alone, with a register, two handlers and a supervisor."""
    return house.vacant_office()
