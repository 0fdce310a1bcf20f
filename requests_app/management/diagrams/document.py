"""docs/state-machines.md: every machine, drawn and as a table, from its declarations alone."""

import re
from collections.abc import Iterator

from django.utils import translation

from requests_app.management.diagrams.machine import Machine, Step, every_machine
from requests_app.management.diagrams.mermaid import drawn

PATH = "docs/state-machines.md"
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
HEAD = """# The state machines

*Made by `manage.py makediagrams` (`make diagrams`) from the declarations in the models: change
those.*

A state changes by a step that is declared here, taken by whoever may, when all that the step asks
for is true. The services go one way ([`perform.py`](../requests_app/services/perform.py)); the
database refuses what goes another ([invariants.md](invariants.md)). Waiting and lateness are no
states: they are worked out from rows and dates.

In the pictures a dashed box stands for any of the states that it names. What a role may is said in
[roles.md](roles.md). GDPR is Regulation (EU) 2016/679, and articles without a name are its own."""
COLUMNS = ("step", "from", "to", "who may", "when")


def document() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        machines = every_machine()
        contents = [f"- [{each.title}](#{_anchor(each.title)})" for each in machines]
        sections = [_section(machine) for machine in machines]
    return "\n\n".join([HEAD, "\n".join(contents), *sections]) + "\n"


def _section(machine: Machine) -> str:
    picture = f"```mermaid\n{drawn(machine)}\n```"
    table = "\n".join(_rows(machine))
    return "\n\n".join([f"## {machine.title}", machine.intro, picture, table])


def _rows(machine: Machine) -> Iterator[str]:
    yield _row(COLUMNS)
    yield _row(["---"] * len(COLUMNS))
    for step in machine.steps:
        yield _row(_cells(machine, step))


def _cells(machine: Machine, step: Step) -> list[str]:
    return [
        step.label,
        ", ".join(machine.labels[source] for source in step.sources),
        machine.labels[step.target],
        "<br>".join(step.who),
        "<br>".join(step.guards),
    ]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _anchor(title: str) -> str:
    """The name that GitHub gives to a heading."""
    return NOT_IN_ANCHORS.sub("", title.lower()).replace(" ", "-")
