"""The HTML side of a mail, made from its text, so that the two cannot say different things."""

from collections.abc import Collection

from django.template import Context

from notices_app.letters.blocks import blocks_of
from notices_app.letters.engine import letter_engine


def as_html(*, subject: str, text: str, language: str, links: Collection[str]) -> str:
    """*text* as a calm page. Only the addresses in *links* become links."""
    values = {"subject": subject, "language": language, "blocks": blocks_of(text, links=links)}
    return letter_engine().get_template("mail.html").render(Context(values, autoescape=True))
