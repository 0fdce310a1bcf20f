"""Triggers for what is kept: rows that stay, columns that stay, and results that come once."""

import pgtrigger
from pgtrigger import Condition, Trigger


def never_deleted(name: str) -> Trigger:
    """No row goes, whether one by one or with the whole table."""
    return _refused(name, pgtrigger.Delete | pgtrigger.Truncate)


def never_changed(name: str) -> Trigger:
    """No row goes, and none becomes another."""
    return _refused(name, pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate)


def born_without(*columns: str, name: str) -> Trigger:
    """A new row has nothing yet in *columns*: what comes later comes later."""
    given = " OR ".join(f"NEW.{column} IS NOT NULL" for column in columns)
    return pgtrigger.Protect(name=name, operation=pgtrigger.Insert, condition=Condition(given))


def stays_once_set(marker: str, *columns: str, name: str) -> Trigger:
    """Once *marker* is set, *columns* stay as they are; without *columns* the whole row does."""
    changed = changes(*columns) if columns else "OLD.* IS DISTINCT FROM NEW.*"
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=Condition(f"OLD.{marker} IS NOT NULL AND ({changed})"),
    )


def changes_with_state_only(*columns: str, name: str) -> Trigger:
    """What a step wrote into *columns* changes only with another step."""
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=Condition(f"OLD.state = NEW.state AND ({changes(*columns)})"),
    )


def stays_as_published(
    name: str, *, version: str = "SELECT {row}.version_id", also_in_review: bool = True
) -> Trigger:
    """A row of a register version neither comes, changes nor goes once the version is published.

    Nor while it is in review: what was looked at is what is published. *version* is SQL for the
    version's id, with ``{row}`` for the trigger's OLD or NEW.
    """
    states = "'in_review', 'published', 'superseded'"
    if not also_in_review:
        states = "'published', 'superseded'"
    frozen = " OR ".join(
        f"(TG_OP <> '{spared}' AND EXISTS (SELECT FROM registers_app_registerversion WHERE id = "
        f"({version.format(row=row)}) AND state IN ({states})))"
        for row, spared in (("NEW", "DELETE"), ("OLD", "INSERT"))
    )
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF {frozen} THEN
                RAISE EXCEPTION 'rightsdesk: what is reviewed or was published stays as it is';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        """,
    )


def changes(*columns: str) -> str:
    """SQL over a trigger's OLD and NEW: whether any of *columns* changes."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def refuse_unless(holds: str, *, says: str) -> str:
    """The body of a row's trigger that lets a statement pass while *holds* (SQL) is true.

    What nobody knows is not true: where *holds* is NULL the statement is refused.
    """
    return f"""
        IF ({holds}) IS NOT TRUE THEN
            RAISE EXCEPTION 'rightsdesk: {says}';
        END IF;
        RETURN NEW;
    """


def _refused(name: str, operation: pgtrigger.Operation) -> Trigger:
    # For each statement: TRUNCATE knows no rows.
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=operation,
        func="RAISE EXCEPTION 'rightsdesk: % is kept as it is', TG_TABLE_NAME;",
    )
