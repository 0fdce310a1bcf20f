"""The database's line for erasing the file of a case: not before its time, and for good."""

import pgtrigger

from registers_app.models.kept import refuse_unless
from requests_app.domain.retention import MATERIAL_DAYS
from requests_app.models.while_open import OPEN

# Nothing of the case is open, restricted, disputed or complained of (Art. 17(3)(e), 18(3)).
AT_REST = f"""
    NOT EXISTS (
        SELECT 1 FROM requests_app_rightsrequest r
        WHERE r.submission_id = NEW.id AND r.state IN ({OPEN})
    ) AND NOT EXISTS (
        SELECT 1 FROM requests_app_casehold h
        WHERE h.submission_id = NEW.id AND h.released_at IS NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM requests_app_restriction x
        JOIN requests_app_rightsrequest r ON r.id = x.request_id
        WHERE r.submission_id = NEW.id AND x.lifted_at IS NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM requests_app_complaint c
        WHERE c.submission_id = NEW.id AND c.outcome_at IS NULL
    )
"""  # noqa: S608 - the states come from their enum
PERIODS = {
    "material_purged_at": f"make_interval(days => {MATERIAL_DAYS})",
    "contacts_purged_at": "make_interval(months => o.keep_contact_months)",
    "purged_at": "make_interval(months => o.keep_case_months)",
}


def purged_in_time() -> list[pgtrigger.Trigger]:
    """One trigger for each of the marks of a submission."""
    return [_in_time(column, period) for column, period in PERIODS.items()]


def _in_time(column: str, period: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"submission_{column.removesuffix('_at')}_in_time",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'UPDATE' AND OLD.{column} IS NOT NULL THEN
                IF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
                    RAISE EXCEPTION 'rightsdesk: erased is erased';
                END IF;
                RETURN NEW;
            END IF;
            IF NEW.{column} IS NULL THEN
                RETURN NEW;
            END IF;
            {refuse_unless(_over(column, period), says="it is not the time to erase it")}
        """,
    )


def _over(column: str, period: str) -> str:
    return f"""{AT_REST} AND EXISTS (
        SELECT 1 FROM requests_app_rightsrequest r
        JOIN registers_app_controller o ON o.id = r.controller_id
        WHERE r.submission_id = NEW.id
        GROUP BY o.id
        HAVING greatest(
            max(r.closed_on),
            (SELECT max((c.outcome_at AT TIME ZONE o.time_zone)::date)
             FROM requests_app_complaint c WHERE c.submission_id = NEW.id)
        ) + {period} <= (NEW.{column} AT TIME ZONE o.time_zone)::date
    )"""  # noqa: S608 - only the names of this file
