"""docs/linter.md says of every rule what it is about, how grave it is, and by which law."""

import re
from pathlib import Path

from registers_app.domain.lint.countries import EU_DECISIONS, LAST_CHECKED
from registers_app.domain.lint.finding import Record
from registers_app.domain.lint.rules import RULES

PAGE = Path(__file__).resolve().parents[4] / "docs" / "linter.md"
WHOSE = {Record.CONTROLLER: "controller", Record.PROCESSOR: "processor", Record.BOTH: "both"}


def rows(heading: str) -> list[list[str]]:
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| (`.+|[A-Z]{2} .+) \|$", part, re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in found]


def test_every_rule_stands_there_as_it_is_and_no_other() -> None:
    assert {code: rest for code, *rest, _says in rows("The rules")} == {
        f"`{rule.code}`": [
            rule.severity.value,
            "; ".join(part for part in (rule.articles, rule.beside) if part),
            WHOSE[rule.record],
        ]
        for rule in RULES.values()
    }


def test_every_decision_of_the_commission_stands_there_with_its_days() -> None:
    assert LAST_CHECKED.isoformat() in PAGE.read_text(encoding="utf-8")
    assert rows("Adequacy decisions") == [
        [
            country,
            decision.decision,
            decision.since.isoformat(),
            decision.until.isoformat() if decision.until else "",
            "some recipients" if decision.limited else "all",
        ]
        for country, decision in EU_DECISIONS.items()
    ]
