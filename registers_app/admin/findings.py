"""What the linter finds in a version, shown with its law, and the reasons given for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from registers_app.admin.finding_places import addresses_of, name_of
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.languages import Text, pick
from registers_app.domain.lint.finding import Rule, Severity
from registers_app.domain.roles import Permission
from registers_app.models import FindingReason, RegisterVersion, User
from registers_app.services.check_version import Checked, checked
from registers_app.services.finding_words import SENTENCES, SEVERITY_WORDS, law_of
from registers_app.services.give_reason import (
    OPEN_STATES,
    ReasonRefused,
    give_reason,
    take_back_reason,
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a rule finds something, what it read there, and the reason given for it."""

    place: str
    kind: str
    name: Text
    url: str
    words: tuple[str, ...]
    reason: FindingReason | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """All that one rule finds."""

    rule: Rule
    severity: str | Promise
    sentence: str | Promise
    law: str
    places: tuple[Place, ...]
    typed: str

    @property
    def waiting(self) -> list[Place]:
        """Where a reason is still wanted."""
        if self.rule.severity is not Severity.WARNING:
            return []
        return [place for place in self.places if place.reason is None]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The findings in one version, for somebody who may give reasons or only reads them."""

    version: RegisterVersion
    groups: tuple[Group, ...]
    summary: str
    may_give: bool
    url: str


def panel_of(
    page: ControllerScopedAdmin[RegisterVersion],
    request: HttpRequest,
    version: RegisterVersion,
    *,
    typed: dict[str, str] | None = None,
) -> Panel:
    """What ``admin/registers_app/findings.html`` shows (as ``panel``); not inside another form.

    *typed* are reasons, by rule, that could not be taken.
    """
    found = checked([version])[version.pk]
    urls = addresses_of(request, version, found)
    by_rule: dict[str, list[Checked]] = {}
    for one in found:
        by_rule.setdefault(one.finding.code, []).append(one)
    publishes = page.granted(request, Permission.PUBLISH_REGISTERS, version)
    return Panel(
        version=version,
        groups=tuple(_group(ones, urls, typed or {}) for ones in by_rule.values()),
        summary=summary_of(found),
        may_give=publishes and version.state in OPEN_STATES,
        url=reverse("admin:registers_app_registerversion_findings", args=[version.pk]),
    )


def summary_of(found: Sequence[Checked]) -> str:
    """How many errors, warnings without a reason and notes there are; empty for none."""
    errors, warnings = (
        sum(one.is_open and one.finding.severity is severity for one in found)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    notes = sum(one.finding.severity is Severity.NOTE for one in found)
    said = (
        errors and ngettext("%(count)s error", "%(count)s errors", errors) % {"count": errors},
        warnings
        and ngettext("%(count)s warning", "%(count)s warnings", warnings) % {"count": warnings},
        notes and ngettext("%(count)s note", "%(count)s notes", notes) % {"count": notes},
    )
    return ", ".join(part for part in said if part)


class VersionFindings(ControllerScopedAdmin[RegisterVersion]):
    """The page of a version’s findings: everybody who sees registers reads it."""

    def get_urls(self) -> list[URLPattern]:
        """The pages, and that of the findings."""
        page = path(
            "<int:pk>/findings/",
            self.admin_site.admin_view(self.findings_view),
            name="registers_app_registerversion_findings",
        )
        return [page, *super().get_urls()]

    def findings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show them; give a reason for a warning, or take one back."""
        version = self.get_object(request, str(pk))
        if version is None or not self.has_view_permission(request, version):
            raise PermissionDenied
        if request.method != "POST":
            return self._findings(request, version)
        if not self.granted(request, Permission.PUBLISH_REGISTERS, version):
            raise PermissionDenied
        if not request.POST.get("take_back") and not request.POST.get("reason", "").strip():
            typed = {request.POST.get("code", ""): ""}
            messages.error(request, _("Say why the warning does not stop this version."))
            return self._findings(request, version, typed=typed)
        return self._act(request, version)

    def _act(self, request: HttpRequest, version: RegisterVersion) -> HttpResponse:
        assert isinstance(request.user, User)
        code, said = request.POST.get("code", ""), request.POST.get("reason", "")
        warning: dict[str, Any] = {"version_id": version.pk, "code": code, "user": request.user}
        try:
            if request.POST.get("take_back"):
                take_back_reason(**warning, place=request.POST.get("place", ""))
                messages.success(request, _("The reason is taken back; the warning stands again."))
            else:
                give_reason(**warning, places=request.POST.getlist("place"), reason=said)
                messages.success(request, _("The reason is kept with the version."))
        except ReasonRefused:
            messages.error(
                request,
                _("That could not be kept: choose at least one place of a warning that is open."),
            )
            return self._findings(request, version, typed={code: said})
        return HttpResponseRedirect(
            reverse("admin:registers_app_registerversion_findings", args=[version.pk])
        )

    def _findings(
        self,
        request: HttpRequest,
        version: RegisterVersion,
        *,
        typed: dict[str, str] | None = None,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the check finds"),
            "opts": self.opts,
            "version": version,
            "panel": panel_of(self, request, version, typed=typed),
        }
        return render(request, "admin/registers_app/findings_page.html", context)


def _group(ones: list[Checked], urls: dict[str, str], typed: dict[str, str]) -> Group:
    rule = ones[0].finding.rule
    return Group(
        rule=rule,
        severity=SEVERITY_WORDS[rule.severity],
        sentence=SENTENCES[rule.code],
        law=law_of(rule),
        places=tuple(_place(one, urls) for one in ones),
        typed=typed.get(rule.code, ""),
    )


def _place(one: Checked, urls: dict[str, str]) -> Place:
    place = one.finding.place
    part, _dot, key = place.partition(".")
    named = pick(one.names, language=get_language() or "en")
    if part in ("clients", "controller"):
        named = Text(text=key, language="")
    return Place(
        place=place,
        kind=name_of(place),
        name=named,
        url=urls[place],
        words=one.finding.words,
        reason=one.reason,
    )
