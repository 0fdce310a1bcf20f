"""Register versions: what a register says, line by line, and its publishing."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from registers_app.admin.scoped import ScopedInline
from registers_app.admin.texts import TextsFormField, ThreeLanguages, shown_texts
from registers_app.admin.version_steps import VersionSteps
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


@admin.register(RegisterVersion)
class RegisterVersionAdmin(ThreeLanguages, VersionSteps):
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
        """Only while it is a draft: what is looked at, or published, stays."""
        if obj is not None and obj.state != VersionState.DRAFT:
            return False
        return super().has_change_permission(request, obj)
