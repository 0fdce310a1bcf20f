"""Where the demo does not belong, nothing of it is loaded."""

import pytest
from django.core.management import CommandError
from pytest_django import Settings

from registers_app.models import Controller, User
from tests.factories import make_controller
from tests.requests_app.management.demo import load_demo

pytestmark = pytest.mark.django_db


def test_a_desk_that_has_a_controller_is_left_alone(settings: Settings) -> None:
    settings.DEBUG = True
    make_controller()
    load_demo()
    assert Controller.objects.count() == 1
    assert not User.objects.exists()


def test_without_debug_nothing_is_loaded() -> None:
    with pytest.raises(CommandError, match="everybody knows its password"):
        load_demo()
    assert not Controller.objects.exists()
