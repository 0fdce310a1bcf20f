"""Triggers for the moment at which a register version is published."""

import pgtrigger
from pgtrigger import Condition, Trigger

from registers_app.models.kept import refuse_unless

_FOLLOWS = """
    NOT EXISTS (
        SELECT FROM registers_app_registerversion other
        WHERE other.register_id = NEW.register_id AND other.id <> NEW.id
          AND other.state IN ('published', 'superseded')
          AND other.effective_on >= NEW.effective_on
    )
"""
# A version that is older than the register's entry here is history: nobody publishes it now.
_TWO_PERSONS = """
    (NEW.published_by_id IS NOT NULL AND OLD.submitted_by_id IS NOT NULL
        AND NEW.published_by_id <> OLD.submitted_by_id)
    OR NOT EXISTS (
        SELECT FROM registers_app_register register
        JOIN registers_app_controller controller ON controller.id = register.controller_id
        WHERE register.id = NEW.register_id AND controller.second_person_publishes
          AND NOT (
            NEW.predates_desk AND NEW.effective_on
                < (register.created_at AT TIME ZONE controller.time_zone)::date
          )
    )
"""


def published_in_order() -> list[Trigger]:
    """Versions follow one another by day; a second person publishes where that is asked for."""
    return [
        _at_publishing(
            "version_follows_the_one_before",
            refuse_unless(_FOLLOWS, says="a version is in force later than those before it"),
        ),
        _at_publishing(
            "version_published_by_a_second_person",
            refuse_unless(_TWO_PERSONS, says="who sent a version to review does not publish it"),
        ),
    ]


def _at_publishing(name: str, body: str) -> Trigger:
    return Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=Condition("OLD.state <> 'published' AND NEW.state = 'published'"),
        func=body,
    )
