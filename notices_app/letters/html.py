"""The HTML side of a mail, made from its text, so that the two cannot say different things."""

from collections.abc import Collection
from dataclasses import dataclass

from django.template import Context

from notices_app.letters.engine import letter_engine


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph; with an *address* it is a link and its lines are the link's words."""

    lines: list[str]
    address: str = ""


def as_html(*, subject: str, text: str, language: str, links: Collection[str]) -> str:
    """*text* as a calm page. Only the addresses in *links* become links."""
    blocks = [_block(paragraph, links) for paragraph in text.strip().split("\n\n")]
    context = Context({"subject": subject, "language": language, "blocks": blocks}, autoescape=True)
    return letter_engine().get_template("mail.html").render(context)


def _block(paragraph: str, links: Collection[str]) -> Block:
    *words, last = paragraph.split("\n")
    if last not in links:
        return Block(lines=[*words, last])
    return Block(lines=[line.rstrip(":") for line in words] or [last], address=last)
