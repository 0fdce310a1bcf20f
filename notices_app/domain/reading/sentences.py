"""Sentence by sentence: what is asked for, only named, told of, or declined."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notices_app.domain.reading.articles import articles_in
from notices_app.domain.reading.fold import PARAGRAPH
from notices_app.domain.reading.marks import Found, Mark
from notices_app.domain.reading.rulebook import RightRule, Rule, Rulebook
from registers_app.domain.rights import Right

# A longer one is cut: it is read by the second otherwise, where somebody means to keep us busy.
SENTENCE = re.compile(r"[^.!?]{1,600}(?:[.!?]+|(?=\s)|\Z)")
_LONGEST_LINK = 7  # words
# Who has said it so often has said it.
_MARKS_ENOUGH = 100
_FEW_BETWEEN = re.compile(r"\w+[^\w,;]+(?:\w+[^\w,;]+){0,2}")
_SAME_CLAUSE = re.compile(r"[^\w,;:]*(?:\w+[^\w,;:]+){0,3}")
_LAST_WORDS = re.compile(r"[^\w,;]+(?:\w+[^\w,;]+){0,1}\w+")
_ONLY_BETWEEN = re.compile(r"\W*(?:\w+\W+){0,2}")
_END_OF_LINE = re.compile(rf"[\n{PARAGRAPH}]")
_AND = re.compile(r"(?<!\w)(?:and|och|ja|und)(?!\w)")
# "Löschen Sie die Nummer und rufen Sie mich nicht an": the no belongs to what comes next.
_NEXT_VERB = re.compile(
    r"(?<!\w)(?:und \w+ (?:sie|ihr|mich|mir|uns)|och \w+ (?:ni|mig|oss|inte))(?!\w)"
)
# These are often worded as a refusal: "I do not want", "en halua", "ich möchte nicht".
_DONE_TO_DATA = (Right.RECTIFICATION, Right.ERASURE, Right.PORTABILITY)
# What is done to data that a copy of them is not asked for.
_OF_DATA = (Right.ERASURE, Right.PORTABILITY, Right.OBJECTION)
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
    done: list[Mark]
    not_meant: list[Mark]
    asked_before: bool
    repeats: bool
    asks: bool
    is_mine: bool

    def hits(self, rules: Iterable[Rule]) -> list[Mark]:
        return _hits(rules, self.folded, self.start, self.end)


def look(folded: str, rules: Rulebook, found: Found) -> None:
    """Add to *found* what one language's rules see in the folded text (fold.py)."""
    articles = list(articles_in(folded))
    listed = asked = in_small_print = False
    for match in SENTENCE.finditer(folded):
        if len(found.demands) > _MARKS_ENOUGH:
            break
        sentence = _sentence(folded, *match.span(), rules)
        in_small_print &= PARAGRAPH not in match[0]
        is_small_print = _is_small_print(sentence, match[0])
        in_small_print |= is_small_print
        if is_small_print or (in_small_print and _asks_nothing(sentence, rules)):
            found.bulk.extend(sentence.hits(rules.bulk))
            continue
        asks = sentence.asks or listed
        other = sentence.hits(rules.other)
        is_thanks = any(mark.code.endswith(".thanks") for mark in other)
        is_content = is_thanks or any(mark.code.endswith(".settled") for mark in other)
        for rule in rules.rights:
            _sort(rule, sentence, asks=asks, is_thanks=is_thanks, found=found)
        is_about_data = bool(sentence.hits(rules.data_words))
        is_about_own = sentence.is_mine and is_about_data
        found.is_open |= is_about_data and not is_content and sentence.start > 0
        found.is_own |= is_about_own or (sentence.is_mine and asks)
        # "Thank you for your help with my request" asks for nothing.
        found.is_personal |= is_about_own and asks and not is_thanks
        if not sentence.told:
            named = [mark for mark in articles if match.start() <= mark.start < match.end()]
            (found.demands if asks else found.topics).extend(named)
            found.data_words.extend(
                mark for mark in sentence.hits(rules.data_words) if _is_meant(mark, sentence)
            )
        found.reminders.extend(sentence.hits(rules.reminders))
        found.other.extend(other)
        found.bulk.extend(sentence.hits(rules.bulk))
        asked |= sentence.asks
        listed = _begins_list(match[0]) if sentence.asks else listed and match[0].endswith(".")
    _drop_weak(found)
    _drop_disputed(found)
    _drop_asked_before(found)
    _drop_thanked(found)
    if asked and not found.reminders:
        _promote_headings(folded, found)


