"""What a page lets people choose from, each with a few words and the language they are in."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import Text, pick
from registers_app.models import Controller, Register, RegisterVersion, VersionState
from registers_app.selectors import published_registers
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest
from requests_app.portal.right_words import RIGHT_WORDS, RightWords

UNKNOWN_REGISTER = "unknown"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose. The languages are empty where they are the page's own."""

    value: str
    label: str | Promise
    label_language: str = ""
    hint: str | Promise = ""
    hint_language: str = ""
    article: str = ""


@dataclass(frozen=True, kw_only=True)
class PublicRegister:
    """A register as the public pages show it: its name, and in short what it is for."""

    slug: str
    name: Text
    description: Text


def public_registers(controller: Controller) -> list[PublicRegister]:
    """The controller's registers with a version in force, in the page's language or honestly
    in another.
    """
    language = get_language() or "en"
    published = RegisterVersion.objects.filter(state=VersionState.PUBLISHED)
    rows = published_registers(controller).prefetch_related(
        Prefetch("versions", queryset=published)
    )
    return [_public(register, language) for register in rows]


def register_options(controller: Controller) -> list[Option]:
    """The registers, and a way to say that one does not know."""
    options = [
        Option(
            value=register.slug,
            label=register.name.text,
            label_language=register.name.language,
            hint=register.description.text,
            hint_language=register.description.language,
        )
        for register in public_registers(controller)
    ]
    unknown = Option(
        value=UNKNOWN_REGISTER,
        label=_("I do not know, or I mean all of them"),
        hint=_("We look in every register of the organisation."),
    )
    return [*options, unknown]


def right_options() -> list[Option]:
    """The rights that this desk handles from beginning to end."""
    return [
        Option(
            value=words.right.value,
            label=words.name,
            hint=words.explanation,
            article=words.article,
        )
        for words in RIGHT_WORDS.values()
        if _has_machine(words.right)
    ]


def other_rights() -> list[RightWords]:
    """The rights for which one writes to the organisation itself."""
    return [words for words in RIGHT_WORDS.values() if not _has_machine(words.right)]


def _has_machine(right: Right) -> bool:
    return right.value in RightsRequest.PROXIES


def _public(register: Register, language: str) -> PublicRegister:
    (version,) = register.versions.all()
    return PublicRegister(
        slug=register.slug,
        name=register.name_in(language),
        description=pick(version.descriptions, language=language),
    )
