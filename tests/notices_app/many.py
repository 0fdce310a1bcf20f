"""Many messages in the outbox at once."""

from config.clock import now
from notices_app.models import Notice
from tests.factories import make_controller

TEXT = "Hei Maija Meikäläinen,\n\n" + "olemme saaneet pyyntösi ja vastaamme siihen ajoissa. " * 20
HTML = f"<!doctype html><html lang=fi><body><p>{TEXT}</p></body></html>"


def queue_many(count: int, *, first: int = 0) -> set[str]:
    """Queue *count* messages with text and HTML, each of a case of its own; their Message-IDs."""
    controller, at = make_controller(name="Northwind Oy"), now()
    notices = [
        Notice(
            controller=controller,
            kind="received",
            language="fi",
            to_address=f"maija{number}@example.org",
            subject=f"Olemme saaneet pyyntösi RD-{number}",
            text=TEXT,
            html=HTML,
            submission_id=1_000_000 + number,
            occasion=f"received:{number}",
            message_id=f"<{number}@rightsdesk.example>",
            created_at=at,
            due_at=at,
        )
        for number in range(first, first + count)
    ]
    Notice.objects.bulk_create(notices, batch_size=500)
    return {notice.message_id for notice in notices}
