"""A file that grows too long is divided."""

from tests.quality.code import ROOT, sources

LONGEST = 400


def test_no_file_is_too_long() -> None:
    long_files = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert long_files == set()
