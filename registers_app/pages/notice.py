"""A privacy notice: what one version of a register says, with what one can do about it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from config.clock import today
from registers_app.domain.authorities import Authority, authority_of
from registers_app.models import Controller, Regime, Register
from registers_app.pages.content import Content, content_of
from registers_app.pages.history import Dated, Standing, current, history
from registers_app.pages.rights import Objection, RightRow, objection_of, rights_of
from registers_app.pages.sections import Section, sections_of
from registers_app.pages.words import business_id_name, identity_code_name, notice_name
from registers_app.selectors import published_versions


@dataclass(frozen=True, kw_only=True)
class NamedAuthority:
    """A supervisory authority, with its name in the page's language."""

    name: str
    address: str
    authority: Authority


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One version of one register's notice, in the page's language."""

    language: str
    kind: str | Promise
    dated: Dated
    current: Dated
    history: list[Dated]
    content: Content
    sections: list[Section]
    rights: list[RightRow]
    objection: Objection | None
    authorities: list[NamedAuthority]
    business_id_name: str | Promise
    identity_code_name: str | Promise
    lasting_address: str

    @property
    def controller(self) -> Controller:
        """The controller that keeps the register."""
        return self.content.register.controller

    @property
    def standing(self) -> str:
        """How this version stands today."""
        return self.dated.standing.value

    @property
    def takes_requests(self) -> bool:
        """Whether a request can be made from here: the desk is open, and the version holds."""
        holds = self.dated.standing in (Standing.IN_FORCE, Standing.COMING)
        return self.controller.is_open and holds

    @property
    def is_british(self) -> bool:
        """Whether the law of the United Kingdom applies."""
        return self.controller.regime == Regime.UK


def notice_of(register: Register, *, language: str, number: int | None = None) -> Notice | None:
    """A version by its number, else the one in force; None where no such one was published."""
    controller = register.controller
    versions = history(
        published_versions().filter(register=register), on=today(controller.time_zone)
    )
    if not versions:
        return None
    dated = _chosen(versions, number)
    if dated is None:
        return None
    return composed(register, dated, versions, language=language)


def composed(register: Register, dated: Dated, versions: list[Dated], *, language: str) -> Notice:
    """The notice of one version, beside those that were published."""
    controller = register.controller
    content = content_of(register, dated.version, language=language)
    return Notice(
        language=language,
        kind=notice_name(controller.country),
        dated=dated,
        current=current(versions) if versions else dated,
        history=versions,
        content=content,
        sections=sections_of(content, standing=dated.standing),
        rights=rights_of(content),
        objection=objection_of(content),
        authorities=_authorities(content.controllers, language),
        business_id_name=business_id_name(controller.country),
        identity_code_name=identity_code_name(controller.country),
        lasting_address=lasting_address(register),
    )


def lasting_address(register: Register) -> str:
    """The address that leads to the version in force, in the controller's main language."""
    names = {"controller": register.controller.slug, "register": register.slug}
    return settings.SITE_URL.rstrip("/") + reverse("notice_links:register", kwargs=names)


def _chosen(versions: list[Dated], number: int | None) -> Dated | None:
    if number is None:
        return current(versions)
    return next((row for row in versions if row.version.number == number), None)


def _authorities(controllers: list[Controller], language: str) -> list[NamedAuthority]:
    countries = dict.fromkeys(controller.country for controller in controllers)
    return [
        NamedAuthority(name=found.name(language), address=found.address(language), authority=found)
        for country in countries
        if (found := authority_of(country))
    ]
