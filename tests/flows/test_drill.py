"""Random kills over journeys of every right: a few in every run, a hundred in make drill."""

import os
import random
from typing import Any

import pytest

from tests.flows.drill import SECOND_BEAT, THIRTY_DAYS, VICTIMS, Drill
from tests.house.house import House
from tests.house.journeys.catalogue import JOURNEYS
from tests.house.order import Order

LARGEST_SEED = 10**9
# A run that failed tells its seed; with that in this variable the same kills strike again.
SEED_VARIABLE = "RIGHTSDESK_TEST_SEED"


def test_every_process_dies_once_over_some_journeys_and_nothing_is_lost_or_doubled(
    house: House, office: dict[str, Any], order: Order
) -> None:
    drill = _drilled(house, office, order, seed=418, kills=5, journeys=0)
    assert {strike.what for strike in drill.strikes} == {*VICTIMS, SECOND_BEAT, THIRTY_DAYS}


@pytest.mark.drill
def test_a_hundred_random_kills_over_every_journey_lose_and_double_nothing(
    house: House, office: dict[str, Any], order: Order
) -> None:
    chosen = os.environ.get(SEED_VARIABLE)
    seed = int(chosen) if chosen else random.SystemRandom().randrange(LARGEST_SEED)
    drill = _drilled(house, office, order, seed=seed, kills=100, journeys=len(JOURNEYS))
    assert sum(strike.what in VICTIMS for strike in drill.strikes) == 100
    assert {str(case) for case in drill.cases} == set(JOURNEYS)


def _drilled(
    house: House, office: dict[str, Any], order: Order, *, seed: int, kills: int, journeys: int
) -> Drill:
    print(f"\nseed {seed}; {SEED_VARIABLE}={seed} repeats it", flush=True)
    drill = Drill(house, order, seed=seed, kills=kills)
    drill.run(office, journeys=journeys)
    print(f"\n{drill.summary()}", flush=True)
    house.mend()
    order.check()
    order.check_files()
    for case in drill.cases:
        case.check()
    submissions = house.value(
        "SELECT count(*) FROM requests_app_submission WHERE controller_id = %s", office["id"]
    )
    assert submissions == len(drill.cases)
    print(house.manage("verify_audit").stdout, flush=True)
    return drill
