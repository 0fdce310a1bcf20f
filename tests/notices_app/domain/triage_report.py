"""Print how well mails are read, and write it into docs/triage.md: ``make triage-report``."""

import sys
from pathlib import Path

from notices_app.domain.reading.rulebook import LANGUAGES
from registers_app.domain.rights import Right
from tests.notices_app.domain.corpus import Score, corpus, result

PAGE = Path("docs/triage.md")
BEGIN, END = "<!-- report -->\n", "<!-- end of report -->\n"


def table() -> str:
    """The figures as a table of Markdown."""
    head = "| right | " + " | ".join(LANGUAGES) + " |\n|---"
    rule = "|---" * len(LANGUAGES) + "|\n"
    rows = [
        f"| {right.value} | "
        + " | ".join(_cell(result().by_right[language, right]) for language in LANGUAGES)
        + " |\n"
        for right in Right
    ]
    total = "| **all** | " + " | ".join(_cell(result().language(x)) for x in LANGUAGES) + " |\n"
    return f"{len(corpus())} mails.\n\n{head}{rule}{''.join(rows)}{total}"


def _cell(score: Score) -> str:
    """Precision, recall, and how often the right was asked for."""
    return f"{score.precision:.0%} / {score.recall:.0%} ({score.asked})"


def page_with(report: str) -> str:
    """docs/triage.md with *report* in its place."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    return f"{before}{BEGIN}{report}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    sys.stdout.write(table())
    PAGE.write_text(page_with(table()), "utf-8")
