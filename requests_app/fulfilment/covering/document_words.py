"""What the parts of a document are called, for the person and for who looks it through."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.fulfilment.reading.text import Hidden, Part

_HEADINGS: dict[Part, str | Promise] = {
    Part.TEXT: _("Text"),
    Part.SHEET: _("Sheet"),
    Part.HIDDEN_SHEET: _("Sheet that was hidden"),
    Part.HEADER: _("Head"),
    Part.FOOTER: _("Foot"),
    Part.NOTES: _("Footnotes and endnotes"),
    Part.COMMENTS: _("Comments"),
    Part.DELETED: _("Deleted text that was still in the file"),
    Part.HIDDEN_TEXT: _("Text that was hidden"),
    Part.DRAWN: _("Text in drawings and charts"),
    Part.ATTACHED: _("Files that were attached; they are not in this copy"),
}

HIDDEN: dict[Hidden, str | Promise] = {
    Hidden.COMMENTS: _("Comments, by"),
    Hidden.TRACKED: _("Changes that were tracked, with what was deleted, by"),
    Hidden.TEXT: _("Hidden text"),
    Hidden.SHEETS: _("Hidden sheets"),
    Hidden.LINES: _("Hidden rows and columns"),
    Hidden.CACHES: _("Copies of data from elsewhere, behind pivot tables and links"),
    Hidden.PROPERTIES: _("What the file says about itself"),
    Hidden.PICTURES: _("Pictures"),
    Hidden.OTHERS: _("Other files inside the file"),
}


def heading(part: Part) -> str:
    """The heading of a part."""
    return str(_HEADINGS[part])
