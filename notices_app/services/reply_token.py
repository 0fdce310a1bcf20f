"""The address under which answers to a case's mail find back: ``reply+token@``.

The token names the case and is signed; who knows it can write into the case, and see nothing.
"""

import hmac
import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "notices_app.reply_token"
_TOKEN = re.compile(r"\+([0-9a-z]{1,13})-([0-9a-f]{20})@")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def reply_address(submission_id: int) -> str:
    """The address for answers in a case; empty where the desk has no mailbox for them."""
    name, _, domain = parseaddr(settings.REPLY_ADDRESS)[1].partition("@")
    if not domain:
        return ""
    return f"{name}+{_base36(submission_id)}-{_signature(submission_id)}@{domain}"


def case_of(address: str) -> int | None:
    """The case that such an address names; None where its token is not ours."""
    found = _TOKEN.search(address.lower())
    if found is None:
        return None
    submission_id = int(found[1], 36)
    return submission_id if hmac.compare_digest(found[2], _signature(submission_id)) else None


def _signature(submission_id: int) -> str:
    return salted_hmac(_SALT, str(submission_id), algorithm="sha256").hexdigest()[:20]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
