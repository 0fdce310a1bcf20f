"""The list of all that is in a package, each file with its size and checksum."""

import json
from collections.abc import Sequence

from requests_app.fulfilment.archive.zipped import Part, part_of

NAME = "manifest.json"
VERSION = 1


def manifest_of(parts: Sequence[Part], *, about: dict[str, str]) -> Part:
    """The manifest: it names every other file, in the order in which they lie there."""
    content = {
        "manifest": VERSION,
        **about,
        "files": [
            {"name": part.name, "size": part.size, "sha256": part.sha256, **part.facts}
            for part in parts
        ],
    }
    return part_of(NAME, json.dumps(content, ensure_ascii=False, indent=2).encode())
