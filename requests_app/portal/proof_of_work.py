"""Proof of work, as ALTCHA has it: a browser with scripts shows that it is none of a thousand.

The desk picks a number and tells only the SHA-256 of a salt with it; the browser tries numbers
until one fits. It asks nobody else, sees no picture and follows nobody. A challenge is signed, ends
in its time and is good once. Whoever brings none is not turned away (domain/signs.py).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from config.clock import now
from requests_app.services.limits import first_time

LIFETIME_SECONDS = 2 * 60 * 60
LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """What the page tells the script: find the number up to *most* that leads to *goal*."""

    salt: str
    goal: str
    signature: str
    most: int


def new_challenge() -> Challenge | None:
    """A challenge for one page; None where the desk asks for none."""
    most = int(settings.PROOF_OF_WORK)
    if not most:
        return None
    ends = int(now().timestamp()) + LIFETIME_SECONDS
    salt = f"{secrets.token_hex(12)}.{ends}."
    goal = _goal(salt, str(secrets.randbelow(most + 1)))
    return Challenge(salt=salt, goal=goal, signature=_signature(goal), most=most)


def is_proven(proof: str) -> bool:
    """Whether *proof* ("salt number signature") solves a challenge of ours, in time, and once."""
    salt, _, rest = proof[:LONGEST].partition(" ")
    number, _, signature = rest.partition(" ")
    if not (salt.endswith(".") and number.isdecimal()):
        return False
    goal = _goal(salt, number)
    if not hmac.compare_digest(_signature(goal).encode(), signature.encode()):
        return False
    ends = int(salt.split(".")[1])  # ours, as the signature says
    if now().timestamp() > ends:
        return False
    return first_time("proof_of_work", goal, seconds=LIFETIME_SECONDS)


def _goal(salt: str, number: str) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _signature(goal: str) -> str:
    return salted_hmac(__name__, goal, algorithm="sha256").hexdigest()
