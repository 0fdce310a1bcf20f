"""The sections of a notice in their customary order, under the headings customary in each country.

Finland has numbered headings of its own, handed down from the *rekisteriseloste*; elsewhere plain
ones are used. Together they cover GDPR Art. 13 and 14.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller, Regime
from registers_app.pages.content import Content
from registers_app.pages.history import Standing
from registers_app.pages.words import FINLAND

FINNISH: dict[str, str | Promise] = {
    "controller": _("Controller"),
    "joint_controllers": _("Joint controllers"),
    "role": _("Our role"),
    "contact": _("Contact in matters concerning the register"),
    "name": _("Name of the register"),
    "purposes": _("Purpose and legal basis of the processing"),
    "services": _("What we do for our clients"),
    "data": _("Data content and groups of persons"),
    "sources": _("Regular sources of data"),
    "retention": _("Retention of the data"),
    "recipients": _("Disclosures and recipients"),
    "transfers": _("Transfers outside the EU or the EEA"),
    "security": _("Principles of protecting the register"),
    "automated": _("Automated decisions and profiling"),
    "rights": _("Rights of the data subject and how to use them"),
    "client_rights": _("Your rights"),
    "complaint": _("Right to complain to the supervisory authority"),
    "versions": _("Changes to this notice, and its date"),
}
PLAIN: dict[str, str | Promise] = {
    **FINNISH,
    "contact": _("Contact for data protection"),
    "purposes": _("Why the data are used, and on what lawful basis"),
    "data": _("Which data are used, and about whom"),
    "sources": _("Where the data come from"),
    "retention": _("How long the data are kept"),
    "recipients": _("Who receives the data"),
    "security": _("How the data are protected"),
    "rights": _("Your rights and how to use them"),
}
BRITISH: dict[str, str | Promise] = {
    **PLAIN,
    "transfers": _("Transfers outside the United Kingdom"),
}

ALWAYS = ("recipients", "transfers", "security")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One numbered section."""

    key: str
    title: str | Promise

    @property
    def template(self) -> str:
        """The template of what stands under the heading."""
        return f"notices/sections/{self.key}.html"


def sections_of(content: Content, *, standing: Standing) -> list[Section]:
    """The sections of one version. A former one holds what it said, and nothing of today."""
    controller = content.register.controller
    keys = _said(content)
    if standing is not Standing.FORMER:
        keys = [*_who(content), *keys, *_what_one_can_do(content)]
    titles = _titles(controller)
    if controller.country != FINLAND:
        keys = [key for key in keys if key != "name"]
    return [Section(key=key, title=titles[key]) for key in [*keys, "versions"]]


def _who(content: Content) -> list[str]:
    if content.is_processor:
        return ["role", "contact"]
    return ["joint_controllers" if content.is_joint else "controller", "contact"]


def _said(content: Content) -> list[str]:
    if not content.is_processor:
        return ["name", "purposes", "data", "sources", "retention", *ALWAYS, "automated"]
    # Of what its clients decide, a processor says what it knows.
    told = {
        "services": content.purposes,
        "data": content.data or content.groups,
        "sources": content.sources,
        "retention": content.retention,
    }
    automated = ["automated"] if content.automated.text else []
    return ["name", *(key for key, rows in told.items() if rows), *ALWAYS, *automated]


def _what_one_can_do(content: Content) -> list[str]:
    return ["client_rights" if content.is_processor else "rights", "complaint"]


def _titles(controller: Controller) -> dict[str, str | Promise]:
    if controller.regime == Regime.UK:
        return BRITISH
    return FINNISH if controller.country == FINLAND else PLAIN
