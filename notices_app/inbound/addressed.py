"""Whose mail it is: the organisation that it is addressed to."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models.functions import Length

from notices_app.domain.mail.parse import Mail
from notices_app.models import Notice
from notices_app.services.reply_token import case_of
from registers_app.models import Controller


def addressed_to(mail: Mail, *, mailbox: str) -> tuple[Controller, str, str]:
    """The organisation, the address it was reached at, and a reason where that was a guess.

    By the mailbox it was taken from, by whom it is addressed to, by the domain of that, by the name
    that it mentions; else the organisation of the setting INBOUND_CONTROLLER, or the first one.
    Raises Controller.DoesNotExist where there is none at all.
    """
    addresses = [address for address in (mailbox.lower(), *mail.recipients) if address]
    for address in addresses:
        if found := _by_case(address) or Controller.objects.filter(email__iexact=address).first():
            return found, address, ""
    reached_at = addresses[0] if addresses else settings.REPLY_ADDRESS or "-"
    for address in addresses:
        domain = address.rpartition("@")[2]
        if found := Controller.objects.filter(email__iendswith=f"@{domain}").first():
            return found, reached_at, "recipient_by_domain"
    if found := _named(mail):
        return found, reached_at, "recipient_by_name"
    return _default(), reached_at, "recipient_unknown"


def own_addresses() -> set[str]:
    """The addresses that the desk itself writes from or receives at."""
    return {address.lower() for address in Controller.objects.values_list("email", flat=True)}


def own_hosts(addresses: Sequence[str]) -> list[str]:
    """The hosts whose Received stamps are believed."""
    domains = [address.rpartition("@")[2] for address in addresses]
    return [*settings.INBOUND_HOSTS, *filter(None, domains)]


def _by_case(address: str) -> Controller | None:
    case = case_of(address)
    if case is None:
        return None
    notice = Notice.objects.filter(submission_id=case).select_related("controller").first()
    return notice.controller if notice else None


def _named(mail: Mail) -> Controller | None:
    text = f"{mail.subject}\n{mail.text}".casefold()
    longest_first = Controller.objects.order_by(Length("name").desc(), "pk")
    return next((each for each in longest_first if each.name.casefold() in text), None)


def _default() -> Controller:
    chosen = Controller.objects.filter(slug=settings.INBOUND_CONTROLLER).first()
    return chosen or Controller.objects.order_by("pk")[:1].get()
