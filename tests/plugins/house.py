"""A whole desk for the tests that ask for one: started once, shared by them all."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.together import THE_HOUSE, group_of

if TYPE_CHECKING:
    from tests.house.house import House
    from tests.house.order import Order

# Its modules are no tests, and still say what differed.
pytest.register_assert_rewrite("tests.house", "tests.flows.drill")

# What follows only moves on from here.
FIRST_MORNING = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)

house_key = pytest.StashKey[ExitStack]()


@pytest.fixture(scope="session")
def standing_house(pytestconfig: pytest.Config) -> "Iterator[House]":
    """The house while its tests go on. At the end every audit chain in it is whole."""
    from tests.house.house import House

    with ExitStack() as stack:
        pytestconfig.stash[house_key] = stack
        house = stack.enter_context(House())
        house.at(FIRST_MORNING)
        stack.callback(house.manage, "verify_audit")
        yield house


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the house after its last test: its sweeps would take their share from all others."""
    stack = item.config.stash.get(house_key, None)
    if stack and nextitem and group_of(nextitem.nodeid) != THE_HOUSE:
        stack.close()


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
