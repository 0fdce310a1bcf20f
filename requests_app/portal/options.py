"""What a page lets people choose from, each with a few words and the language they are in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import Text, pick
from registers_app.domain.residence import countries
from registers_app.models import Controller, OurRole, Register
from registers_app.selectors import (
    joint_with,
    open_controllers,
    own_published_register,
    published_register,
    published_registers,
    versions_in_force_today,
)
from requests_app.domain.representation import Role
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AnswerBy
from requests_app.option import Advice, Option
from requests_app.right_words import RIGHT_WORDS
from requests_app.written import reader_language

UNKNOWN_REGISTER = "unknown"
# Between an organisation's name in addresses and its register's; no such name has one.
OF_ANOTHER = "."

OBJECTS_TO: dict[str, str | Promise] = {
    ObjectionScope.MARKETING.value: _("Direct marketing"),
    ObjectionScope.OTHER.value: _("Another use of my data"),
    ObjectionScope.ALL.value: _("Direct marketing and other uses of my data"),
}


@dataclass(frozen=True, kw_only=True)
class PublicRegister:
    """A register as the public pages show it: its name, what it is for, and who decides on it."""

    value: str
    slug: str
    kept_by: str  # whose notice it has: the name in addresses of the controller that answers
    name: Text
    description: Text
    is_ours: bool
    together: str  # the joint controllers' names; empty where one decides alone


def public_registers(controller: Controller) -> list[PublicRegister]:
    """The registers with a version in force for which one may turn to the controller, in the
    page's language or honestly in another.
    """
    language = get_language() or "en"
    rows = (
        published_registers(controller)
        .select_related("controller")
        .prefetch_related(
            Prefetch("versions", queryset=versions_in_force_today()), "joint_controllers"
        )
    )
    return [_public(register, controller, language) for register in rows]


def register_named(value: str, controller: Controller) -> Register | None:
    """The register that an option of *controller*'s page means; None: no such, or all of them."""
    owner, _of, slug = value.rpartition(OF_ANOTHER)
    if owner in ("", controller.slug):
        return own_published_register(controller, slug)
    found = published_register(owner, slug)
    return found if found and controller in joint_with(found) else None


def organisation_options() -> list[Option]:
    """The organisations that the public pages offer."""
    return [Option(value=row.slug, label=row.name) for row in open_controllers()]


def register_options(controller: Controller) -> list[Option]:
    """The registers, and a way to say that one does not know."""
    registers = public_registers(controller)
    options = [
        Option(
            value=register.value,
            label=register.name.text,
            label_language=register.name.language,
            hint=register.description.text,
            hint_language=register.description.language,
            note=_who_decides(register),
        )
        for register in registers
    ]
    unknown = Option(
        value=UNKNOWN_REGISTER,
        label=_("I do not know, or I mean all of them"),
        hint=_("We look in every register of the organisation.")
        if all(register.is_ours for register in registers)
        else _(
            "We look in every register of the organisation, and pass on what another "
            "organisation decides over."
        ),
    )
    return [*options, unknown]


def right_options(advice: Mapping[Right, Advice]) -> list[Option]:
    """All rights, in the order of everyday need, each with what to expect of it."""
    return [
        Option(
            value=words.right.value,
            label=words.name,
            hint=words.explanation,
            article=words.article,
            advice=advice.get(words.right),
        )
        for words in RIGHT_WORDS.values()
    ]


def whom_options() -> list[Option]:
    """For whom one may ask. An age limits no right (GDPR Art. 8(1) is about something else)."""
    said: dict[Role, tuple[str | Promise, str | Promise]] = {
        Role.SELF: (_("For myself"), ""),
        Role.MINOR: (
            _("For myself, and I am under 18"),
            _("You may ask alone, whatever your age. We write to you, not to your parents."),
        ),
        Role.PARENT: (
            _("For a child whose parent or guardian I am"),
            _("The right is the child’s own. We look at what is in the child’s interest."),
        ),
        Role.GUARDIAN: (
            _("For an adult whose guardian I am"),
            _("For example a guardian appointed by a court or an authority."),
        ),
        Role.AGENT: (
            _("For somebody who has asked me to"),
            _("For example as their lawyer, their relative, or a service that they use."),
        ),
        Role.RELATIVE: (
            _("About somebody who has died"),
            _("The data-protection rights are those of living people. We say what applies."),
        ),
    }
    return [
        Option(value=role.value, label=label, hint=hint) for role, (label, hint) in said.items()
    ]


def objection_options() -> list[Option]:
    """What one may object to (GDPR Art. 21(1)–(3))."""
    hints = {
        ObjectionScope.MARKETING: _("It stops at once. You need give no reason."),
        ObjectionScope.OTHER: _(
            "We weigh it against your particular situation. You can describe that on a later "
            "page, in your own words."
        ),
        ObjectionScope.ALL: _("Direct marketing stops at once, and the rest is weighed."),
    }
    return [
        Option(value=scope.value, label=OBJECTS_TO[scope.value], hint=hint)
        for scope, hint in hints.items()
    ]


def answer_options() -> list[Option]:
    """How one may be answered. Data never go by plain e-mail (GDPR Art. 32)."""
    return [
        Option(
            value=AnswerBy.ONLINE.value,
            label=_("Here on this site"),
            hint=_(
                "An e-mail tells you when there is something to read. It never holds your data."
            ),
        ),
        Option(
            value=AnswerBy.POST.value,
            label=_("By post"),
            hint=_("Letters go to your address. You can follow the request here all the same."),
        ),
    ]


def _public(register: Register, controller: Controller, language: str) -> PublicRegister:
    (version,) = register.versions.all()
    is_own = register.controller_id == controller.pk
    together = joint_with(register)
    return PublicRegister(
        value=register.slug if is_own else f"{register.controller.slug}{OF_ANOTHER}{register.slug}",
        slug=register.slug,
        kept_by=register.controller.slug,
        name=register.name_in(language),
        description=pick(version.descriptions, language=language),
        is_ours=register.our_role != OurRole.PROCESSOR,
        together=", ".join(each.name for each in together) if len(together) > 1 else "",
    )


def _who_decides(register: PublicRegister) -> str | Promise:
    if not register.is_ours:
        return _("Another organisation decides over these data. We pass your request on to it.")
    if register.together:
        text = _(
            "These organisations decide over the data together, and you may turn to any of "
            "them: %(names)s."
        )
        return text % {"names": register.together}
    return ""


def home_choices() -> list[tuple[str, Any]]:
    """The countries of the EU and EEA, in the reader's language, and "not told"."""
    return [("", _("I do not tell, or elsewhere")), *countries(reader_language())]
