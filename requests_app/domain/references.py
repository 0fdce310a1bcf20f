"""References that people read aloud: no letters that look alike."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A random reference such as ``RD-7K3M-Q2PX``; it tells nothing about the person."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"RD-{letters[:4]}-{letters[4:]}"
