"""What lies sealed in a disclosure package."""

import json
from dataclasses import dataclass, field
from typing import Any

from config.crypto import open_sealed, seal
from requests_app.models import DisclosurePackage


@dataclass(frozen=True, kw_only=True)
class PackageContent:
    """The data found, system by system, and the Art. 15(1)–(2) information."""

    found: list[dict[str, str]]  # {"system": …, "text": …}
    registers: list[dict[str, Any]]  # RegisterInformation.as_json(); empty for a transfer
    fields: list[dict[str, str]] = field(default_factory=list)  # article_20.portable_categories


def seal_content(content: PackageContent) -> bytes:
    """The content as it is kept."""
    kept = {"found": content.found, "registers": content.registers, "fields": content.fields}
    text = json.dumps(kept)
    return seal(text.encode())


def open_content(package: DisclosurePackage) -> PackageContent:
    """The content of a package. Raises Undecipherable (also when it has expired)."""
    kept = json.loads(open_sealed(bytes(package.content)))
    return PackageContent(
        found=kept["found"], registers=kept["registers"], fields=kept.get("fields", [])
    )
