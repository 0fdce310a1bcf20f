"""Codes to type instead of following a link: short, so they die young and after a few tries."""

import hashlib
import secrets
from hmac import compare_digest

from django.utils.crypto import salted_hmac

DIGITS = 8


def new_code() -> str:
    """Eight digits: five guesses at five living codes are right once in four million times."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def code_digest(submission_id: int, code: str) -> str:
    """What is kept of a code. Keyed: eight digits are soon tried out against a plain digest."""
    told = f"{submission_id}:{code}"
    return salted_hmac(__name__, told, algorithm=hashlib.sha256().name).hexdigest()


def is_code_of(digest: str, submission_id: int, code: str) -> bool:
    """Whether *code* is the one that *digest* was kept of."""
    return compare_digest(digest, code_digest(submission_id, code))


def in_groups(code: str) -> str:
    """The code as a mail writes it, to be read across to another device."""
    return f"{code[:4]} {code[4:]}"


def as_code(typed: str) -> str:
    """The digits of a code, however somebody typed them."""
    return "".join(char for char in typed if char.isascii() and char.isdigit())
