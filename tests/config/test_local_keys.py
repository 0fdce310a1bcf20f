"""Keys of a desk that was given none: made once, for this account alone."""

import multiprocessing
import os
import stat
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from config.crypto import decode_key
from config.local_keys import local_key
from config.server_place import ServerError


def test_a_key_is_made_and_can_be_used(tmp_path: Path) -> None:
    assert len(decode_key(local_key(tmp_path / "var" / "key"))) == 32


def test_a_key_stays_the_same(tmp_path: Path) -> None:
    assert local_key(tmp_path / "key") == local_key(tmp_path / "key")


def test_two_desks_have_two_keys(tmp_path: Path) -> None:
    assert local_key(tmp_path / "one") != local_key(tmp_path / "other")


def test_only_this_account_reads_a_key_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        local_key(tmp_path / "key")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_nothing_else_is_left_beside_a_key(tmp_path: Path) -> None:
    local_key(tmp_path / "key")

    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def _key_at_once(path: Path, start: Barrier, keys: SimpleQueue[str]) -> None:
    start.wait(timeout=60)
    keys.put(local_key(path))


def test_processes_that_start_together_end_with_the_same_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, keys = context.Barrier(4), context.SimpleQueue()
    processes = [
        context.Process(target=_key_at_once, args=(tmp_path / "key", start, keys)) for _ in range(4)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)

    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert {keys.get() for _ in processes} == {(tmp_path / "key").read_text(encoding="ascii")}
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_whoever_comes_second_takes_the_key_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = local_key(tmp_path / "key")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", lambda path: False)

        assert local_key(tmp_path / "key") == first


def test_a_key_of_another_account_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*args: object, **kwargs: object) -> str:
        raise PermissionError

    local_key(tmp_path / "key")
    monkeypatch.setattr(Path, "read_text", closed)

    with pytest.raises(ServerError, match="key"):
        local_key(tmp_path / "key")
