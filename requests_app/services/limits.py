"""How often something may be done. Redis holds counts under digests, and never who it was.

A digest is keyed with the desk's secret and with a salt that lives in Redis for a day: when the
salt has gone, nobody can tell any more whose digest one was, and every count has gone before it.
"""

import secrets

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from config.cache import desk_cache
from config.clock import now

HOUR = 60 * 60
DAY = 24 * HOUR


def spent(purpose: str, *who: str, limit: int, seconds: int = HOUR) -> bool:
    """Count one more, and say whether that is more than *limit* within so many seconds.

    With Redis down nothing is held back: a person's right goes before.
    """
    try:
        return desk_cache().count(_key(purpose, *who), seconds=seconds) > limit
    except RedisError:
        return False


def first_time(purpose: str, *what: str, seconds: int) -> bool:
    """Whether this was not seen within so many seconds; with Redis down it was not."""
    try:
        return bool(cache.add(_key(purpose, *what), 1, timeout=seconds))
    except RedisError:
        return True


def _key(purpose: str, *who: str) -> str:
    words = "\n".join([_salt(), *who])
    return f"limit:{purpose}:{salted_hmac(__name__, words, algorithm='sha256').hexdigest()}"


def _salt() -> str:
    """The day's salt: the first who needs it makes it, and it outlives the day by an hour."""
    key = f"limit:salt:{now():%Y-%m-%d}"
    return str(desk_cache().kept_first(key, secrets.token_hex(32), seconds=DAY + HOUR))
