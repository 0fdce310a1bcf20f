"""docs/settings.md names every variable that the settings or the Procfile read, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
READ_BY_PROCFILE = re.compile(r"\$\{([A-Z_]+):-")
NAMED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_variable_is_documented_and_no_other() -> None:
    read = set(READ.findall((ROOT / "config/settings.py").read_text(encoding="utf-8")))
    read |= set(READ_BY_PROCFILE.findall((ROOT / "Procfile").read_text(encoding="utf-8")))
    named = set(NAMED.findall((ROOT / "docs/settings.md").read_text(encoding="utf-8")))
    assert named == read
