"""A whole desk for the tests that ask for one: started once, shared by them all."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.house.house import House

# A Monday in a winter without clock changes; what follows only moves on.
FIRST_MORNING = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The house stands once, so its tests run one after another in one worker."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.house)
            item.add_marker(pytest.mark.xdist_group("house"))


@pytest.fixture(scope="session")
def standing_house() -> Iterator["House"]:
    """The house while the tests go on."""
    from tests.house.house import House

    with House() as house:
        house.at(FIRST_MORNING)
        yield house


@pytest.fixture
def house(standing_house: "House") -> Generator["House"]:
    """The house in good order, its outbox empty; afterwards it is mended again."""
    standing_house.mend()
    yield standing_house
    standing_house.mend()
