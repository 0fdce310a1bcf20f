"""Register versions: what a register says, line by line, and its publishing."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.clock import today
from registers_app.admin.scoped import ControllerScopedAdmin, ScopedInline
from registers_app.admin.texts import TextsFormField, ThreeLanguages, shown_texts
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.roles import Permission
from registers_app.models import (
    DataCategory,
    DataSource,
    LawfulBasisChoice,
    Purpose,
    PurposeBasis,
    Recipient,
    RegisterVersion,
    RetentionRule,
    SubjectCategory,
    Transfer,
    VersionState,
)
from registers_app.services.publish import publish

EDITABLE = (VersionState.DRAFT, VersionState.IN_REVIEW)


class PurposeForm(forms.ModelForm[Purpose]):
    """A purpose with the bases it rests on, in one place."""

    lawful_bases = forms.MultipleChoiceField(
        choices=LawfulBasisChoice,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=capfirst(gettext_lazy("lawful bases")),
    )
    legal_acts = TextsFormField(
        required=False,
        label=capfirst(gettext_lazy("legal act")),
        help_text=gettext_lazy("For a legal obligation: which law."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            bases = {row.basis: row for row in self.instance.bases.all()}
            obligation = bases.get(LawfulBasis.LEGAL_OBLIGATION.value)
            self.initial["lawful_bases"] = list(bases)
            self.initial["legal_acts"] = obligation.legal_acts if obligation else {}

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # called by save(), in and outside formsets
        chosen = self.cleaned_data["lawful_bases"]
        self.instance.bases.exclude(basis__in=chosen).delete()
        for basis in chosen:
            row, _made = PurposeBasis.objects.get_or_create(purpose=self.instance, basis=basis)
            if basis == LawfulBasis.LEGAL_OBLIGATION.value:
                row.legal_acts = self.cleaned_data["legal_acts"]
                row.save(update_fields=["legal_acts"])


class PartInline(ThreeLanguages, ScopedInline, admin.StackedInline[Any, RegisterVersion]):
    """Lines of a version."""

    classes = ["collapse"]


@admin.display(description=gettext_lazy("lawful bases"))
def _bases(purpose: Purpose) -> str:
    return format_html_join(
        "",
        "<div>{} {}</div>",
        ((row.get_basis_display(), shown_texts(row.legal_acts)) for row in purpose.bases.all()),
    )


class PurposeInline(PartInline):
    """Purposes."""

    model = Purpose
    form = PurposeForm
    fields = [
        "position",
        "names",
        "lawful_bases",
        "legal_acts",
        "legitimate_interests",
        "is_direct_marketing",
        "needs_legal_release",
    ]
    instead = {"lawful_bases": _bases, "legal_acts": None}


class SubjectCategoryInline(PartInline):
    """Groups of people."""

    model = SubjectCategory
    fields = ["position", "names"]


class DataCategoryInline(PartInline):
    """Data categories."""

    model = DataCategory
    fields = ["position", "names", "origin", "is_special", "is_identity_code", "sensitivity"]


class DataSourceInline(PartInline):
    """Sources."""

    model = DataSource
    fields = ["position", "names"]


class RecipientInline(PartInline):
    """Recipients."""

    model = Recipient
    fields = ["position", "names", "kind", "is_category", "is_published"]


class TransferInline(PartInline):
    """Transfers."""

    model = Transfer
    fields = ["position", "names", "country", "safeguard"]


class RetentionRuleInline(PartInline):
    """Retention."""

    model = RetentionRule
    fields = ["position", "names"]


class PublishForm(forms.Form):
    """From which day a version is in force."""

    effective_on = forms.DateField(
        label=capfirst(gettext_lazy("in force from")),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, version: RegisterVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean_effective_on(self) -> date:
        """Versions follow one another."""
        day: date = self.cleaned_data["effective_on"]
        previous = _previous(self.version)
        if previous and previous.effective_on and day <= previous.effective_on:
            raise forms.ValidationError(
                _("The version before this one is in force from %(day)s; choose a later day."),
                params={"day": previous.effective_on},
            )
        return day


@admin.register(RegisterVersion)
class RegisterVersionAdmin(ThreeLanguages, ControllerScopedAdmin[RegisterVersion]):
    """A draft is edited here; what was published once is only read."""

    controller_path = "register__controller"
    see = Permission.SEE_REGISTERS
    change = Permission.EDIT_REGISTERS
    fields = [
        "register",
        "number",
        "state",
        "effective_on",
        "predates_desk",
        "descriptions",
        "automated_decisions",
        "security_measures",
    ]
    readonly_fields = ["register", "number", "state", "effective_on"]
    inlines = [
        PurposeInline,
        SubjectCategoryInline,
        DataCategoryInline,
        DataSourceInline,
        RecipientInline,
        TransferInline,
        RetentionRuleInline,
    ]
    list_display = ["register", "number", "state", "effective_on", "predates_desk"]
    list_filter = ["state", "predates_desk"]
    list_select_related = ["register"]
    change_form_template = "admin/registers_app/registerversion_change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A version is begun on its register's page."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: RegisterVersion | None = None
    ) -> bool:
        """Only until it is published."""
        if obj is not None and obj.state not in EDITABLE:
            return False
        return super().has_change_permission(request, obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page, with its button."""
        version = self.get_object(request, object_id)
        can_publish = version is not None and self._may_publish(request, version)
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "can_publish": can_publish}
        )

    def get_urls(self) -> list[URLPattern]:
        """The pages, and the one that asks before it publishes."""
        confirm = path(
            "<int:pk>/publish/",
            self.admin_site.admin_view(self.publish_view),
            name="registers_app_registerversion_publish",
        )
        return [confirm, *super().get_urls()]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask from which day on, then publish."""
        version = self.get_object(request, str(pk))
        if version is None or not self._may_publish(request, version):
            raise PermissionDenied
        local_day = today(version.register.controller.time_zone)
        form = PublishForm(
            request.POST or None, version=version, initial={"effective_on": local_day}
        )
        if request.method == "POST" and form.is_valid():
            publish(version_id=version.pk, effective_on=form.cleaned_data["effective_on"])
            messages.success(request, _("The version is published."))
            return HttpResponseRedirect(
                reverse("admin:registers_app_registerversion_change", args=[version.pk])
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish a register version"),
            "opts": self.opts,
            "version": version,
            "previous": _previous(version),
            "form": form,
        }
        return render(request, "admin/registers_app/publish.html", context)

    def _may_publish(self, request: HttpRequest, version: RegisterVersion) -> bool:
        return version.state in EDITABLE and self.granted(
            request, Permission.PUBLISH_REGISTERS, version
        )


def _previous(version: RegisterVersion) -> RegisterVersion | None:
    return RegisterVersion.objects.filter(
        register=version.register_id, state=VersionState.PUBLISHED
    ).first()
