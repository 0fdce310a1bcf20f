import functools
import itertools
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Engine

from notices_app.letters import (
    LETTER_KINDS,
    Acted,
    Composed,
    LetterFault,
    LetterKind,
    Medium,
    OwnerActed,
    compose_case_letter,
    compose_mail,
    engine,
)
from tests.looped import for_each
from tests.notices_app.letters.facts import AUTHORITY, LANGUAGES, facts, few_facts

KINDS = list(LETTER_KINDS.values())
FOLDER = settings.BASE_DIR / "templates" / "letters"
DAYS = {
    "fi": {"received_on": "5.3.2027", "due_on": "5.4.2027", "extended_due_on": "7.6.2027"},
    "sv": {
        "received_on": "5 mars 2027",
        "due_on": "5 april 2027",
        "extended_due_on": "7 juni 2027",
    },
    "en": {
        "received_on": "5 March 2027",
        "due_on": "5 April 2027",
        "extended_due_on": "7 June 2027",
    },
}
CONTENT = ("Newsletter", "Posti", "Vanhakatu", "Liisa", "contested", "Wide World", "Bookkeeping")
REMEDY = {"fi": "79 artikla", "sv": "artikel 79", "en": "Article 79"}

every_kind = for_each("kind", KINDS)
every_language = for_each("language", LANGUAGES)


def compose(kind: LetterKind, *, language: str, context: dict[str, Any]) -> Composed:
    if kind.medium is Medium.MAIL:
        return compose_mail(kind=kind.name, language=language, context=context)
    return compose_case_letter(kind=kind.name, language=language, context=context)


def source(kind: LetterKind, language: str) -> str:
    return (FOLDER / kind.medium / f"{kind.name}.{language}.txt").read_text(encoding="utf-8")


def _about(kind: LetterKind) -> str:
    """What the subject names; that of an unsent draft names nothing that tells of its writer."""
    if "reference" in kind.needs:
        return "RD-7K3M-Q9XA"
    others = {"report", "staff_intake", "staff_digest", "staff_handed_over"}
    if kind.name in others:
        return "Northwind Oy"
    if kind.name == "staff_restore":
        return "Web shop"
    return "" if kind.name in ("draft_link", "misdirected") else "Register of customers"


@every_language
@every_kind
def test_every_letter_can_be_written(kind: LetterKind, language: str) -> None:
    letter = compose(kind, language=language, context=facts())
    assert _about(kind) in letter.subject
    assert len(letter.text) > 100
    assert not re.search(r"None|[{}%]|\n{3}| \n|\n |  ", letter.subject + letter.text)


@every_language
@every_kind
def test_every_letter_can_be_written_with_the_fewest_facts(kind: LetterKind, language: str) -> None:
    unknown: dict[str, Any] = dict.fromkeys(kind.may_be_none)
    letter = compose(kind, language=language, context=few_facts(**unknown))
    assert not re.search(r"None|[{}%]|\n{3}| \n|\n |  ", letter.subject + letter.text)


@every_language
@every_kind
@for_each("make", [facts, few_facts])
def test_nothing_in_a_letter_announces_what_does_not_follow(
    kind: LetterKind, language: str, make: Callable[[], dict[str, Any]]
) -> None:
    paragraphs = compose(kind, language=language, context=make()).text.strip().split("\n\n")
    for paragraph, following in itertools.pairwise(paragraphs):
        if _is_heading(paragraph) or paragraph.endswith(":"):
            assert not _is_heading(following), f"{paragraph!r} is followed by {following!r}"
    assert not paragraphs[-1].endswith(":")


def _is_heading(paragraph: str) -> bool:
    plain = "\n" not in paragraph and paragraph[-1] not in ".:!?"
    return plain and not paragraph.startswith(("–", "http")) and paragraph not in _VALUES


_VALUES = {
    "Maija Meikäläinen",
    "Contoso AB, Stockholm",
    "Wide World Importers AB",
    "Liisa Lahti, head of credit decisions",
}


@every_language
@every_kind
def test_a_letter_is_refused_without_any_of_what_it_needs(kind: LetterKind, language: str) -> None:
    for key in kind.needs:
        context = facts()
        del context[key]
        with pytest.raises(LetterFault, match=key):
            compose(kind, language=language, context=context)


@every_kind
def test_a_letter_needs_no_more_than_its_texts_use(kind: LetterKind) -> None:
    used: set[str] = set()
    for language in LANGUAGES:
        used |= _placeholders(source(kind, language))
    assert used == kind.needs


