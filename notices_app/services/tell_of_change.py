"""Mail those who must know that a register says something else from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator

from notices_app.letters.clean import clean_line
from notices_app.services.enqueue import enqueue
from registers_app.domain.actors import Actor
from registers_app.domain.compare import ChangeKind
from registers_app.domain.languages import LANGUAGES, pick
from registers_app.models import RecipientKind, Register, RegisterVersion
from registers_app.services.change_words import ShownChange, ShownPart, shown
from registers_app.services.compare import Comparison, compare
from registers_app.services.told_of_change import OUTSIDE, Capacity, Told, told_of_change

MOST_LINES = 20
LONGEST_LINE = 120


def tell_of_change(
    *, version: RegisterVersion, previous: RegisterVersion | None, actor: Actor, **_more: Any
) -> None:
    """One mail to each who must know, in the transaction of the publishing.

    Nothing is told of the first version of a register, of history, and where nothing changed.
    """
    if previous is None or version.predates_desk:
        return
    news = News(compare(previous, version, is_public=True))
    for told in told_of_change(version.register, by=actor):
        if news.concerns(told.capacity):
            _tell(told, news)


@dataclass(frozen=True)
class News:
    """What changed, as far as it is published."""

    comparison: Comparison

    @cached_property
    def processors_unnamed(self) -> int:
        """How many sub-processors came, went or changed that the public notice does not name."""
        before, after = (
            _unnamed(version) for version in (self.comparison.before, self.comparison.after)
        )
        named = {each.key for each in self.comparison.changes if each.part == "recipients"}
        return len({key for key, *_names in before ^ after} - named)

    def concerns(self, capacity: Capacity) -> bool:
        """Whether there is anything to tell them."""
        if self.comparison.changes:
            return True
        if capacity is Capacity.CLIENT:
            return bool(self.processors_unnamed)
        return capacity not in OUTSIDE and bool(self.comparison.hidden)


def _tell(told: Told, news: News) -> None:
    version = news.comparison.after
    controller = version.register.controller
    is_client = told.capacity is Capacity.CLIENT
    with translation.override(told.language):
        context = {
            **_facts(news.comparison, told.language),
            **(_for_client(news, told) if is_client else _for_others(news, told)),
        }
    mailbox = sha256(told.address.casefold().encode()).hexdigest()[:32]
    enqueue(
        kind="register_changed_client" if is_client else "register_changed",
        language=told.language,
        to_address=told.address,
        controller=controller,
        occasion=f"register-changed:{version.pk}:{mailbox}",
        context=context,
    )


def _facts(comparison: Comparison, language: str) -> dict[str, Any]:
    version = comparison.after
    register = version.register
    names = {"controller": register.controller.slug, "register": register.slug}
    numbered = {**names, "number": version.number}
    since = {**numbered, "since": comparison.before.number}
    parts, more = _listed(shown(comparison, language=language))
    return {
        "controller": register.controller,
        "register": str(register.name_in(language)) or register.slug,
        "number": version.number,
        "effective_on": version.effective_on,
        "notes": str(pick(version.change_notes, language=language)),
        "parts": parts,
        "more": more,
        "notice_url": _absolute(register, "notices:version", numbered),
        "changes_url": _absolute(register, "notices:changes_since", since),
    }


def _for_others(news: News, told: Told) -> dict[str, Any]:
    is_staff = told.capacity is Capacity.STAFF
    name, pk = "admin:registers_app_registerversion_compare", news.comparison.after.pk
    return {
        "capacity": told.capacity.value,
        "hidden": 0 if told.capacity in OUTSIDE else news.comparison.hidden,
        "compare_url": settings.SITE_URL + reverse(name, args=[pk]) if is_staff else "",
    }


def _for_client(news: News, told: Told) -> dict[str, Any]:
    version = news.comparison.after
    client = version.register.clients.filter(is_active=True, email__iexact=told.address).first()
    came = _sub_processors(news.comparison, ChangeKind.ADDED, told.language)
    gone = _sub_processors(news.comparison, ChangeKind.REMOVED, told.language)
    return {
        "agreement": client.agreement if client else "",
        "processors_added": came,
        "processors_gone": gone,
        "processors_unnamed": news.processors_unnamed,
    }


def _sub_processors(comparison: Comparison, kind: ChangeKind, language: str) -> list[str]:
    """The names of those that came, or of those that went."""
    version = comparison.after if kind is ChangeKind.ADDED else comparison.before
    recipients = version.recipients.filter(kind=RecipientKind.PROCESSOR)
    processors = set(recipients.values_list("key", flat=True))
    return [
        _line(pick(each.names, language=language).text)
        for each in comparison.changes
        if (each.part, each.kind) == ("recipients", kind) and each.key in processors
    ]


def _unnamed(version: RegisterVersion) -> set[tuple[str, ...]]:
    """The sub-processors that the public notice does not name, with their texts."""
    rows = version.recipients.filter(kind=RecipientKind.PROCESSOR, is_published=False)
    return set(rows.values_list("key", *(f"names__{language}" for language in LANGUAGES)))


def _listed(shown_parts: list[ShownPart]) -> tuple[list[Mapping[str, Any]], int]:
    """At most so many changes, part by part, and how many more there are."""
    parts: list[Mapping[str, Any]] = []
    left, more = MOST_LINES, 0
    for part in shown_parts:
        lines = [line for change in part.changes for line in _lines(change)]
        more += max(0, len(lines) - left)
        if taken := lines[:left]:
            parts.append({"title": part.title, "lines": taken})
        left -= len(taken)
    return parts, more


def _lines(change: ShownChange) -> list[dict[str, str]]:
    """A line of the register by its name; what the register says as a whole, by its columns."""
    texts = [change.name.text] if change.name.text else [each.label for each in change.differences]
    return [{"word": str(change.word), "text": _line(text)} for text in dict.fromkeys(texts)]


def _line(text: str) -> str:
    return Truncator(clean_line(text)).chars(LONGEST_LINE)


def _absolute(register: Register, name: str, names: Mapping[str, Any]) -> str:
    return register.controller.site_url + reverse(name, kwargs=dict(names))
