"""What the desk's cache does in one round trip."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.cache import DeskCache, desk_cache


@pytest.fixture
def kept() -> Iterator[DeskCache]:
    cache = desk_cache()
    cache.clear()
    yield cache
    cache.clear()


def test_what_many_count_at_once_is_counted_once_each(kept: DeskCache) -> None:
    with ThreadPoolExecutor(8) as many:
        counts = list(many.map(lambda _one: kept.count("asked", seconds=60), range(200)))

    assert sorted(counts) == list(range(1, 201))


def test_a_count_ends_so_long_after_the_first_however_often_it_goes_on(kept: DeskCache) -> None:
    kept.count("asked", seconds=1000)
    kept.count("asked", seconds=9000)

    left = kept._client.get_client().ttl(kept.make_and_validate_key("asked"))

    assert 0 < left <= 1000


def test_one_word_is_kept_for_all_who_bring_one(kept: DeskCache) -> None:
    with ThreadPoolExecutor(8) as many:
        words = list(many.map(lambda n: kept.kept_first("salt", f"{n}", seconds=60), range(200)))

    assert len(set(words)) == 1
    assert kept.kept_first("salt", "late", seconds=60) == words[0]
