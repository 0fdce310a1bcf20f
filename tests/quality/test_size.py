"""A file that grows too long is divided, or says here why not."""

from tests.quality.code import ROOT, sources

LONGEST = 400
# Path from the root: why it may be longer.
ALLOWED = {
    "requests_app/management/demo/cases.py": "a list of made-up cases, read from top to bottom",
}


def long_files() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }


def test_no_file_is_too_long() -> None:
    assert long_files() - set(ALLOWED) == set()


def test_no_exception_is_kept_that_is_not_needed() -> None:
    assert set(ALLOWED) - long_files() == set()
