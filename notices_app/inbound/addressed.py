"""Whose mail it is: the organisation that it is addressed to."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models.functions import Length

from notices_app.domain.mail.parse import Mail
from notices_app.models import Mailbox, Notice
from notices_app.services.reply_token import case_of
from registers_app.models import Controller


def addressed_to(mail: Mail, *, mailbox: str) -> tuple[Controller, str, str]:
    """The organisation, the address it was reached at, and a reason where that was a guess.

    By the case it answers, by the mailbox it was taken from, by whom it is addressed to, by the
    domain of that, by the name that it mentions; else the organisation of the setting
    INBOUND_CONTROLLER, or the first one. Raises Controller.DoesNotExist.
    """
    addresses = [address for address in (mailbox.lower(), *mail.recipients) if address]
    for address in addresses:
        if found := _by_case(address):
            return found, address, ""
    for address in addresses:
        if found := _by_address(address):
            return found, address, ""
    reached_at = addresses[0] if addresses else settings.REPLY_ADDRESS or "-"
    for address in addresses:
        domain = address.rpartition("@")[2]
        if found := Controller.objects.filter(email__iendswith=f"@{domain}").first():
            return found, reached_at, "recipient_by_domain"
    if found := _named(mail):
        return found, reached_at, "recipient_by_name"
    return default_controller(), reached_at, "recipient_unknown"


def own_addresses() -> set[str]:
    """The addresses that the desk itself writes from or receives at."""
    own = Controller.objects.values_list("email", flat=True)
    boxes = Mailbox.objects.values_list("address", flat=True)
    return {address.lower() for address in (*own, *boxes)}


def own_hosts(addresses: Sequence[str]) -> list[str]:
    """The hosts whose Received stamps are believed."""
    domains = [address.rpartition("@")[2] for address in addresses]
    return [*settings.INBOUND_HOSTS, *filter(None, domains)]


def mailbox_of(mail: Mail, address: str) -> Mailbox | None:
    """The mailbox that it was handed over from, by whom it is addressed to."""
    for each in (address.lower(), *mail.recipients):
        if found := Mailbox.objects.filter(address__iexact=each).first():
            return found
    return None


def _by_address(address: str) -> Controller | None:
    mailbox = Mailbox.objects.filter(address__iexact=address).select_related("controller").first()
    return (
        mailbox.controller if mailbox else Controller.objects.filter(email__iexact=address).first()
    )


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


def default_controller() -> Controller:
    """Whose mail it is where nothing says so. Raises Controller.DoesNotExist."""
    chosen = Controller.objects.filter(slug=settings.INBOUND_CONTROLLER).first()
    return chosen or Controller.objects.order_by("pk")[:1].get()
