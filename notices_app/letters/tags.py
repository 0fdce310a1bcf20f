"""What a letter's template may use beside Django's own tags and filters."""

import re
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

from notices_app.letters.kinds import Part

register = template.Library()

DAY_FORMATS = {"fi": "j.n.Y", "sv": "j F Y", "en": "j F Y"}
ARTICLE = re.compile(r"(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?")


class PartNode(template.Node):
    """A passage that the law demands; it is noted as written when it says something."""

    def __init__(self, part: Part, nodelist: template.NodeList) -> None:
        self.part = part
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """The passage."""
        text = self.nodelist.render(context)
        if text.strip():
            context["written_parts"].add(self.part)
        return text


@register.tag("part")
def part_tag(parser: template.base.Parser, token: template.base.Token) -> PartNode:
    """``{% part "remedy" %} … {% endpart %}``: the passage that the law demands."""
    name = token.split_contents()[1].strip('"')
    if name not in set(Part):
        raise template.TemplateSyntaxError(f"No letter has a part {name}")
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(Part(name), nodelist)


@register.filter
def day(value: Any) -> str:
    """A date in the letter's language: 5.3.2027, 5 mars 2027, 5 March 2027."""
    if not isinstance(value, date):
        raise TypeError("The filter day needs a date")
    return date_format(value, DAY_FORMATS[str(get_language())])


@register.filter
def money(value: Any) -> str:
    """An amount as the letter's language writes it: 12,50 or 12.50."""
    return str(number_format(value, decimal_pos=2, use_l10n=True))


@register.filter
def article(value: str) -> str:
    """``12(5)`` as the letter's language cites it."""
    match = ARTICLE.fullmatch(value)
    if match is None:
        return value
    number, paragraph = match["article"], match["paragraph"]
    if get_language() == "fi":
        return f"{number} artiklan {paragraph} kohta" if paragraph else f"{number} artikla"
    if get_language() == "sv":
        return f"artikel {number}.{paragraph}" if paragraph else f"artikel {number}"
    return f"Article {value}"
