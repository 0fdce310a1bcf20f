"""Rows that stand for all tests of a module: made once, and gone after the last of them.

A test of such a module runs in a transaction inside of theirs. It finds the rows as they were
made, whatever the test before it did.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


def standing(blocker: DjangoDbBlocker, make: Callable[[], T]) -> Iterator[T]:
    """For a module's fixture to yield from: what *make* made."""
    with blocker.unblock(), transaction.atomic():
        made = make()
        # What is looked at when a transaction ends is looked at now, and not in every test.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)
