"""The hash by which it can be shown that a published version is what it was."""

import hashlib
import json
from typing import Any

from registers_app.models import RegisterVersion
from registers_app.services.version_tree import standing_of, tree_of


def seal(version: RegisterVersion) -> None:
    """Write into *version*, without saving, who keeps the register today and the hash of it all."""
    version.published_as = standing_of(version.register)
    version.content_hash = content_hash(version)


def content_hash(version: RegisterVersion) -> str:
    """SHA-256, in hexadecimal, over what *version* says and who kept the register then."""
    content: dict[str, Any] = {
        "number": version.number,
        "effective_on": version.effective_on.isoformat() if version.effective_on else "",
        "published_as": version.published_as,
        "says": tree_of(version),
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_whole(version: RegisterVersion) -> bool:
    """Whether a published version still says what it said when it was published."""
    return version.content_hash == content_hash(version)
