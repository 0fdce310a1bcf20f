"""A notice as a document in PDF, of the very blocks that its page is made of."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

from django.core.cache import cache

from config.typeset import TEMPLATES, pdf_of
from registers_app.pages.blocks import Action, Run, Writer
from registers_app.pages.notice import Notice

TEMPLATE = "notices/notice.typ"
SOURCES = (TEMPLATE, "typeset/document.typ")
KEPT_FOR_SECONDS = 7 * 24 * 60 * 60


def notice_pdf(notice: Notice) -> bytes:
    """The notice as a tagged PDF; set once, and kept for as long as it says the same."""
    data = document(notice)
    key = f"notice-pdf:{_digest(data)}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = pdf_of(TEMPLATE, data)
        cache.set(key, kept, KEPT_FOR_SECONDS)
    return kept


def document(notice: Notice) -> dict[str, Any]:
    """What the template sets, as plain data."""
    write = Writer(notice.language)
    name = notice.content.name
    plain = partial(_plain, site=notice.controller.site_url)
    return {
        "language": notice.language,
        "title": f"{notice.kind}: {name}",
        "author": notice.controller.name,
        "footer": f"{notice.controller.name} · {notice.kind}: {name} · {notice.when}",
        "kind": notice.kind,
        "name": plain(write.line(name)),
        "who": notice.controller.name,
        "when": notice.when,
        "description": plain(write.line(notice.content.description)),
        "standing_note": plain(notice.standing_note),
        "opening": plain(notice.opening),
        "sections": plain(notice.sections),
    }


def _plain(value: Any, *, site: str) -> Any:
    """Blocks as JSON has them; what leads to a page of the desk leads there from anywhere."""
    if is_dataclass(value):
        columns = {
            each.name: _plain(getattr(value, each.name), site=site) for each in fields(value)
        }
        if isinstance(value, Run):
            columns["href"] = _absolute(value.target, site)
        if isinstance(value, Action):
            columns["href"] = _absolute(value.href, site)
        return columns
    if isinstance(value, list | tuple):
        return [_plain(each, site=site) for each in value]
    return value


def _absolute(address: str, site: str) -> str:
    return site + address if address.startswith("/") else address


def _digest(data: dict[str, Any]) -> str:
    # What it says (the version's hash among it), in which language, and how it is set.
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode())
    for source in SOURCES:
        digest.update((TEMPLATES / source).read_bytes())
    return digest.hexdigest()
