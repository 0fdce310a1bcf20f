"""How the blocks of a notice are written as HTML."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from registers_app.pages.blocks import Line, Look, Run
from registers_app.pages.history import Dated
from registers_app.pages.said.small import when

register = template.Library()

AROUND: dict[Look, tuple[str, str]] = {
    Look.STRONG: ("<strong>", "</strong>"),
    Look.SOFT: ('<span class="soft">', "</span>"),
    Look.ARTICLE: ('<span class="article">', "</span>"),
    Look.TAG: ('<span class="tag">', "</span>"),
    Look.NAME: ("<strong><bdi>", "</bdi></strong>"),
    Look.CODE: ("<code>", "</code>"),
}


@register.filter
def in_force_when(dated: Dated) -> str:
    """From when to when a version is in force, in the page's language."""
    return when(dated, get_language() or "en")


@register.filter
def written(line: Line) -> SafeString:
    """A line as HTML, each piece in its look and language."""
    return mark_safe("".join(_run(run) for run in line))  # noqa: S308 - each piece is escaped


def _run(run: Run) -> str:
    # Plain joining: a long notice has tens of thousands of pieces.
    html = escape(run.text).replace("\n", "<br>\n")
    if run.language:
        html = f'<span lang="{escape(run.language)}">{html}</span>'
    if run.look:
        before, after = AROUND[run.look]
        html = f"{before}{html}{after}"
    if run.target:
        away = ' rel="noreferrer"' if run.target.startswith("http") else ""
        html = f'<a href="{escape(run.target)}"{away}>{html}</a>'
    return html