def _sentence(folded: str, start: int, end: int, rules: Rulebook) -> _Sentence:
    done = [rule for rule in rules.rights if rule.is_demand and rule.right is not Right.ACCESS]
    is_mine = any(rule.finds.search(folded, start, end) for rule in rules.mine)
    told = _hits(rules.told, folded, start, end)
    before = {rule.code for rule in rules.asked_before if rule.finds.search(folded, start, end)}
    return _Sentence(
        folded=folded,
        start=start,
        end=end,
        told=[mark for mark in told if not (is_mine and mark.code.endswith(".yours"))],
        declined=_hits(rules.not_asked, folded, start, end),
        done=_hits(done, folded, start, end),
        not_meant=_hits(rules.not_meant, folded, start, end),
        asked_before=bool(before),
        repeats=any(code.endswith(".asked") for code in before),
        asks=any(rule.finds.search(folded, start, end) for rule in rules.asks),
        is_mine=is_mine,
    )


def _is_small_print(sentence: _Sentence, words: str) -> bool:
    """What a mail program or a company's lawyer wrote, and rows of links."""
    if sentence.start > 0 and _is_row_of_links(words):
        return True
    codes = [mark.code for mark in sentence.not_meant]
    return any(
        code.endswith(".sentence") or (code.endswith(".notice") and not sentence.is_mine)
        for code in codes
    )


def _asks_nothing(sentence: _Sentence, rules: Rulebook) -> bool:
    """Whether it may go on with the small print before it, in one paragraph."""
    demands = [rule for rule in rules.rights if rule.is_demand]
    return not sentence.is_mine and not sentence.hits(demands)


def _is_row_of_links(words: str) -> bool:
    """ "Unsubscribe | Shop", but not what a form sends: "Name: Maija | Message: Delete my data"."""
    parts = words.split("|")
    return len(parts) > 1 and ":" not in words and max(map(_length, parts)) <= _LONGEST_LINK


def _length(part: str) -> int:
    return len(part.split())


def _hits(rules: Iterable[Rule], folded: str, start: int, end: int) -> list[Mark]:
    return [
        Mark.of(rule, match) for rule in rules for match in rule.finds.finditer(folded, start, end)
    ]


def _sort(
    rule: RightRule, sentence: _Sentence, *, asks: bool, is_thanks: bool, found: Found
) -> None:
    for mark in sentence.hits([rule]):
        if _is_declined(mark, sentence) or not _is_meant(mark, sentence):
            continue
        if rule.is_context:
            found.contexts.append(mark)
        elif rule.is_demand:
            if not _is_told(mark, sentence) and not _is_object(mark, sentence):
                found.demands.append(mark)
                if not asks and not sentence.is_mine:
                    found.idle.append(mark)
                if sentence.asked_before:
                    found.earlier.append(mark)
                if sentence.repeats:
                    found.repeated.append(mark)
        elif not sentence.told and not _is_object(mark, sentence):
            (found.demands if asks else found.topics).append(mark)
            if is_thanks:
                found.idle.append(mark)


def _is_declined(mark: Mark, sentence: _Sentence) -> bool:
    """Whether a no stands before it, with two words between at most and no comma, or in it."""
    if mark.right in _SAID_BY_NO:
        return False
    if mark.right is Right.ERASURE and sentence.declined and _restricts(sentence):
        return True
    return any(
        _is_declined_within(mark, no, sentence.folded)
        if no.code.endswith(".within")
        else no.start < mark.start  # one that begins with it says what is asked: "keep nothing"
        and _reaches(no, mark, sentence.folded)
        for no in sentence.declined
    )


def _restricts(sentence: _Sentence) -> bool:
    """Restriction is asked for instead of erasure (Art. 18(1)(b)): "nothing may be deleted"."""
    return any(mark.right is Right.RESTRICTION for mark in sentence.done)


def _is_declined_within(mark: Mark, no: Mark, folded: str) -> bool:
    """Whether "löschen Sie nicht meine Daten" or "löschen Sie meine Daten nicht" says it.

    The no stands beside the verb, with which such a phrase begins or ends.
    """
    if mark.right not in _DONE_TO_DATA or no.start <= mark.start:
        return False
    if (
        no.start >= mark.end
    ):  # "Löschen Sie die Aufnahmen noch nicht": so only in German and Swedish
        behind = folded[mark.end : no.start]
        is_one = "," not in folded[mark.start : mark.end]
        is_next = _NEXT_VERB.search(folded, mark.start, no.end)
        is_whole = is_one and not is_next and _SAME_CLAUSE.fullmatch(behind)
        return no.code.startswith(("de.", "sv.")) and bool(is_whole)
    rest = folded[no.end : mark.end]
    if "," in rest:  # "Sie brauchen meine Daten nicht mehr, löschen Sie sie"
        return False
    return bool(
        _FEW_BETWEEN.fullmatch(folded[mark.start : no.start]) or _LAST_WORDS.fullmatch(rest)
    )


