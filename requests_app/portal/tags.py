"""What the public templates need beside Django's own tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BoundField, ChoiceField
from django.template import Context
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.translation import get_language

from notices_app.letters.blocks import blocks_of
from registers_app.domain.dates import written_date, written_hour
from registers_app.domain.languages import Text
from registers_app.models import Register
from registers_app.pages.brand import Brand, brand_of, controller_in
from registers_app.pages.own_host import controller_of_host
from requests_app.option import Option
from requests_app.portal.access import OpenHere
from requests_app.portal.file_words import kind_of_file
from requests_app.written import reader_language, written_size

register = template.Library()
register.filter(kind_of_file)
register.filter("blocks", blocks_of)
register.filter("filesizeformat", written_size)  # instead of Django's, which knows no Mt

# Each language names itself.
OWN_NAMES = {"fi": "suomi", "sv": "svenska", "en": "English"}

# Weekdays in the case that "on" asks for; all seven form it alike.
ON_WEEKDAY = {"fi": "{weekday}na {day}", "sv": "{weekday}en den {day}", "en": "{weekday} {day}"}


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """The same page in one language."""

    code: str
    name: str
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[LanguageLink]:
    """The page in each language; none for a page that belongs to no address."""
    request = context.get("request")
    if request is None:
        return []
    path = request.get_full_path()
    return [
        LanguageLink(
            code=code,
            name=OWN_NAMES[code],
            address=translate_url(path, code),
            is_current=code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def open_here(context: Context) -> OpenHere | None:
    """Until when the request of this page stays open in this browser; None on other pages."""
    return getattr(context.get("request"), "open_here", None)


@register.simple_tag(takes_context=True)
def page_brand(context: Context) -> Brand | None:
    """The brand of the organisation that the page is about or whose host it is; else None."""
    given = cast(dict[str, Any], context.flatten())
    controller = controller_in(given)
    if controller is None and "request" in given:
        controller = controller_of_host(given["request"])
    return brand_of(controller, on_a_notice="notice" in given) if controller else None


@register.filter
def other_language(code: str) -> str:
    """*code* where it is not the page's language, to mark a text with; else empty."""
    return "" if code == get_language() else code


@register.filter
def name_of(row: Register | None) -> Text | None:
    """A register's name in the page's language, or honestly in another."""
    return row.name_in(get_language() or "en") if row else None


@register.filter
def has_chosen(field: BoundField, value: str) -> bool:
    """Whether *value* is chosen in a field of one choice or several."""
    chosen = field.value()
    return value in chosen if isinstance(chosen, list) else value == chosen


@register.filter
def options_of(field: BoundField) -> Sequence[Option]:
    """What one may choose in a field of the form."""
    options: Mapping[str, Sequence[Option]] = getattr(field.form, "options", {})
    return options.get(field.name, ())


@register.filter
def first_input(field: BoundField) -> str:
    """The id to which a message about the field leads."""
    return f"{field.auto_id}_0" if isinstance(field.field, ChoiceField) else str(field.auto_id)


@register.filter
def day(value: date) -> str:
    """A day as the page's language writes it."""
    return written_date(value, get_language() or "en")


@register.filter
def on_weekday(value: date) -> str:
    """On a day with its day of the week: tiistaina 30.3.2027, tisdagen den 30 mars 2027."""
    language = get_language() or "en"
    return ON_WEEKDAY[language].format(
        weekday=date_format(value, "l"), day=written_date(value, language)
    )


@register.filter
def local_day(value: datetime, time_zone: str) -> date:
    """The local day of an instant."""
    return value.astimezone(ZoneInfo(time_zone)).date()


@register.filter
def local_time(value: datetime, time_zone: str) -> str:
    """The local time of day of an instant, as the page's language writes it."""
    return written_hour(value.astimezone(ZoneInfo(time_zone)), reader_language())
