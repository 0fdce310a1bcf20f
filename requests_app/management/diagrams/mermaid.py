"""Draw a machine as a Mermaid diagram, which GitHub shows as a picture."""

from collections.abc import Iterator

from requests_app.management.diagrams.machine import Machine, Step

# A step that leaves so many states is drawn from one box that names them, so that the journey
# stays a line. The ends are reached from nearly everywhere.
MANY = 3
MANY_TO_AN_END = 2

Crowds = dict[tuple[str, ...], str]
Edges = dict[tuple[str, str], list[str]]


def drawn(machine: Machine) -> str:
    """The diagram, as the text of a code block."""
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in _lines(machine))])


def _lines(machine: Machine) -> Iterator[str]:
    crowds = _crowds(machine)
    arrows = _edges(machine, crowds)
    for state in machine.states:
        yield f"{state} : {machine.labels[state]}"
    yield f"[*] --> {machine.initial}"
    # The boxes first, the last one before the others: so Mermaid keeps the journey together.
    for states, box in reversed(crowds.items()):
        yield f'state "{" · ".join(machine.labels[state] for state in states)}" as {box}'
    yield from (_arrow(edge) for edge in reversed(arrows.items()) if edge[0][0] in crowds.values())
    yield from (_arrow(edge) for edge in arrows.items() if edge[0][0] not in crowds.values())
    for state in machine.states:
        if state in machine.ends:
            yield f"{state} --> [*]"
    if crowds:
        yield "classDef anyOf stroke-dasharray: 4 4"
        yield f"class {','.join(crowds.values())} anyOf"


def _arrow(edge: tuple[tuple[str, str], list[str]]) -> str:
    (source, target), labels = edge
    return f"{source} --> {target} : {'<br/>'.join(labels)}"


def _crowds(machine: Machine) -> Crowds:
    """A box for each set of many states that a step leaves."""
    many = dict.fromkeys(step.sources for step in machine.steps if _leaves_many(machine, step))
    return {states: f"any_of_{number}" for number, states in enumerate(many, start=1)}


def _leaves_many(machine: Machine, step: Step) -> bool:
    return len(step.sources) >= (MANY_TO_AN_END if step.target in machine.ends else MANY)


def _edges(machine: Machine, crowds: Crowds) -> Edges:
    """What leads from one box to another, with every step between the two."""
    edges: Edges = {}
    for step in machine.steps:
        boxes = (crowds[step.sources],) if _leaves_many(machine, step) else step.sources
        for box in boxes:
            # A colon would end the label.
            edges.setdefault((box, step.target), []).append(step.label.replace(":", " –"))
    return edges