def _reaches(no: Mark, mark: Mark, folded: str) -> bool:
    """Not over a comma: "Sie brauchen meine Daten nicht mehr, vernichten Sie sie"."""
    if no.end >= mark.start:
        return "," not in folded[no.end : mark.end]
    return "," not in folded[mark.start : mark.end] and _is_near(folded[no.end : mark.start])


def _is_near(between: str) -> bool:
    is_same = "," not in between.lstrip(", ") and not _AND.search(between)
    return is_same and bool(_ONLY_BETWEEN.fullmatch(between))


def _is_meant(mark: Mark, sentence: _Sentence) -> bool:
    """Whether its words are no figure of speech: "I changed my mind" corrects nothing."""
    about = mark.right.value if mark.right else "data_words"
    return not any(
        other.code.endswith(f".{about}")
        and (other.start <= mark.start < other.end or other.start < mark.end <= other.end)
        for other in sentence.not_meant
    )


def _drop_weak(found: Found) -> None:
    """ "Somebody should look at it" asks for a human only where a machine decided."""
    named = found.demands + found.topics + found.contexts
    strong = {mark.right for mark in named if not mark.code.endswith(".weak")}
    found.demands[:] = [
        mark for mark in found.demands if not mark.code.endswith(".weak") or mark.right in strong
    ]


def _drop_disputed(found: Found) -> None:
    """That data are wrong is the reason, where their restriction is asked for (Art. 18(1)(a))."""
    if any(mark.right is Right.RESTRICTION for mark in found.demands):
        found.demands[:] = [
            mark for mark in found.demands if not mark.code.endswith(".demand.is_wrong")
        ]


def _drop_asked_before(found: Found) -> None:
    """ "I have asked you to correct it. Until then do not use it" asks for one thing anew."""
    anew = [mark for mark in found.demands if mark not in found.repeated]
    if anew:
        found.demands[:] = anew


def _drop_thanked(found: Found) -> None:
    """ "Thank you for handling my access request. But please delete my address" asks for one."""
    thanked = [mark for mark in found.idle if ".topic." in mark.code]
    anew = [mark for mark in found.demands if mark not in thanked]
    if anew:
        found.demands[:] = anew


def _is_told(mark: Mark, sentence: _Sentence) -> bool:
    """Whether the sentence tells of rights from before that place."""
    return any(
        told.code.endswith(".yours")
        or (told.code.endswith(".lists_rights") and told.start < mark.end)
        or (told.code.endswith(".profiling") and mark.right is Right.AUTOMATED_DECISION)
        for told in sentence.told
    )


def _is_object(mark: Mark, sentence: _Sentence) -> bool:
    """Whether the data are what another demand is about: to be erased, or to be moved elsewhere."""
    if mark.right is not Right.ACCESS:
        return False
    if mark.code.endswith((".relative", ".wanted", ".topic.together")):
        is_named = mark.code.endswith(".topic.together")
        return any(
            other.start < mark.end or (is_named and other.right is Right.PORTABILITY)
            for other in sentence.done
        )
    return any(
        (mark.start < other.start and other.end <= mark.end)
        or (other.right in _OF_DATA and _is_within(mark, other, sentence))
        or (mark.code.endswith(".copy") and _is_its_form(mark, other, sentence))
        for other in sentence.done
    )


def _is_within(mark: Mark, other: Mark, sentence: _Sentence) -> bool:
    """Not where it begins anew: "Before I close my account: send me a copy, then erase it"."""
    before = sentence.folded[other.start : mark.start]
    return other.start < mark.start < other.end and ":" not in before


def _is_its_form(mark: Mark, other: Mark, sentence: _Sentence) -> bool:
    """Whether it is a copy in a format to take away, not a copy and such a format beside it."""
    between = sentence.folded[mark.end : other.start]
    return other.right is Right.PORTABILITY and not _AND.search(between)


def _begins_list(sentence: str) -> bool:
    return sentence.rstrip(".").rstrip().endswith(":")


def _promote_headings(folded: str, found: Found) -> None:
    """What the first line or an article names was asked for, where the mail asks at all."""
    ends = _END_OF_LINE.search(folded)
    heading = ends.start() if ends else -1
    named = [mark for mark in found.topics if mark.end <= heading or mark.code == "any.article"]
    found.demands.extend(named)
    found.topics[:] = [mark for mark in found.topics if mark not in named]
