"""Structured data that was pasted or uploaded, read before it is kept."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.domain.tables import Table, TableFault, Wrong, decoded, format_of, read_table
from requests_app.uploads.examine import clean_name


@dataclass(frozen=True, kw_only=True)
class DataUpload:
    """Data that could be read, as text."""

    name: str
    text: str
    table: Table

    def as_upload(self) -> UploadedFile[Any]:
        """The data as a file, named by its format."""
        kind = format_of(self.text)
        stem = self.name.removesuffix(f".{kind}") or "data"
        return SimpleUploadedFile(clean_name(f"{stem}.{kind}"), self.text.encode())


def read_data(text: str, *, name: str = "") -> DataUpload:
    """What was pasted. Raises TableFault."""
    return DataUpload(name=clean_name(name) if name else "data", text=text, table=read_table(text))


def is_table(file: UploadedFile[Any]) -> bool:
    """Whether a file is JSON or CSV, by its name and by what can be read in it."""
    if not named_as_data(file.name or ""):
        return False
    file.seek(0)
    try:
        read_table(decoded(file.read()))
    except TableFault:
        return False
    return True


def named_as_data(name: str) -> bool:
    """Whether a file's name says that it holds JSON or CSV."""
    return name.casefold().endswith((".json", ".csv"))


def fault_words(fault: TableFault) -> str:
    """What is wrong and where, for whoever wrote the data."""
    told = {"line": fault.line, "found": fault.found, "wanted": fault.wanted}
    if fault.wrong is Wrong.CELLS:
        return (
            ngettext(
                "Line %(line)d has %(found)d cell, but the first line has %(wanted)d.",
                "Line %(line)d has %(found)d cells, but the first line has %(wanted)d.",
                fault.found,
            )
            % told
        )
    if fault.wrong is Wrong.NOT_JSON and not fault.line:
        return _("This is no JSON: a number in it is none that JSON knows.")
    return str(_words()[fault.wrong]) % told


def _words() -> dict[Wrong, str]:
    return {
        Wrong.EMPTY: _("There is nothing in it."),
        Wrong.NOT_TEXT: _(
            "Line %(line)d is no text. Save the file as UTF-8, or send it as a file."
        ),
        Wrong.NOT_JSON: _("Line %(line)d is no JSON: look for a missing comma, quote or bracket."),
        Wrong.TOO_DEEP: _("The data are nested too deeply to be shown. Send them as a file."),
        Wrong.NO_ROWS: _("There are no data in it: a heading, and no row."),
        Wrong.NO_HEADING: _("Line %(line)d has to name every column, and one has no name."),
        Wrong.OPEN_QUOTE: _("Line %(line)d: a quotation mark is not closed, or stands alone."),
        Wrong.WIDE: _("There are %(found)d columns; at most %(wanted)d can be taken."),
    }
