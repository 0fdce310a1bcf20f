"""Which tests share something that stands only once, and so run in one worker, one after another.

pytest-xdist hands out whole files. Its own way to name groups (``xdist_group``) writes them into
the test's id, which pytest no longer allows; so the files are named here. What takes longest begins
first: begun last, it would keep one worker busy when the others have nothing left to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

THE_HOUSE = "house"
ITS_FIXTURE = "standing_house"
# The beginning of a path, and what stands only once there.
TOGETHER = {
    "tests/flows/": THE_HOUSE,
    "tests/concurrency/test_double_click.py": THE_HOUSE,
    "tests/concurrency/test_two_handlers.py": THE_HOUSE,
    "tests/requests_app/portal/test_large_body.py": THE_HOUSE,
    "tests/config/test_make_run.py": "make run",
    "tests/roles/": "roles",
}
# What waits more than it works, and the longest files.
FIRST = (
    *dict.fromkeys(TOGETHER.values()),
    "tests/quality/test_tools.py",
    "tests/browser/test_staff_pages.py",
    "tests/browser/test_public_pages.py",
    "tests/requests_app/management/test_load_demo.py",
    "tests/config/test_embedded.py",
)


def group_of(nodeid: str) -> str:
    """The group of a test, by its id: what it shares, or its file."""
    path = nodeid.partition("::")[0]
    shared = (group for start, group in TOGETHER.items() if path.startswith(start))
    return next(shared, path)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long groups first, and let nobody use the house from elsewhere."""
    for item in items:
        in_house = ITS_FIXTURE in getattr(item, "fixturenames", ())
        if in_house and group_of(item.nodeid) != THE_HOUSE:
            raise pytest.UsageError(f"{item.nodeid} uses the house: name its file in {__file__}")
        if in_house:
            item.add_marker(pytest.mark.house)
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    group = group_of(item.nodeid)
    return FIRST.index(group) if group in FIRST else len(FIRST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Hand out whole groups, in the order in which they were collected."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]  # it carries no types
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Together(config, log)
