"""Keep the catalogs in step with the source, and compile them."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polib

from requests_app.management.catalogs.extract import Message

# English is the language of the source and needs no catalog.
LANGUAGES = ("fi", "sv")
LINE = 99


def catalog_path(root: Path, language: str) -> Path:
    """Where the catalog of a language lies."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def merged(path: Path, found: Mapping[Message, list[str]], *, language: str) -> polib.POFile:
    """The catalog with what the source holds now: new texts empty, lost ones obsolete."""
    old = {_key(entry): entry for entry in _read(path)}
    catalog = polib.POFile(wrapwidth=LINE)
    # No dates: a catalog changes exactly when a text does.
    catalog.metadata = {
        "Project-Id-Version": "Rightsdesk",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message, files in found.items():
        catalog.append(_entry(message, files, old.pop((message.context, message.text), None)))
    for entry in sorted(old.values(), key=_key):
        if entry.translated() or entry.obsolete:
            entry.obsolete = True
            entry.occurrences = []
            catalog.append(entry)
    return catalog


def compile_stale(root: Path) -> list[Path]:
    """Compile the catalogs that changed since they were compiled; what was compiled is returned."""
    compiled = []
    for language in LANGUAGES:
        path = catalog_path(root, language)
        target = path.with_suffix(".mo")
        if path.exists() and (not target.exists() or target.stat().st_mtime < path.stat().st_mtime):
            _compile(path, target)
            compiled.append(target)
    return compiled


def _compile(path: Path, target: Path) -> None:
    # Renamed into place: a process that starts now must not read half a file.
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(polib.pofile(str(path)).to_binary())
    Path(name).chmod(0o644)
    Path(name).replace(target)


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


def _entry(message: Message, files: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context or None,
        occurrences=[(name, "") for name in files],
        flags=[flag for flag in (old.flags if old else []) if flag == "fuzzy"],
        tcomment=old.tcomment if old else "",
    )
    if message.plural:
        entry.msgid_plural = message.plural
        kept = old.msgstr_plural if old and old.msgid_plural == message.plural else {}
        entry.msgstr_plural = kept or {0: "", 1: ""}
    elif old and not old.msgid_plural:
        entry.msgstr = old.msgstr
    return entry
