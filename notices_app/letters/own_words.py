"""What an organisation's own words for a letter may hold: the pieces of the standard text.

The standard text is cut at its top level. A plain value is a placeholder (``reference``); a whole
passage, with all its rules and whatever the law demands of it, is one too (``complaint``). Nothing
else of the case can be named, so nothing else can be told.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Template
from django.template.base import Node, TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode
from django.template.loader_tags import IncludeNode

from notices_app.domain.wording import fill, names_in
from notices_app.letters.engine import find_text, letter_engine
from notices_app.letters.kinds import LetterKind, Medium, Part
from notices_app.letters.tags import PartNode
from notices_app.models import OwnWording, WordingState
from registers_app.models import Controller

# What may be named beside the pieces of the standard text, where a letter is given it.
VALUES = {
    "name": "{{ name }}",
    "reference": "{{ reference }}",
    "received_on": "{{ received_on|day }}",
    "right": "{{ right }}",
    "controller": "{{ controller.name }}",
}
NAMED = {"controller": "controller_name"}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something that can be named: a value, or a passage with the parts that it writes."""

    name: str
    node: Node
    is_value: bool
    parts: frozenset[Part] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """All that one letter's own words may name, and the standard text written with it."""

    subject: str
    body: str
    by_name: Mapping[str, Piece]

    @property
    def values(self) -> frozenset[str]:
        """The names of plain values, which may stand in a subject too."""
        return frozenset(name for name, piece in self.by_name.items() if piece.is_value)

    @property
    def passages(self) -> frozenset[str]:
        """The names of whole passages."""
        return frozenset(self.by_name) - self.values

    def parts_in(self, body: str) -> frozenset[Part]:
        """The parts of the law that a wording has, by the passages that it names."""
        named = (self.by_name[name].parts for name in names_in(body) if name in self.by_name)
        return frozenset().union(*named)

    def writers_of(self, part: Part) -> list[str]:
        """The passages that write a part."""
        return [name for name, piece in self.by_name.items() if part in piece.parts]

    def needed_links(self) -> frozenset[str]:
        """The links and codes of the standard text, without which a mail is of no use."""
        named = names_in(self.body)
        return frozenset(name for name in named if name.endswith("_url") or name == "code")


def is_wordable(kind: LetterKind) -> bool:
    """Whether an organisation may word it: what goes to a person, and no mail to staff."""
    return kind.medium is Medium.CASE or "name" in kind.needs


@functools.cache
def pieces_of(kind: LetterKind, language: str) -> Pieces:
    """What the standard text of a letter is made of."""
    subject, body = find_text(kind, language)
    found: dict[str, Piece] = {}
    for need, source in VALUES.items():
        if need in kind.needs and need not in kind.may_be_none:
            name = NAMED.get(need, need)
            (node,) = letter_engine().from_string(source).nodelist
            found[name] = Piece(name=name, node=node, is_value=True)
    written = [_written(template, found) for template in (subject, body)]
    return Pieces(subject=written[0].strip(), body=written[1].strip(), by_name=found)


def wording_in_force(kind: LetterKind, language: str, controller: object) -> OwnWording | None:
    """The own words in which a letter is written; None: the standard text."""
    if not isinstance(controller, Controller) or controller.pk is None or not is_wordable(kind):
        return None
    return OwnWording.objects.filter(
        controller=controller,
        medium=kind.medium.value,
        kind=kind.name,
        language=language,
        state=WordingState.IN_FORCE,
    ).first()


def write_own(text: str, pieces: Pieces, context: Mapping[str, Any], written: set[Part]) -> str:
    """*text* with its placeholders filled; *written* learns which parts were said."""
    values = Context({**context, "written_parts": written}, autoescape=False)
    frame = letter_engine().from_string("")
    with values.render_context.push_state(frame), values.bind_template(frame):
        return fill(text, lambda name: _said(name, pieces, values))


def _said(name: str, pieces: Pieces, values: Context) -> str:
    """What a name stands for; an unknown one stands for itself, and is told as a fault."""
    piece = pieces.by_name.get(name)
    return str(piece.node.render_annotated(values)) if piece else f"{{{{ {name} }}}}"


def _written(template: Template, found: dict[str, Piece]) -> str:
    """The text with its nodes as placeholders; new ones go to *found*."""
    words = []
    for node in template.nodelist:
        if isinstance(node, TextNode):
            words.append(node.s)
            continue
        piece = _piece(node, found)
        found[piece.name] = piece
        words.append(f"{{{{ {piece.name} }}}}")
    return "".join(words)


def _piece(node: Node, found: Mapping[str, Piece]) -> Piece:
    name = _name(node)
    is_value = isinstance(node, VariableNode)
    if is_value and name in found and found[name].is_value:
        return found[name]
    return Piece(
        name=_free(name, found), node=node, is_value=is_value, parts=frozenset(_parts(node))
    )


def _name(node: Node) -> str:
    if isinstance(node, PartNode):
        return node.part.value
    if isinstance(node, IncludeNode):
        return _file(node).split("/")[-1].split(".")[0]
    if isinstance(node, VariableNode):
        return str(node.filter_expression.var).replace(".", "_")
    assert isinstance(node, IfNode | ForNode), f"No name for a {type(node).__name__} in a letter"
    assert node.token is not None
    words = [word for word in node.token.split_contents()[1:] if word not in ("not", "in")]
    first = words[-1] if isinstance(node, ForNode) else words[0]
    return f"{first.split('|')[0].replace('.', '_')}_words"


def _free(name: str, found: Mapping[str, Piece]) -> str:
    number, free = 1, name
    while free in found:
        number += 1
        free = f"{name}_{number}"
    return free


def _parts(node: Node) -> Iterator[Part]:
    """The parts that a node always writes, or may write."""
    if isinstance(node, PartNode):
        yield node.part
    if isinstance(node, IncludeNode):
        for each in letter_engine().get_template(_file(node)).nodelist:
            yield from _parts(each)
    for attribute in node.child_nodelists:
        for child in getattr(node, attribute, ()):
            yield from _parts(child)


def _file(node: IncludeNode) -> str:
    return str(node.template.var)
