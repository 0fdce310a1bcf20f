"""The catalogs say everything the source says, in Finnish and in Swedish."""

import gettext as standard_gettext
import os
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

from requests_app.management.catalogs.catalog import (
    LANGUAGES,
    catalog_path,
    compile_stale,
    merged,
)
from requests_app.management.catalogs.extract import Message, NotLiteral, messages

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd%]|\{(\w*)\}")
# Two words or more between quotation marks, the first in capitals.
SPOKEN = re.compile(r"""(["'`])([A-ZÄÖÅ][a-zäöå]+ [^"'`]*)\1""")
FORMS = [0, 1]
NUMBER = "%(n)s"
ROOT: Path = settings.BASE_DIR


def catalog(language: str) -> polib.POFile:
    return polib.pofile(str(catalog_path(ROOT, language)))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entry_of(catalog: polib.POFile, text: str) -> polib.POEntry:
    entry = catalog.find(text, include_obsolete_entries=True)
    assert entry is not None
    return entry


def make_source(root: Path, *, python: str = "", template: str = "") -> None:
    (root / "requests_app").mkdir()
    (root / "templates").mkdir()
    (root / "requests_app" / "words.py").write_text(python, encoding="utf-8")
    (root / "templates" / "page.html").write_text(template, encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalog_is_in_step_with_the_source(language: str) -> None:
    path = catalog_path(ROOT, language)
    fresh = merged(path, messages(ROOT), language=language)
    assert path.read_text(encoding="utf-8").strip() == str(fresh).strip(), "Run make messages."


def placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}


def fault_of(entry: polib.POEntry) -> str:
    """What is wrong with a translation; empty where nothing is."""
    texts = translations(entry)
    if entry.fuzzy:
        return "doubtful"
    if not all(texts) or not entry.translated():
        return "untranslated"
    if entry.msgid_plural and sorted(entry.msgstr_plural) != FORMS:
        return "plural forms"
    # One thing may be called "one"; of several the number is said.
    several = placeholders(entry.msgid_plural or entry.msgid)
    if placeholders(texts[-1]) != several:
        return "placeholders"
    if entry.msgid_plural and not (
        placeholders(entry.msgid) - {NUMBER} <= placeholders(texts[0]) <= several
    ):
        return "placeholders"
    for text in texts:
        if (text.strip() != text) > (entry.msgid.strip() != entry.msgid):
            return "spaces"
        if text.startswith("\n") != entry.msgid.startswith("\n"):
            return "lines"
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_without_a_fault(language: str) -> None:
    found = catalog(language)
    assert found.metadata["Plural-Forms"].startswith("nplurals=2; plural=(n != 1)")
    entries = [entry for entry in found if not entry.obsolete]
    assert entries
    assert {entry.msgid: fault for entry in entries if (fault := fault_of(entry))} == {}


DAYS = {"msgid": "%(n)s day, %(who)s", "msgid_plural": "%(n)s days, %(who)s"}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Day", msgstr=""), "untranslated"),
        (polib.POEntry(msgid="Day", msgstr="Päivä", flags=["fuzzy"]), "doubtful"),
        (polib.POEntry(msgid="Dear {name}", msgstr="Hyvä {nimi}"), "placeholders"),
        (polib.POEntry(msgid="%(n)s of %(all)s", msgstr="%(n)s"), "placeholders"),
        (polib.POEntry(msgid="%(n)s", msgstr="%(n)d"), "placeholders"),
        (polib.POEntry(msgid="Day", msgstr=" Päivä"), "spaces"),
        (polib.POEntry(msgid="Day", msgstr="\nPäivä"), "spaces"),
        (polib.POEntry(**DAYS, msgstr_plural={0: "%(n)s päivä, %(who)s"}), "plural forms"),
        (polib.POEntry(**DAYS), "untranslated"),
        (
            polib.POEntry(**DAYS, msgstr_plural={0: "%(n)s päivä, %(who)s", 1: ""}),
            "untranslated",
        ),
        (
            polib.POEntry(**DAYS, msgstr_plural={0: "päivä, %(who)s", 1: "päivää, %(who)s"}),
            "placeholders",
        ),
        (
            polib.POEntry(**DAYS, msgstr_plural={0: "päivä", 1: "%(n)s päivää, %(who)s"}),
            "placeholders",
        ),
        (
            polib.POEntry(**DAYS, msgstr_plural={0: "päivä, %(who)s", 1: "%(n)s päivää, %(who)s"}),
            "",
        ),
    ],
)
def test_a_fault_in_a_translation_is_found(entry: polib.POEntry, fault: str) -> None:
    assert fault_of(entry) == fault


