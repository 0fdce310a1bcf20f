"""How the blocks of a notice are written as HTML."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from registers_app.pages.blocks import Line, Look, Run
from registers_app.pages.history import Dated
from registers_app.pages.said.small import when

register = template.Library()

MARKUP: dict[Look, str] = {
    Look.PLAIN: "{}",
    Look.STRONG: "<strong>{}</strong>",
    Look.SOFT: '<span class="soft">{}</span>',
    Look.ARTICLE: '<span class="article">{}</span>',
    Look.TAG: '<span class="tag">{}</span>',
    Look.NAME: "<strong><bdi>{}</bdi></strong>",
    Look.CODE: "<code>{}</code>",
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
    html = mark_safe(escape(run.text).replace("\n", "<br>\n"))  # noqa: S308 - escaped just now
    if run.language:
        html = format_html('<span lang="{}">{}</span>', run.language, html)
    if run.look:
        html = format_html(MARKUP[run.look], html)
    if run.target.startswith("http"):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', run.target, html)
    if run.target:
        return format_html('<a href="{}">{}</a>', run.target, html)
    return html
