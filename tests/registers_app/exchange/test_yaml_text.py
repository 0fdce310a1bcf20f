"""Whatever is written as YAML is read again as it was, by both of PyYAML's readers."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registers_app.exchange.yaml_text import yaml_text
from tests.registers_app.exchange.hostile import TEXTS, WORDS

KEYS = st.sampled_from(["names", "key", "fi"])
LEAVES = st.one_of(TEXTS, st.booleans(), st.integers(), st.dates(), st.lists(TEXTS, max_size=3))
TREES = st.recursive(
    st.dictionaries(KEYS, LEAVES, min_size=1),
    lambda deeper: st.dictionaries(KEYS, deeper | st.lists(deeper, max_size=2), min_size=1),
    max_leaves=5,
)


@given(tree=TREES)
def test_what_is_written_is_read_again_as_it_was(tree: dict[str, Any]) -> None:
    written = yaml_text(tree)
    assert yaml.load(written, Loader=yaml.SafeLoader) == tree
    assert yaml.load(written, Loader=yaml.CSafeLoader) == tree


@pytest.mark.parametrize("deep", [0, 3])
def test_every_hostile_word_is_read_again_as_it_was(deep: int) -> None:
    tree: dict[str, Any] = {f"w{number}": word for number, word in enumerate(WORDS)}
    for _level in range(deep):
        tree = {"lines": [tree]}
    assert yaml.load(yaml_text(tree), Loader=yaml.SafeLoader) == tree


def test_people_can_read_what_is_written() -> None:
    tree = {
        "postal_address": "Esimerkkikatu 1\n00100 Helsinki",
        "names": {"fi": "Jäsenet", "en": "Members: all of them", "sv": "no"},
        "keys": ["members", "no", "1"],
        "lines": [{"key": "a", "is_special": True, "bases": []}],
        "descriptions": {"en": " ".join(["word"] * 30)},
    }
    assert yaml_text(tree) == (
        "postal_address: |-\n  Esimerkkikatu 1\n  00100 Helsinki\n"
        "names:\n  fi: Jäsenet\n  en: 'Members: all of them'\n  sv: 'no'\n"
        'keys: [members, "no", "1"]\n'
        "lines:\n  - key: a\n    is_special: true\n    bases: []\n"
        "descriptions:\n  en: >-\n    word" + " word" * 18 + "\n    word" + " word" * 10 + "\n"
    )
