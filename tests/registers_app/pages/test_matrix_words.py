"""Every cell of the matrix has its sentence, in three languages, and no sentence stands unused."""

from itertools import product

import pytest
from django.utils import translation

from registers_app.domain.advice import BASIS_UNSAID, Sum
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Known, Row, Sensitive, Verdict, cell
from registers_app.pages.advice import SUM_WORDS, VERDICT_WORDS
from registers_app.pages.matrix_words import SENTENCES

SAID = (None, False, True)


def codes() -> set[str]:
    knowns = [
        Known(
            is_direct_marketing=marketing,
            is_automated=said,
            decides_alone=said,
            kept_by_law=kept,
            is_research=said,
            explicit_consent=consent,
        )
        for marketing, said, kept, consent in product((False, True), SAID, SAID, SAID)
    ]
    columns = (*LawfulBasis, *Sensitive)
    return {cell(row, column, known).code for row in Row for column in columns for known in knowns}


def test_each_cell_has_a_sentence_and_each_sentence_a_cell() -> None:
    assert codes() | {BASIS_UNSAID} == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_each_language_has_sentences_of_its_own(code: str) -> None:
    for part in ("person", "staff"):
        texts = set()
        for language in ("fi", "sv", "en"):
            with translation.override(language):
                texts.add(str(getattr(SENTENCES[code], part)))
        assert len(texts) == 3


def test_each_verdict_and_each_sum_has_its_words() -> None:
    assert set(VERDICT_WORDS) == set(Verdict)
    assert set(SUM_WORDS) == set(Sum)
