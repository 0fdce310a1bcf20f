"""How often something may be asked for. The cache sees keyed digests, never who asks."""

import hashlib
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

HOUR = 60 * 60
HOME = 64  # bits: what one connection is given of IPv6 addresses


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


def network_of(request: HttpRequest) -> str:
    """From where somebody asks, for ``spent`` alone: an IPv4 address, or an IPv6 connection."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        # What stands before the last one was written by whoever asks.
        told = str(request.headers.get("X-Forwarded-For", told)).rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return ""  # a socket: everybody comes from there
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> (128 - HOME))
    return str(address)


def _digest(*who: str) -> str:
    return salted_hmac(__name__, "\n".join(who), algorithm=hashlib.sha256().name).hexdigest()
