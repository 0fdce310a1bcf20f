"""The sections of a notice in their customary order, under the headings customary in each country.

Finland has numbered headings of its own, handed down from the *rekisteriseloste*; elsewhere plain
ones are used. Together they cover GDPR Art. 13 and 14. What has nothing to say is left out, unless
the law wants something said.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registers_app.models import DataOrigin
from registers_app.pages.blocks import Block, Section
from registers_app.pages.content import Content
from registers_app.pages.said import (
    automated,
    data,
    purposes,
    recipients,
    retention,
    rights,
    small,
    who,
)
from registers_app.pages.said.telling import Telling
from registers_app.pages.words import FINLAND

TELLERS: Mapping[str, Callable[[Telling], list[Block]]] = {
    "controller": who.controller,
    "joint_controllers": who.joint_controllers,
    "role": who.role,
    "contact": who.contact,
    "dpo": who.dpo,
    "name": who.name,
    "purposes": purposes.purposes,
    "services": purposes.services,
    "data": data.data,
    "sources": data.sources,
    "retention": retention.retention,
    "recipients": recipients.recipients,
    "transfers": recipients.transfers,
    "security": small.security,
    "automated": automated.automated,
    "rights": rights.rights,
    "client_rights": rights.client_rights,
    "provision": small.provision,
    "cookies": small.cookies,
    "complaint": small.complaint,
    "versions": small.versions,
}
PLAIN: Mapping[str, str | Promise] = {
    "controller": _("Controller"),
    "joint_controllers": _("Joint controllers"),
    "role": _("Our role"),
    "contact": _("Contact for data protection"),
    "dpo": _("Data protection officer"),
    "purposes": _("Why the data are used, and on what lawful basis"),
    "services": _("What we do for our clients"),
    "data": _("Which data are used, and about whom"),
    "sources": _("Where the data come from"),
    "retention": _("How long the data are kept"),
    "recipients": _("Who receives the data"),
    "transfers": _("Transfers outside the EU or the EEA"),
    "security": _("How the data are protected"),
    "automated": _("Automated decisions and profiling"),
    "rights": _("Your rights and how to use them"),
    "client_rights": _("Your rights"),
    "provision": _("Whether you have to give the data"),
    "cookies": _("Cookies"),
    "complaint": _("Right to complain to the supervisory authority"),
    "versions": _("Changes to this notice, and its date"),
}
BRITISH: Mapping[str, str | Promise] = {
    **PLAIN,
    "transfers": _("Transfers outside the United Kingdom"),
}
# In the order and with the words that are customary in Finland.
FINNISH: Mapping[str, str | Promise] = {
    **PLAIN,
    "controller": pgettext_lazy("heading in Finland", "Controller"),
    "contact": pgettext_lazy("heading in Finland", "Contact person for the register"),
    "dpo": pgettext_lazy("heading in Finland", "Data protection officer"),
    "name": pgettext_lazy("heading in Finland", "Name of the register"),
    "purposes": pgettext_lazy("heading in Finland", "Purpose and legal basis"),
    "data": pgettext_lazy("heading in Finland", "Data content and groups of persons"),
    "sources": pgettext_lazy("heading in Finland", "Regular sources"),
    "retention": pgettext_lazy("heading in Finland", "Retention"),
    "recipients": pgettext_lazy("heading in Finland", "Disclosures and recipients"),
    "transfers": pgettext_lazy("heading in Finland", "Transfers outside EU/EEA"),
    "security": pgettext_lazy("heading in Finland", "Security principles"),
    "automated": pgettext_lazy("heading in Finland", "Automated decisions, profiling"),
    "rights": pgettext_lazy("heading in Finland", "Rights and how to use them"),
    "provision": pgettext_lazy("heading in Finland", "Obligation to provide data"),
    "cookies": pgettext_lazy("heading in Finland", "Cookies"),
    "complaint": pgettext_lazy("heading in Finland", "Complaint to the authority"),
    "versions": pgettext_lazy("heading in Finland", "Changes, date"),
}
OF_TODAY = frozenset({"rights", "client_rights", "complaint"})


def sections_of(telling: Telling) -> list[Section]:
    """The sections of one version. A former one says what it said, and nothing of today."""
    titles = _titles(telling)
    keys = [key for key in _keys(telling.content) if key in titles]
    if not telling.holds:
        keys = [key for key in keys if key not in OF_TODAY]
    return [
        Section(key=key, number=number, title=str(titles[key]), blocks=TELLERS[key](telling))
        for number, key in enumerate(keys, start=1)
    ]


def _keys(content: Content) -> Sequence[str]:
    return _of_processor(content) if content.is_processor else _of_controller(content)


def _of_controller(content: Content) -> list[str]:
    return [
        "joint_controllers" if content.is_joint else "controller",
        "contact",
        *(["dpo"] if _has_dpo(content) else []),
        *("name", "purposes", "data", "sources", "retention", "recipients", "transfers"),
        *("security", "automated", "rights"),
        *(["provision"] if _asks_the_person(content) else []),
        *(["cookies"] if _has_cookies(content) else []),
        *("complaint", "versions"),
    ]


def _of_processor(content: Content) -> list[str]:
    """Of what its clients decide, a processor says what it knows."""
    told = {
        "dpo": _has_dpo(content),
        "name": True,
        "services": bool(content.purposes),
        "data": bool(content.data or content.groups),
        "sources": bool(content.sources),
        "retention": bool(content.retention),
        "recipients": True,
        "transfers": True,
        "security": True,
        "automated": _has_automation(content),
        "client_rights": True,
        "provision": bool(content.provision.text),
        "cookies": _has_cookies(content),
    }
    keys = [key for key, is_told in told.items() if is_told]
    return ["role", "contact", *keys, "complaint", "versions"]


def _has_dpo(content: Content) -> bool:
    return any(party.has_dpo for party in content.parties)


def _has_cookies(content: Content) -> bool:
    return bool(content.cookies or content.cookie_note.text)


def _has_automation(content: Content) -> bool:
    said = content.automated.text or content.automations
    return bool(said) or content.decides_by_machine is not None


def _asks_the_person(content: Content) -> bool:
    """Whether GDPR Art. 13(2)(e) wants it said what follows if data are not given."""
    from_person = any(row.origin == DataOrigin.PROVIDED for row in content.data)
    return from_person or bool(content.provision.text)


def _titles(telling: Telling) -> Mapping[str, str | Promise]:
    if telling.is_british:
        return BRITISH
    return FINNISH if telling.country == FINLAND else PLAIN
