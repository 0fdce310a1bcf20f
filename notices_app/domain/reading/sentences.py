"""Sentence by sentence: what is asked for, only named, told of, or declined."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notices_app.domain.reading.articles import articles_in
from notices_app.domain.reading.marks import Found, Mark
from notices_app.domain.reading.rulebook import RightRule, Rule, Rulebook
from registers_app.domain.rights import Right

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_ONLY_BETWEEN = re.compile(r"\W*(?:\w+\W+){0,2}")
# These are often worded as a refusal: "I do not want", "en halua", "ich möchte nicht".
_DONE_TO_DATA = (Right.RECTIFICATION, Right.ERASURE, Right.PORTABILITY)
_SAID_BY_NO = (
    Right.RESTRICTION,
    Right.OBJECTION,
    Right.CONSENT_WITHDRAWAL,
    Right.AUTOMATED_DECISION,
)


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    """One sentence, with what stands around a demand in it."""

    folded: str
    start: int
    end: int
    told: list[Mark]
    declined: list[Mark]
    erased: list[Mark]
    ported: list[Mark]
    asks: bool

    def hits(self, rules: Iterable[Rule]) -> list[Mark]:
        return _hits(rules, self.folded, self.start, self.end)


def look(folded: str, rules: Rulebook, found: Found) -> None:
    """Add to *found* what one language's rules see in the folded text (fold.py)."""
    articles = list(articles_in(folded))
    listed = asked = False
    for match in _SENTENCE.finditer(folded):
        sentence = _sentence(folded, *match.span(), rules)
        asks = sentence.asks or listed
        for rule in rules.rights:
            _sort(rule, sentence, asks=asks, found=found)
        if not sentence.told:
            named = [mark for mark in articles if match.start() <= mark.start < match.end()]
            (found.demands if asks else found.topics).extend(named)
            found.data_words.extend(sentence.hits(rules.data_words))
        found.reminders.extend(sentence.hits(rules.reminders))
        found.other.extend(sentence.hits(rules.other))
        found.bulk.extend(sentence.hits(rules.bulk))
        asked |= sentence.asks
        listed = _begins_list(match[0]) if sentence.asks else listed and match[0].endswith(".")
    if asked and not found.reminders:
        _promote_headings(folded, found)


def _sentence(folded: str, start: int, end: int, rules: Rulebook) -> _Sentence:
    erasures, ports = rules.demands_of(Right.ERASURE), rules.demands_of(Right.PORTABILITY)
    return _Sentence(
        folded=folded,
        start=start,
        end=end,
        told=_hits(rules.told, folded, start, end),
        declined=_hits(rules.not_asked, folded, start, end),
        erased=_hits(erasures, folded, start, end),
        ported=_hits(ports, folded, start, end),
        asks=any(rule.finds.search(folded, start, end) for rule in rules.asks),
    )


def _hits(rules: Iterable[Rule], folded: str, start: int, end: int) -> list[Mark]:
    return [
        Mark.of(rule, match) for rule in rules for match in rule.finds.finditer(folded, start, end)
    ]


def _sort(rule: RightRule, sentence: _Sentence, *, asks: bool, found: Found) -> None:
    for mark in sentence.hits([rule]):
        if _is_declined(mark, sentence):
            continue
        if rule.is_demand:
            if not _is_told(mark, sentence) and not _is_object(mark, sentence):
                found.demands.append(mark)
        elif not sentence.told:
            (found.demands if asks else found.topics).append(mark)


def _is_declined(mark: Mark, sentence: _Sentence) -> bool:
    """Whether a no stands before it, with two words between at most and no comma, or in it."""
    if mark.right in _SAID_BY_NO:
        return False
    return any(
        _is_declined_within(mark, no)
        if no.code.endswith(".within")
        else no.start <= mark.start
        and (no.end >= mark.start or _is_near(sentence.folded[no.end : mark.start]))
        for no in sentence.declined
    )


def _is_declined_within(mark: Mark, no: Mark) -> bool:
    """Whether "löschen Sie nicht meine Daten" or "löschen Sie meine Daten nicht" says it."""
    return mark.right in _DONE_TO_DATA and mark.start < no.start <= mark.end + 1


def _is_near(between: str) -> bool:
    return "," not in between.lstrip(", ") and bool(_ONLY_BETWEEN.fullmatch(between))


def _is_told(mark: Mark, sentence: _Sentence) -> bool:
    """Whether the sentence tells of rights from before that place."""
    return any(
        told.code.endswith(".lists_rights") and told.start <= mark.start for told in sentence.told
    )


def _is_object(mark: Mark, sentence: _Sentence) -> bool:
    """Whether the data are what another demand is about: to be erased, or to be moved elsewhere."""
    if mark.code.endswith(".access.demand.relative"):
        return any(erased.start < mark.start for erased in sentence.erased)
    return mark.code.endswith(".access.demand.copy") and bool(sentence.ported)


def _begins_list(sentence: str) -> bool:
    return sentence.rstrip(".").rstrip().endswith(":")


def _promote_headings(folded: str, found: Found) -> None:
    """What the first line or an article names was asked for, where the mail asks at all."""
    heading = folded.find("\n")
    named = [mark for mark in found.topics if mark.end <= heading or mark.code == "any.article"]
    found.demands.extend(named)
    found.topics[:] = [mark for mark in found.topics if mark not in named]
