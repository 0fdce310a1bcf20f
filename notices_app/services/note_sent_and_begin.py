"""Note the last message as sent and the next as begun: what happens between any two messages.

In SQL, since the ORM needs longer to word it than the mail server needs to take a message. The
table's triggers and constraints hold here as everywhere.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

# Both or none, in one commit, and only what this worker still has claimed.
STATEMENT = """
    WITH noted AS (
        UPDATE notices_app_notice
        SET state = %(sent_state)s, sent_at = %(sent_sent_at)s, last_error = %(sent_last_error)s,
            provider_message_id = %(sent_provider_message_id)s,
            text = %(sent_text)s, html = %(sent_html)s
        WHERE id = %(sent_pk)s AND state = 'sending' AND claimed_at = %(claimed_at)s
    )
    UPDATE notices_app_notice
    SET begun_at = %(next_begun_at)s, attempts = %(next_attempts)s
    WHERE id = %(next_pk)s AND state = 'sending' AND claimed_at = %(claimed_at)s
"""


def note_sent_and_begin(
    *, claimed_at: datetime | None, sent: Mapping[str, Any], following: Mapping[str, Any]
) -> bool:
    """Whether the *following* was still claimed, and so was begun."""
    values = {"claimed_at": claimed_at}
    values |= {f"sent_{name}": value for name, value in sent.items()}
    values |= {f"next_{name}": value for name, value in following.items()}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        return bool(cursor.rowcount)
