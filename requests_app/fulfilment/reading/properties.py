"""What an office document says about itself, and what lies in it that is no text."""

from collections.abc import Iterator, Mapping

from requests_app.fulfilment.reading.packed import Packed
from requests_app.fulfilment.reading.text import Hidden

_ABOUT = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
# What the programs write of themselves and names nobody.
_OF_THE_PROGRAM = frozenset(
    {"application", "appversion", "docsecurity", "template", "generator", "revision", "created"}
    | {"modified", "date", "creation-date", "editing-cycles", "editing-duration", "language"}
    | {"i4", "bool", "lpstr", "lastprinted", "totaltime"}
)
_PLACES: Mapping[str, Hidden] = {
    "/media/": Hidden.PICTURES,
    "pictures/": Hidden.PICTURES,
    "thumbnail": Hidden.PICTURES,
    "/pivotcache/": Hidden.CACHES,
    "/externallinks/": Hidden.CACHES,
    "/embeddings/": Hidden.OTHERS,
    "/activex/": Hidden.OTHERS,
    "/glossary/": Hidden.OTHERS,
    "/afchunk": Hidden.OTHERS,
    "vbaproject": Hidden.OTHERS,
    "customxml/item": Hidden.OTHERS,
    "/model/": Hidden.CACHES,
    "object": Hidden.OTHERS,
}


def properties_of(archive: Packed) -> list[str]:
    """Names and words in the properties of the document."""
    return list(dict.fromkeys(_properties(archive)))


def _properties(archive: Packed) -> Iterator[str]:
    for name in _ABOUT:
        tree = archive.tree(name)
        for each in tree.iter() if tree is not None else ():
            words = (each.text or "").strip()
            if words and each.tag.lower() not in _OF_THE_PROGRAM and not words.isdigit():
                yield words


def lying_in(archive: Packed) -> dict[Hidden, list[str]]:
    """Parts that are no text, by what they are."""
    found: dict[Hidden, list[str]] = {}
    for name in archive.names:
        lower = name.casefold()
        if lower.endswith((".rels", "/")) or "itemprops" in lower:
            continue
        kind = next((kind for place, kind in _PLACES.items() if place in lower), None)
        if kind is not None:
            found.setdefault(kind, []).append(name.rpartition("/")[2])
    return found
