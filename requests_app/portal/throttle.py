"""From where somebody asks, to count how often: for ``spent`` alone, and kept nowhere."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from requests_app.services.limits import DAY, HOUR, spent

__all__ = ["DAY", "HOUR", "network_of", "spent", "spent_from_here"]

HOME = 64  # bits: what one connection is given of IPv6 addresses


def network_of(request: HttpRequest) -> str:
    """An IPv4 address, or an IPv6 connection; empty where it cannot be told."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        # What stands before the last one was written by whoever asks.
        told = str(request.headers.get("X-Forwarded-For", "")).rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return ""  # a socket, or a proxy that does not say: everybody would come from there
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> (128 - HOME))
    return str(address)


def spent_from_here(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Count one more from this network; never where it cannot be told, for that is everybody's."""
    network = network_of(request)
    return bool(network) and spent(purpose, network, limit=limit)
