"""Run in a house: make organisations, each with a register, two handlers and a supervisor.

Reads the wishes (a list of columns of the controller) as JSON; prints who and what was made.
"""

import json
import sys
from typing import Any

import django


def furnish(wishes: dict[str, Any]) -> dict[str, Any]:
    """Make everything a case needs."""
    from registers_app.domain.roles import Role
    from registers_app.models import Controller
    from tests.factories import PASSWORD, make_controller, make_register, make_user

    number = Controller.objects.count() + 1
    controller = make_controller(
        slug=f"talo-{number}", name=f"Talo {number} Oy", email=f"talo{number}@talo.example"
    )
    for column, value in wishes.items():
        setattr(controller, column, value)
    controller.save()
    register = make_register(controller)
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
        people[key] = {"id": user.pk, "username": user.username, "email": user.email}
    return {
        "id": controller.pk,
        "slug": controller.slug,
        "name": controller.name,
        "register": register.slug,
        "register_id": register.pk,
        "password": PASSWORD,
        **people,
    }


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps([furnish(columns) for columns in json.loads(sys.argv[1])]))