def _placeholders(text: str) -> set[str]:
    found = set(re.findall(r"{{ (\w+)", text))
    for condition in re.findall(r"{% (?:el)?if (.+?) %}", text):
        bare = re.sub(r'"[^"]*"|[.|]\w+|\b(?:and|or|not|\d+)\b', "", condition)
        found |= set(re.findall(r"\w+", bare))
    found |= set(re.findall(r"{% for \w+ in (\w+)", text))
    for included in re.findall(r'{% include "([^"]+)"', text):
        found |= _placeholders((FOLDER / included).read_text(encoding="utf-8"))
    return found - set(re.findall(r"{% for (\w+) in", text))


@every_kind
def test_a_letter_says_the_same_in_every_language(kind: LetterKind) -> None:
    placeholders = {language: _placeholders(source(kind, language)) for language in LANGUAGES}
    assert placeholders["fi"] == placeholders["sv"] == placeholders["en"]


def test_no_text_lies_about_that_is_no_letter() -> None:
    declared = {
        f"{kind.medium}/{kind.name}.{language}.txt" for kind in KINDS for language in LANGUAGES
    }
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.txt")}
    assert files == declared


def test_no_passage_lies_about_that_no_letter_uses() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.txt")]
    used = {name for text in texts for name in re.findall(r'{% include "([^"]+)"', text)}
    by_the_desk = ("for_whom", "child_received", "child_answer")
    used |= {f"case/parts/{name}.{each}.txt" for name in by_the_desk for each in LANGUAGES}
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/parts/*.txt")} == used


@every_language
def test_no_letter_uses_a_passage_of_another_language(language: str) -> None:
    for path in FOLDER.rglob(f"*.{language}.txt"):
        included = re.findall(r'{% include "([^"]+)"', path.read_text(encoding="utf-8"))
        assert all(name.endswith(f".{language}.txt") for name in included), path


@pytest.mark.parametrize("key", ["reasoning", "grounds"])
def test_a_refusal_without_reasons_cannot_be_written(key: str) -> None:
    blank = "  " if key == "reasoning" else []
    with pytest.raises(LetterFault, match=f"{key} is blank"):
        compose_case_letter(kind="access_refused", language="fi", context=facts(**{key: blank}))


def test_a_date_that_is_not_known_is_never_written_as_nothing() -> None:
    with pytest.raises(LetterFault, match="received_on is None"):
        compose_mail(kind="received", language="sv", context=facts(received_on=None))


def test_a_letter_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(LetterFault):
        compose_mail(kind="access_refused", language="fi", context=facts())


def test_a_letter_that_lacks_what_the_law_demands_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in FOLDER.rglob("*.txt"):
        copy = tmp_path / path.relative_to(FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace('{% include "case/parts/remedy.en.txt" %}', ""))
    maimed = Engine(dirs=[str(tmp_path)], builtins=["notices_app.letters.tags"], autoescape=False)
    monkeypatch.setattr(engine, "letter_engine", lambda: maimed)
    engine.find_text.cache_clear()
    try:
        with pytest.raises(LetterFault, match=r"access_refused\.en lacks .*remedy"):
            compose_case_letter(kind="access_refused", language="en", context=facts())
    finally:
        engine.find_text.cache_clear()


@every_language
@for_each("kind", ["access_refused", "access_partial"])
def test_a_refusal_gives_reasons_the_authority_and_the_court(kind: str, language: str) -> None:
    letter = compose_case_letter(kind=kind, language=language, context=facts())
    assert "You asked for the same a week ago." in letter.text
    assert "manifestly excessive" in letter.text
    assert "Fifth request this month." in letter.text
    assert {"fi": "12 artiklan 5 kohta", "sv": "artikel 12.5", "en": "Article 12(5)"}[
        language
    ] in letter.text
    for line in AUTHORITY.values():
        assert line in letter.text
    assert REMEDY[language] in letter.text


@every_language
def test_an_extension_says_when_it_came_why_it_takes_longer_and_until_when(language: str) -> None:
    letter = compose_case_letter(kind="extended", language=language, context=facts())
    days = DAYS[language]
    for wanted in ("RD-7K3M-Q9XA", days["received_on"], days["extended_due_on"]):
        assert wanted in letter.text
    assert "The data lie in eleven old archives." in letter.text
    assert "privacy@northwind.example" in letter.text


@every_language
@for_each("kind", ["received_confirm", "received"])
def test_an_acknowledgement_says_from_which_day_to_which(kind: str, language: str) -> None:
    letter = compose_mail(kind=kind, language=language, context=facts(forward_by=None))
    assert DAYS[language]["received_on"] in letter.text
    assert DAYS[language]["due_on"] in letter.text


@every_language
@for_each("kind", ["received_confirm", "received", "confirm_reminder"])
def test_with_several_requests_the_mail_says_that_each_has_its_day(
    kind: str, language: str
) -> None:
    ordinary = functools.partial(facts, forward_by=None)
    one = compose_mail(kind=kind, language=language, context=ordinary(several=False)).text
    several = compose_mail(kind=kind, language=language, context=ordinary()).text
    page = {"fi": "pyyntöjesi sivulta", "sv": "egen sista svarsdag", "en": "its own last day"}
    assert page[language] in several
    assert page[language] not in one


@every_language
def test_a_mail_of_one_extension_among_several_requests_gives_no_other_request_s_day(
    language: str,
) -> None:
    day = DAYS[language]["due_on"]
    one = compose_mail(kind="extended", language=language, context=facts(several=False)).text
    several = compose_mail(kind="extended", language=language, context=facts()).text
    assert day in one
    assert day not in several


@every_language
def test_staff_see_first_by_when_to_stop_or_to_forward(language: str) -> None:
    forward = {"fi": "10.3.2027", "sv": "10 mars 2027", "en": "10 March 2027"}[language]
    stop = "6 March 2027 14:30"
    compose_new = functools.partial(compose_mail, kind="staff_new_request", language=language)
    forwarded = compose_new(context=facts(stop_by=""))
    stopped = compose_new(context=facts(forward_by=None))
    neither = compose_new(context=facts(forward_by=None, stop_by=""))
    assert forward in forwarded.subject
    assert forward in forwarded.text
    assert stop in stopped.subject
    assert stop in stopped.text
    assert stop not in forwarded.text
    assert forward not in stopped.text
    assert forward not in neither.subject + neither.text
    assert stop not in neither.subject + neither.text


@every_language
def test_staff_learn_that_nothing_closes_by_itself(language: str) -> None:
    letter = compose_mail(kind="staff_closing_proposed", language=language, context=facts())
    asked = {"fi": "9.3.2027", "sv": "9 mars 2027", "en": "9 March 2027"}[language]
    by_itself = {"fi": "itsestään", "sv": "av sig självt", "en": "by itself"}[language]
    assert asked in letter.subject
    assert by_itself in letter.text


@every_language
@for_each("kind", [kind.name for kind in KINDS if kind.medium is Medium.MAIL])
def test_a_mail_holds_no_more_of_the_person_than_name_and_reference(
    kind: str, language: str
) -> None:
    letter = compose_mail(kind=kind, language=language, context=facts())
    for content in (
        "eleven old archives",
        "customer number",
        "a week ago",
        "Contoso",
        "calls",
        *CONTENT,
    ):
        assert content not in letter.text + letter.html


@every_language
@for_each("kind", [kind.name for kind in KINDS if kind.name.startswith("staff_")])
def test_a_staff_mail_never_names_the_person(kind: str, language: str) -> None:
    letter = compose_mail(kind=kind, language=language, context=facts())
    assert "Meikäläinen" not in letter.subject + letter.text + letter.html
    assert "https://desk.example/admin/" in letter.text


@every_language
def test_each_thing_that_happened_has_a_sentence_of_its_own(language: str) -> None:
    letters = [
        compose_mail(kind="staff_person_acted", language=language, context=facts(what=acted.value))
        for acted in Acted
    ]
    letters += [
        compose_mail(
            kind="staff_owner_acted", language=language, context=facts(owner_did=did.value)
        )
        for did in OwnerActed
    ]
    assert len({letter.subject for letter in letters}) == len(Acted) + len(OwnerActed)
    assert len({letter.text for letter in letters}) == len(Acted) + len(OwnerActed)


def test_what_has_no_sentence_is_refused() -> None:
    with pytest.raises(LetterFault, match="vanished"):
        compose_mail(kind="staff_person_acted", language="en", context=facts(what="vanished"))


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("fi", "yhden päivän", "2 päivää"),
        ("sv", "En dag", "2 dagar"),
        ("en", "One day", "2 days"),
    ],
)
def test_one_day_and_many_days_are_said_as_people_say_them(
    language: str, one: str, many: str
) -> None:
    late_once = compose_mail(kind="staff_late", language=language, context=facts(days_late=1))
    late_twice = compose_mail(kind="staff_late", language=language, context=facts(days_late=2))
    assert one in late_once.subject
    assert many in late_twice.subject


def test_a_name_cannot_add_a_line_or_a_header() -> None:
    letter = compose_mail(
        kind="received",
        language="en",
        context=facts(name="Eve\r\nBcc: all@example.org\r\n\r\nHello"),
    )
    assert letter.text.startswith("Hello Eve Bcc all example. org Hello\n\n")


def test_a_line_break_cannot_end_a_subject() -> None:
    letter = compose_mail(
        kind="received", language="en", context=facts(reference="RD-1\r\nBcc: x@example.org")
    )
    assert letter.subject == "We have received your request RD-1 Bcc: x@example.org"


def test_a_name_cannot_carry_a_link_to_a_stranger() -> None:
    letter = compose_mail(
        kind="received_confirm",
        language="en",
        context=facts(name="You won! https://evil.example/x www.evil.example eve@evil.example"),
    )
    assert "evil.example" not in letter.text
    assert "https:" not in letter.text.replace("https://desk.example", "")


def test_nul_and_invisible_characters_fall_away() -> None:
    letter = compose_case_letter(
        kind="extended", language="en", context=facts(reason="Old\x00 \u202earchives\x07.\r\nMany.")
    )
    assert "Old archives.\nMany." in letter.text


def test_the_html_says_what_the_text_says_and_escapes_it() -> None:
    letter = compose_mail(
        kind="received",
        language="sv",
        context=facts(reference="<b>RD</b>", open_url="https://desk.example/?a=1&b=2"),
    )
    assert '<html lang="sv">' in letter.html
    assert "&lt;b&gt;RD&lt;/b&gt;" in letter.html
    assert '<a href="https://desk.example/?a=1&amp;b=2">Öppna min begäran</a>' in letter.html
    assert "5 mars 2027" in letter.html


def test_only_our_own_addresses_become_links() -> None:
    letter = compose_mail(
        kind="received",
        language="en",
        context=facts(reference="RD-1\n\nhttps://evil.example"),
    )
    assert 'href="https://evil.example' not in letter.html


def test_a_letter_of_the_case_has_no_html() -> None:
    assert compose_case_letter(kind="withdrawn", language="fi", context=facts()).html == ""


def test_a_date_filter_given_something_else_is_refused() -> None:
    with pytest.raises(TypeError):
        compose_mail(kind="answer_ready", language="en", context=facts(expires_on="soon"))


def test_a_day_is_written_in_each_language_s_manner() -> None:
    for language, written in (
        ("fi", "31.12.2027"),
        ("sv", "31 december 2027"),
        ("en", "31 December 2027"),
    ):
        letter = compose_mail(
            kind="answer_ready", language=language, context=facts(expires_on=date(2027, 12, 31))
        )
        assert written in letter.text


@every_language
@for_each(
    "kind", [kind.name for kind in KINDS if kind.medium is Medium.CASE and "name" in kind.needs]
)
def test_every_letter_says_after_its_greeting_in_whose_matter_it_is(
    kind: str, language: str
) -> None:
    matter = {"person": "Eino Edustettu", "has_died": False}
    letter = compose_case_letter(kind=kind, language=language, context=facts(for_whom=matter))
    plain = compose_case_letter(kind=kind, language=language, context=facts())
    greeting, line, rest = letter.text.split("\n\n", 2)
    assert "Maija Meikäläinen" in greeting
    assert "Eino Edustettu" in line
    assert f"{greeting}\n\n{rest}" == plain.text


@every_language
def test_a_letter_about_the_dead_says_that_the_regulation_does_not_protect_them(
    language: str,
) -> None:
    matter = {"person": "Eino Edustettu", "has_died": True}
    letter = compose_case_letter(
        kind="access_refused", language=language, context=facts(for_whom=matter)
    )
    recital = {"fi": "johdanto-osan 27 kappale", "sv": "skäl 27", "en": "Recital 27"}
    assert recital[language] in letter.text


@every_language
@for_each(
    "kind",
    [kind.name for kind in KINDS if kind.medium is Medium.CASE and "by_post" in kind.needs],
)
def test_a_letter_by_post_speaks_of_no_link_and_no_page(kind: str, language: str) -> None:
    letter = compose_case_letter(kind=kind, language=language, context=facts(by_post=True))
    words = {"fi": "linkistä|sivulla", "sv": "länken|sidan", "en": "link|page"}
    assert not re.search(words[language], letter.text), letter.text


@every_language
def test_a_child_reads_first_what_it_needs_in_plain_words(language: str) -> None:
    plain = {"fi": "Olet nuori", "sv": "Du är ung", "en": "You are young"}[language]
    not_done = {"fi": "Emme ole tehneet", "sv": "Vi har inte gjort", "en": "We have not done"}
    for kind in ("received", "access_refused", "erasure_no_data"):
        child = compose_case_letter(
            kind=kind, language=language, context={**facts(), "for_child": True}
        )
        _greeting, first, *_ = child.text.split("\n\n")
        assert first.startswith(plain), kind
        assert (not_done[language] in first) is (kind == "access_refused")
        grown = compose_case_letter(kind=kind, language=language, context=facts())
        assert plain not in grown.text
