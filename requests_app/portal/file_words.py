"""What kind of file it is, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "application/pdf": _("PDF document"),
    "application/json": _("data (JSON)"),
    "application/xml": _("data (XML)"),
    "text/xml": _("data (XML)"),
    "text/csv": _("table (CSV)"),
    "text/plain": _("plain text"),
    "text/html": _("text (HTML), opens in a browser"),
    "image/jpeg": _("picture (JPEG)"),
    "image/png": _("picture (PNG)"),
    "application/zip": _("archive (ZIP)"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("document (DOCX)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _("table (XLSX)"),
    "application/vnd.oasis.opendocument.text": _("document (ODT)"),
    "application/vnd.oasis.opendocument.spreadsheet": _("table (ODS)"),
}


def kind_of_file(content_type: str) -> str:
    """The kind, by what a file was kept as."""
    return str(KINDS.get(content_type.partition(";")[0], _("another kind of file")))
