"""A state that nobody can read of in the record is refused."""

import pgtrigger
from pgtrigger import F, Q

from registers_app.models.kept import refuse_unless


def on_record(name: str, *, table: str, event: str, of_the_row: str) -> pgtrigger.Trigger:
    """Refuses a change of state without the audit entry that says who took the step.

    The newest entry of *event* (a prefix) has to lead to the state in which the row stands.
    Looked at when the transaction ends: the step comes first, then its entry (perform.py).
    """
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=Q(old__state__df=F("new__state")),
        func=refuse_unless(
            f"""(
                SELECT e.facts ->> 'to' FROM requests_app_auditentry e
                WHERE e.submission_id = NEW.submission_id AND e.event LIKE '{event}.%'
                  AND e.facts ? 'to' AND {of_the_row}
                ORDER BY e.number DESC LIMIT 1
            ) IS NOT DISTINCT FROM (SELECT r.state FROM {table} r WHERE r.id = NEW.id)""",  # noqa: S608 - only the names of this program
            says="a step has no entry in the record",
        ),
    )
