"""The steps of a register version: buttons and pages over the services, and the trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.admin.findings import panel_of
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.languages import pick
from registers_app.domain.roles import Permission
from registers_app.models import OurRole, RegisterVersion, VersionState, VersionStep
from registers_app.selectors import version_in_force
from registers_app.services.change_words import ShownPart, shown
from registers_app.services.check_version import open_findings
from registers_app.services.compare import Comparison, compare
from registers_app.services.errors import Refused
from registers_app.services.publish import obstacles, previous_of, publish, why_not
from registers_app.services.return_to_draft import return_to_draft
from registers_app.services.seal import is_whole
from registers_app.services.send_to_review import send_to_review
from registers_app.services.told_of_change import told_of_change
from registers_app.services.version_steps import is_history

UNPUBLISHED = (VersionState.DRAFT, VersionState.IN_REVIEW)


class PublishForm(forms.Form):
    """From which day a version is in force."""

    effective_on = forms.DateField(
        label=capfirst(gettext_lazy("in force from")),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "A later day leaves time to tell people. Until then the version before stays in force."
        ),
    )

    def __init__(self, *args: Any, version: RegisterVersion, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.actor = actor

    def clean_effective_on(self) -> date:
        """A day from which the version can be in force."""
        day: date = self.cleaned_data["effective_on"]
        local_day = today(self.version.register.controller.time_zone)
        reasons = obstacles(self.version, actor=self.actor, effective_on=day)
        if day < local_day and not self.version.predates_desk:
            reasons.append(
                _("Nothing is in force before it is published: choose today or a later day.")
            )
        if not is_history(self.version, effective_on=day) and open_findings(self.version):
            reasons.append(_("Findings stand against this version; they are listed below."))
        if reasons:
            raise forms.ValidationError([forms.ValidationError(reason) for reason in reasons])
        return day


class ReturnForm(forms.Form):
    """What is to be changed in a version."""

    note = forms.CharField(
        label=gettext_lazy("What is to be changed?"), widget=forms.Textarea(attrs={"rows": 4})
    )


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    """What the page of a version shows beside what it says."""

    version: RegisterVersion
    steps: QuerySet[VersionStep]
    may_send: bool
    may_return: bool
    may_publish: bool
    why_not: str
    standing: str | Promise

    @property
    def is_published(self) -> bool:
        """Whether it ever was."""
        return self.version.state not in UNPUBLISHED

    @property
    def is_whole(self) -> bool:
        """Whether it still says what it said when it was published."""
        return is_whole(self.version)


class VersionSteps(ControllerScopedAdmin[RegisterVersion]):
    """The pages of the steps, for the admin of versions."""

    def get_urls(self) -> list[URLPattern]:
        """The pages, and those of the steps."""
        steps: dict[str, Callable[..., HttpResponse]] = {
            "review": self.review_view,
            "return": self.return_view,
            "publish": self.publish_view,
            "compare": self.compare_view,
        }
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"registers_app_registerversion_{name}",
            )
            for name, view in steps.items()
        ] + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page, with its buttons and its trail."""
        version = self.get_object(request, object_id)
        page = self._page(request, version) if version is not None else None
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "version_page": page}
        )

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a draft to review."""
        version = self._version(request, pk, Permission.EDIT_REGISTERS)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return self._done(
            request,
            version,
            lambda: send_to_review(version.pk, actor=_actor(request)),
            _("The version is in review. Nothing in it changes until it is published or returned."),
        )

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what is to be changed, then return the version."""
        version = self._version(request, pk, Permission.EDIT_REGISTERS)
        form = ReturnForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            note = form.cleaned_data["note"]
            return self._done(
                request,
                version,
                lambda: return_to_draft(version.pk, note=note, actor=_actor(request)),
                _("The version is a draft again."),
            )
        context = self._context(request, version, _("Return a register version"), form)
        return render(request, "admin/registers_app/return_version.html", context)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask from which day on, then publish."""
        version = self._version(request, pk, Permission.PUBLISH_REGISTERS)
        if version.state not in UNPUBLISHED:
            raise PermissionDenied
        actor = _actor(request)
        local_day = today(version.register.controller.time_zone)
        initial = {"effective_on": local_day}
        form = PublishForm(request.POST or None, version=version, actor=actor, initial=initial)
        if request.method == "POST" and form.is_valid():
            day = form.cleaned_data["effective_on"]
            return self._done(
                request,
                version,
                lambda: publish(version_id=version.pk, effective_on=day, actor=actor),
                _("The version is published."),
            )
        previous = previous_of(version)
        context = {
            **self._context(request, version, _("Publish a register version"), form),
            "previous": previous,
            **(_consequences(previous, version, actor) if previous else {}),
            "why_not": why_not(version, actor=actor),
            "panel": panel_of(self, request, version),
        }
        return render(request, "admin/registers_app/publish.html", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What differs from another version of the register, by its number; else from the last."""
        version = self._version(request, pk, Permission.SEE_REGISTERS)
        others = RegisterVersion.objects.filter(register=version.register_id).exclude(pk=pk)
        chosen = request.GET.get("with", "")
        named = others.filter(number=int(chosen)) if chosen.isdecimal() else others.none()
        other = named.first() or others.filter(number__lt=version.number).first() or others.first()
        context = {
            **self._context(request, version, _("Compare versions of a register")),
            "other": other,
            "others": others,
            "parts": _changes(*sorted([other, version], key=_number)) if other else [],
        }
        return render(request, "admin/registers_app/compare.html", context)

    def _version(self, request: HttpRequest, pk: int, permission: Permission) -> RegisterVersion:
        version = self.get_object(request, str(pk))
        if version is None or not self.granted(request, permission, version):
            raise PermissionDenied
        return version

    def _done(
        self,
        request: HttpRequest,
        version: RegisterVersion,
        step: Callable[[], object],
        said: str,
    ) -> HttpResponse:
        try:
            step()
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, said)
        return HttpResponseRedirect(
            reverse("admin:registers_app_registerversion_change", args=[version.pk])
        )

    def _context(
        self,
        request: HttpRequest,
        version: RegisterVersion,
        title: str,
        form: forms.Form | None = None,
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "version": version,
            "form": form,
        }

    def _page(self, request: HttpRequest, version: RegisterVersion) -> VersionPage:
        edits = self.granted(request, Permission.EDIT_REGISTERS, version)
        publishes = self.granted(request, Permission.PUBLISH_REGISTERS, version)
        publishes = publishes and version.state in UNPUBLISHED
        barred = why_not(version, actor=_actor(request)) if publishes else ""
        return VersionPage(
            version=version,
            steps=version.steps.select_related("actor"),
            may_send=edits and version.state == VersionState.DRAFT,
            may_return=edits and version.state == VersionState.IN_REVIEW,
            may_publish=publishes and (not barred or version.predates_desk),
            why_not=barred,
            standing=_standing(version),
        )


