"""How often something may be asked for. The cache sees keyed digests, never who asks."""

import hashlib

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

HOUR = 60 * 60


def spent(purpose: str, *who: str, limit: int) -> bool:
    """Count one more, and say whether that is more than *limit* within an hour.

    With the cache down nothing is held back: a person's right goes before.
    """
    key = f"throttle:{purpose}:{_digest(*who)}"
    try:
        cache.add(key, 0, timeout=HOUR)
        return cache.incr(key) > limit
    except ValueError:
        # The hour ended between the two.
        return False
    except RedisError:
        return False


def _digest(*who: str) -> str:
    return salted_hmac(__name__, "\n".join(who), algorithm=hashlib.sha256().name).hexdigest()
