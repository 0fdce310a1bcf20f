"""What is said of a file that is given as a covered copy: why, and in what form (Art. 12(4))."""

from django.utils.translation import gettext as _

from requests_app.domain.redaction import ARTICLES, Reason
from requests_app.fulfilment.covering.documents import HTML, XLSX
from requests_app.models import DisclosurePackage, RedactionMark, StoredFile
from requests_app.services.look_through import marks_of

_FORMS = {
    "application/pdf": "pictures of the pages",
    HTML: "text",
    XLSX: "new spreadsheet",
}


def facts_of(file: StoredFile) -> dict[str, object]:
    """What the manifest says of it, for programs: which articles, and the form."""
    if file.redacted_from is None:
        return {}
    articles = {ARTICLES[Reason(mark.reason)] for mark in _marks(file)}
    facts: dict[str, object] = {"covered": sorted(articles)}
    form = _FORMS.get(file.content_type)
    return {**facts, "given_as": form} if form else facts


def covered_files(package: DisclosurePackage) -> list[dict[str, str]]:
    """Which files are covered in part, why (Art. 12(4)), and in what form they are given."""
    copies = package.files.exclude(redacted_from=None).select_related("redacted_from")
    return [
        {"name": copy.name, "why": _reasons_of(copy), "form": _words_of(copy)}
        for copy in copies.order_by("pk")
    ]


def _reasons_of(file: StoredFile) -> str:
    """Why something is covered in it, in words."""
    return ", ".join(dict.fromkeys(str(mark.get_reason_display()) for mark in _marks(file)))


def _words_of(file: StoredFile) -> str:
    """In what form it is given, where that is another than the file had."""
    if file.content_type == HTML:
        return _("It is given as text, because parts of it were covered.")
    if file.content_type == XLSX:
        return _("It is given as a new spreadsheet, because parts of it were covered.")
    return ""


def _marks(file: StoredFile) -> list[RedactionMark]:
    return marks_of(file.redacted_from) if file.redacted_from else []
