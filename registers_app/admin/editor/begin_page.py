"""A new register: what it is, who answers for it, whom people turn to; then into its editor."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from registers_app.admin.editor.forms import EditorForm, form_field
from registers_app.admin.editor.opened import languages_of
from registers_app.admin.scoped import ControllerScopedAdmin, controllers_of
from registers_app.admin.texts import TextsFormField
from registers_app.domain.languages import LANGUAGES
from registers_app.domain.roles import Permission
from registers_app.models import ContactPoint, Controller, Register
from registers_app.models.keys import key_for
from registers_app.services.begin_register import begin_register, free_slug

GROUPS = (
    (gettext_lazy("What it is"), ("controller", "names", "our_role")),
    (gettext_lazy("Who answers for it inside the house"), ("owner", "owner_email")),
    (
        gettext_lazy("Whom people may turn to"),
        ("contact_names", "contact_email", "contact_phone"),
    ),
)


class BeginForm(EditorForm):
    """What a register begins with. An empty address is made from its name."""

    contact_names = TextsFormField(label=gettext_lazy("Contact (a role)"), required=False)
    contact_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    contact_phone = forms.CharField(
        label=capfirst(gettext_lazy("phone")), max_length=50, required=False
    )
    part = "register"
    in_details = ("slug",)

    class Meta:
        model = Register
        fields = ["controller", "names", "our_role", "owner", "owner_email", "slug"]
        formfield_callback = form_field

    def __init__(self, *args: Any, controllers: Any, **kwargs: Any) -> None:
        self.controllers = controllers
        super().__init__(*args, **kwargs)

    def mark(self) -> str:
        """A new one has none."""
        return ""

    def complete(self) -> None:
        """Offer the controllers for which the user edits registers."""
        field = self.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self.controllers
        if len(self.controllers) == 1:
            field.initial = self.controllers[0]
        self.fields["slug"].required = False

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields in their groups."""
        shown = {each.bound.name: each for each in self.shown()}
        return [(title, [shown[name] for name in names]) for title, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        """A contact is named; an address that was not given is made."""
        given = super().clean() or self.cleaned_data
        reached = given.get("contact_email") or given.get("contact_phone")
        if reached and not given.get("contact_names"):
            self.add_error("contact_names", _("Say who answers there, by role."))
        if given.get("names") and given.get("controller") and not given.get("slug"):
            wanted = key_for(given["names"], taken=set())[:50]
            given["slug"] = free_slug(wanted, controller_id=given["controller"].pk)
        return given

    def contact(self) -> ContactPoint | None:
        """The contact that was named."""
        if not self.cleaned_data["contact_names"]:
            return None
        return ContactPoint(
            names=self.cleaned_data["contact_names"],
            email=self.cleaned_data["contact_email"],
            phone=self.cleaned_data["contact_phone"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def begin_page(request: HttpRequest, *, page: ControllerScopedAdmin[Register]) -> HttpResponse:
    """Ask for what a register begins with, and open the editor of its first version."""
    if not page.has_add_permission(request):
        raise PermissionDenied
    controllers = controllers_of(request, Permission.EDIT_REGISTERS)
    form = BeginForm(
        request.POST or None, controllers=controllers, languages=_languages(request, controllers)
    )
    if request.method == "POST" and form.is_valid():
        version = begin_register(form.instance, contact=form.contact())
        page.log_addition(request, form.instance, [{"added": {}}])
        messages.success(request, _("The register is begun. Now say what it holds."))
        names = [version.pk]
        return HttpResponseRedirect(
            reverse("admin:registers_app_registerversion_change", args=names)
        )
    context = {
        **admin.site.each_context(request),
        "title": _("New register"),
        "opts": Register._meta,
        "form": form,
    }
    return TemplateResponse(request, "admin/registers_app/editor/begin.html", context)


def _languages(request: HttpRequest, controllers: Any) -> tuple[str, ...]:
    found: list[Controller] = list(controllers)
    if len(found) == 1:
        return languages_of(found[0])
    first = request.LANGUAGE_CODE
    return (first, *(code for code in LANGUAGES if code != first))
