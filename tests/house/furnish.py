"""Run in a house: make organisations, each with three registers, two handlers and a supervisor.

Reads the wishes (a list of columns of the controller) as JSON; prints who and what was made.
"""

import json
import sys
from typing import Any

import django


def furnish(wishes: dict[str, Any], *, password_hash: str) -> dict[str, Any]:
    """Make everything a case needs."""
    from registers_app.models import Controller
    from tests.factories import PASSWORD, at_any_hour, make_controller, make_register
    from tests.requests_app.admin.registers import (
        make_processor_register,
        make_rich_register,
        purposes_by_name,
    )

    number = Controller.objects.count() + 1
    controller = make_controller(
        slug=f"talo-{number}", name=f"Talo {number} Oy", email=f"talo{number}@talo.example"
    )
    for column, value in wishes.items():
        setattr(controller, column, value)
    controller.save()
    at_any_hour(controller)
    register = make_register(controller)
    rich = make_rich_register(controller)
    return {
        "id": controller.pk,
        "slug": controller.slug,
        "name": controller.name,
        "register": register.slug,
        "register_id": register.pk,
        "rich": rich.slug,
        "purposes": purposes_by_name(rich),
        "processed": make_processor_register(controller).slug,
        "password": PASSWORD,
        **people_of(controller, number=number, password_hash=password_hash),
    }


def people_of(controller: Any, *, number: int, password_hash: str) -> dict[str, dict[str, Any]]:
    """Two handlers and a supervisor."""
    from registers_app.domain.roles import Role
    from tests.factories import make_user

    people = {}
    for key, role in (
        ("handler", Role.HANDLER),
        ("colleague", Role.HANDLER),
        ("supervisor", Role.SUPERVISOR),
    ):
        user = make_user(
            controller,
            role=role,
            username=f"{key}{number}",
            email=f"{key}{number}@talo.example",
            language="en",
        )
        user.password = password_hash
        user.save(update_fields=["password"])
        people[key] = {"id": user.pk, "username": user.username, "email": user.email}
    return people


def furnish_all(wishes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everybody's password is the same, so its hash, which is slow on purpose, is made once."""
    from django.contrib.auth.hashers import make_password
    from django.test import override_settings

    from tests.factories import PASSWORD

    password_hash = make_password(PASSWORD)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        return [furnish(columns, password_hash=password_hash) for columns in wishes]


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(furnish_all(json.loads(sys.argv[1]))))
