"""Articles of the GDPR that a text names: Art. 15, 17 artikla, artiklarna 15 och 17."""

import re
from collections.abc import Iterator
from functools import cache

from notices_app.domain.reading.fold import fold
from notices_app.domain.reading.marks import Mark
from notices_app.domain.reading.rulebook import load
from registers_app.domain.rights import Right

_NUMBER = r"\d{1,2}(?!\d)(?:\s?\(\d\))*"
_LIST = re.compile(
    rf"(?<!\w)art(?:icles?|ikel\w{{0,3}}|ikl\w{{1,8}}|s)?(?:\W{{1,3}}|(?=\d)){_NUMBER}"
    rf"(?:\s?(?:,|/|&|and|und|och|ja|sekä|or|oder|eller|tai)\s?{_NUMBER})*"
    rf"|(?<!\w){_NUMBER}(?:\s?(?:,|/|ja|sekä)\s?{_NUMBER})*\W{{1,2}}(?:art(?:ikla\w*)?(?!\w))"
)
_ONE = re.compile(r"(\d{1,2})((?:\s?\(\d\))*)")


@cache
def _table() -> tuple[dict[int, Right], Right, tuple[str, ...]]:
    table = load("any")
    rights = {int(number): Right(right) for number, right in table["articles"].items()}
    return rights, Right(table["consent_article"]), tuple(map(fold, table["law_names"]))


def articles_in(folded: str) -> Iterator[Mark]:
    """Each article that gives a right. None where nothing else speaks of the law."""
    rights, consent, law_names = _table()
    if not any(name in folded for name in law_names):
        return
    for named in _LIST.finditer(folded):
        for one in _ONE.finditer(named[0]):
            right = rights.get(int(one[1]))
            if one[1] == "7" and "3" in one[2]:
                right = consent
            if right:
                yield Mark(code="any.article", start=named.start(), end=named.end(), right=right)