def _changes(before: RegisterVersion, after: RegisterVersion) -> list[ShownPart]:
    return _shown(compare(before, after, is_public=False))


def _shown(comparison: Comparison) -> list[ShownPart]:
    return shown(comparison, language=get_language() or "en", every_language=True)


def _consequences(
    previous: RegisterVersion, version: RegisterVersion, actor: Actor
) -> dict[str, Any]:
    """What changes, who is told, and whom the organisation itself must tell."""
    comparison = compare(previous, version, is_public=False)
    language = get_language() or "en"
    register = version.register
    return {
        "parts": _shown(comparison),
        "told": [] if version.predates_desk else told_of_change(register, by=actor),
        "new_purposes": [
            pick(change.names, language=language) for change in comparison.new_purposes
        ],
        "has_clients": register.our_role == OurRole.PROCESSOR,
    }


def _number(version: RegisterVersion) -> int:
    return version.number


def _standing(version: RegisterVersion) -> str | Promise:
    """How a published version stands today; its state says only what was published after it."""
    if version.state in UNPUBLISHED or version.effective_on is None:
        return ""
    local_day = today(version.register.controller.time_zone)
    if version.effective_on > local_day:
        return _("It is not in force yet.")
    if version == version_in_force(version.register, on=local_day):
        return _("It is in force today.")
    return _("It is no longer in force.")


def _actor(request: HttpRequest) -> Actor:
    assert request.user.pk, "Only who has signed in comes here."
    return user_actor(request.user.pk)
