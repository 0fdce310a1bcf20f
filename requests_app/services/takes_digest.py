"""Who gets one mail every morning instead of single reminders (morning_digest.py)."""

from collections.abc import Iterable

from registers_app.models import Membership, User

# What a digest says instead of a mail of its own.
IN_DIGEST = (
    "staff_before",
    "staff_today",
    "staff_late",
    "staff_owner_silent",
    "staff_help_due",
    "staff_proof_waits",
    "staff_closing_proposed",
    "staff_client_silent",
)


def takes_digest(users: Iterable[User], *, controller_id: int) -> set[int]:
    """The ids of those who get a digest instead of single reminders."""
    rows = Membership.objects.filter(
        controller=controller_id, morning_digest=True, user__in=[user.pk for user in users]
    )
    return set(rows.values_list("user_id", flat=True))
