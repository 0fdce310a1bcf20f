"""Random kills over whole journeys: a few in every run, many in make soak."""

import os
import random
from typing import Any

import pytest

from tests.flows.random_kills import KilledJourneys
from tests.house.house import House
from tests.house.order import Order

LARGEST_SEED = 10**9
# A run that failed tells its seed; with that in this variable the same kills strike again.
SEED_VARIABLE = "RIGHTSDESK_TEST_SEED"


def _walk(house: House, office: dict[str, Any], order: Order, *, seed: int, kills: int) -> None:
    print(f"seed {seed}")
    journeys = KilledJourneys(house, order, seed=seed)
    journeys.run(office, kills=kills)
    assert journeys.kills == kills
    assert {person.state for person in journeys.people} == {"answered"}
    house.manage("verify_audit")
    for person in journeys.people:
        house.wait_for(
            lambda person=person: house.mails_of_kind("answer_ready", to=person.email),  # type: ignore[misc]
            what=f"the answer to {person.email}",
        )


def test_three_random_kills_lose_and_double_nothing(
    house: House, office: dict[str, Any], order: Order
) -> None:
    _walk(house, office, order, seed=418, kills=3)


@pytest.mark.soak
def test_a_hundred_random_kills_lose_and_double_nothing(
    house: House, office: dict[str, Any], order: Order
) -> None:
    chosen = os.environ.get(SEED_VARIABLE)
    seed = int(chosen) if chosen else random.SystemRandom().randrange(LARGEST_SEED)
    _walk(house, office, order, seed=seed, kills=100)