def test_scripts_hold_no_text_for_people() -> None:
    """What a script shows comes with its page, in the page's language."""
    texts = {
        f"{path.name}: {text}"
        for path in (ROOT / "templates/static").rglob("*.js")
        for _quote, text in SPOKEN.findall(path.read_text(encoding="utf-8"))
    }
    assert texts == set()
    assert SPOKEN.search('show("Please wait a moment")')


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_what_a_process_loads(language: str) -> None:
    call_command("compilecatalogs")
    compiled = catalog_path(ROOT, language).with_suffix(".mo")
    with compiled.open("rb") as file:
        loaded = standard_gettext.GNUTranslations(file)
    for entry in catalog(language):
        if not entry.obsolete and not entry.msgid_plural and not entry.msgctxt:
            assert loaded.gettext(entry.msgid) == entry.msgstr


def test_texts_are_found_in_python_under_any_name(tmp_path: Path) -> None:
    make_source(
        tmp_path,
        python=(
            "from django.utils.translation import gettext_lazy as _, ngettext, pgettext as named\n"
            'a = _("One " "text")\n'
            'b = ngettext("%(n)d day", "%(n)d days", 2)\n'
            'c = named("verb", "Answer")\n'
        ),
    )
    assert set(messages(tmp_path)) == {
        Message(text="One text"),
        Message(text="%(n)d day", plural="%(n)d days"),
        Message(text="Answer", context="verb"),
    }


def test_texts_are_found_in_templates(tmp_path: Path) -> None:
    make_source(
        tmp_path,
        template=(
            "{% load i18n %}{% translate \"It's\" context 'note' %}\n"
            "{% blocktranslate trimmed with name=x %}\n  Dear\n  {{ name }}\n"
            "{% endblocktranslate %}"
            "{% blocktranslate count n=2 %}one{% plural %}{{ n }} ones{% endblocktranslate %}"
            '{{ _("Shown") }}'
        ),
    )
    assert set(messages(tmp_path)) == {
        Message(text="It's", context="note"),
        Message(text="Dear %(name)s"),
        Message(text="one", plural="%(n)s ones"),
        Message(text="Shown"),
    }


def test_a_text_that_is_put_together_is_refused_by_file_and_line(tmp_path: Path) -> None:
    make_source(
        tmp_path,
        python='from django.utils.translation import gettext as _\nname = "x"\n_("Dear " + name)\n',
    )
    with pytest.raises(NotLiteral, match=r"words\.py, line 3"):
        messages(tmp_path)


def test_a_text_that_is_gone_is_kept_as_obsolete_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    here, gone = Message(text="Here"), Message(text="Gone")
    catalog = merged(path, {here: ["a.py"], gone: ["b.py"]}, language="fi")
    entry_of(catalog, "Gone").msgstr = "Poissa"
    catalog.save(str(path))
    merged(path, {here: ["a.py"]}, language="fi").save(str(path))
    lost = entry_of(polib.pofile(str(path)), "Gone")
    assert lost.obsolete
    again = entry_of(merged(path, {here: ["a.py"], gone: ["b.py"]}, language="fi"), "Gone")
    assert (again.msgstr, bool(again.obsolete)) == ("Poissa", False)


def test_a_catalog_is_compiled_only_when_it_changed(tmp_path: Path) -> None:
    path = catalog_path(tmp_path, "fi")
    path.parent.mkdir(parents=True)
    catalog = merged(path, {Message(text="Day"): ["a.py"]}, language="fi")
    entry_of(catalog, "Day").msgstr = "Päivä"
    catalog.save(str(path))
    assert compile_stale(tmp_path) == [path.with_suffix(".mo")]
    assert compile_stale(tmp_path) == []
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))
    assert compile_stale(tmp_path) == [path.with_suffix(".mo")]
