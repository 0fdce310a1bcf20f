"""What belongs to a request comes to it while it is open.

Once the person was answered, the case shows what they were told: nothing is slipped in
afterwards. A request that is reopened is open again, and its record says why.
"""

import pgtrigger

from registers_app.models.kept import refuse_unless
from requests_app.models.states import OPEN_STATES

OPEN = ", ".join(f"'{state.value}'" for state in OPEN_STATES)


def while_open(
    name: str, *, operation: pgtrigger.Operation | pgtrigger.Operations = pgtrigger.Insert
) -> pgtrigger.Trigger:
    """Refuses a row for a request that is closed."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        func=refuse_unless(
            f"""EXISTS (
                SELECT 1 FROM requests_app_rightsrequest r
                WHERE r.id = NEW.request_id AND r.state IN ({OPEN})
            )""",  # noqa: S608 - the states come from their enum
            says="the request is closed",
        ),
    )
