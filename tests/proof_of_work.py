"""What the script of the last page does in a browser."""

import hashlib

from requests_app.portal.proof_of_work import Challenge, new_challenge


def solved(challenge: Challenge | None = None) -> str:
    """The proof for a challenge; for a new one where none is given."""
    given = challenge or new_challenge()
    if given is None:
        return ""
    number = next(
        number
        for number in range(given.most + 1)
        if hashlib.sha256(f"{given.salt}{number}".encode()).hexdigest() == given.goal
    )
    return f"{given.salt} {number} {given.signature}"
