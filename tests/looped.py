"""Many values: in one test where none takes time; some of their pairs where each takes long."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from itertools import product
from typing import Any

import pytest
from _pytest.mark import ParameterSet

Test = Callable[..., None]


def for_each(names: str, values: Iterable[Any]) -> Callable[[Test], Test]:
    """As ``pytest.mark.parametrize``, but in one test. All values are tried, whatever fails."""
    arguments = names.split(", ")
    cases = [value if len(arguments) > 1 else (value,) for value in values]

    def loop(test: Test) -> Test:
        @wraps(test)
        def looped(**others: Any) -> None:
            assert cases, f"there is no {names}"
            faults = [fault for case in cases if (fault := _fault(test, arguments, case, others))]
            if faults:
                raise ExceptionGroup(f"{names}: {len(faults)} of {len(cases)} fail", faults)

        whole = signature(test)
        left = [each for each in whole.parameters.values() if each.name not in arguments]
        looped.__signature__ = whole.replace(parameters=left)  # type: ignore[attr-defined]
        return looped

    return loop


def crossed(*columns: Iterable[Any]) -> list[ParameterSet]:
    """Every combination for ``parametrize``, of which ``make test`` tries each value once or more.

    ``make soak`` tries the others.
    """
    lists = [list(column) for column in columns]
    places = [tuple(range(len(values))) for values in lists]
    longest = max(map(len, lists))
    often = {tuple(turn % len(values) for values in lists) for turn in range(longest)}
    return [
        pytest.param(
            *(values[at] for values, at in zip(lists, place, strict=True)),
            marks=() if place in often else pytest.mark.soak,
        )
        for place in product(*places)
    ]


def dealt(receivers: Iterable[Any], values: Iterable[Any]) -> list[ParameterSet]:
    """For ``parametrize``: to each receiver its share of the values; ``make soak``: all of them."""
    takers, whole = list(receivers), list(values)
    return [
        *(pytest.param(taker, whole[turn :: len(takers)]) for turn, taker in enumerate(takers)),
        *(pytest.param(taker, whole, marks=pytest.mark.soak) for taker in takers),
    ]


def _fault(test: Test, names: list[str], case: Iterable[Any], others: Any) -> Exception | None:
    given = dict(zip(names, case, strict=True))
    try:
        test(**given, **others)
    except Exception as fault:
        fault.add_note(f"with {given}")
        return fault
    except BaseException as fault:  # pytest.fail is no Exception
        fault.add_note(f"with {given}")
        raise
    return None
