"""Taking files of registers in, with a preview first, on the admin's pages."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers_app.admin.scoped import ControllerScopedAdmin, controllers_of
from registers_app.domain.roles import Permission
from registers_app.exchange.apply import ChangedMeanwhile, import_file, preview
from registers_app.exchange.plan import Plan
from registers_app.exchange.reach import Reach, reach_of
from registers_app.exchange.summary import items_of_plan
from registers_app.exchange.yaml_tree import MAX_BYTES, FileRefused, too_large
from registers_app.models import Register, RegisterUpload, User
from registers_app.permissions import manages_installation

IMPORT = "registers_app_register_import"
PREVIEW = "registers_app_register_import_preview"


class UploadForm(forms.Form):
    """Choose a file."""

    file = forms.FileField(
        label=capfirst(gettext_lazy("file")),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """One that is too large is not looked into."""
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(too_large().reason)
        return file


class ImportPages(ControllerScopedAdmin[Register]):
    """Upload, look at what would change, confirm. Nothing changes before."""

    change_list_template = "admin/registers_app/register_change_list.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with its button for whoever may bring a file."""
        more = {"may_import": _may_bring_files(request)}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    def get_urls(self) -> list[URLPattern]:
        """The two pages, before those of a register."""
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name=IMPORT),
            path("import/preview/", view(self.preview_view), name=PREVIEW),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the file that was chosen, and lead to its preview."""
        user, _reach = _who(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            RegisterUpload.keep(user.pk, name=file.name, source=file.read())
            return HttpResponseRedirect(reverse(f"admin:{PREVIEW}"))
        return self._page(request, "import", {"form": form})

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """Show what the file changes; on confirmation change it, if it is still the same."""
        user, reach = _who(request)
        upload = RegisterUpload.kept_for(user.pk)
        if upload is None:
            messages.info(request, _("Choose a file first."))
            return HttpResponseRedirect(reverse(f"admin:{IMPORT}"))
        try:
            if request.method == "POST":
                return self._confirmed(request, upload, reach)
            return self._previewed(request, upload, preview(upload.source, reach))
        except FileRefused as refused:
            context = {"upload": upload, "faults": refused.faults}
            return self._page(request, "import_refused", context)

    def _confirmed(
        self, request: HttpRequest, upload: RegisterUpload, reach: Reach
    ) -> HttpResponse:
        agreed = request.POST.get("agreed", "")
        try:
            import_file(upload.source, reach, agreed=agreed)
        except ChangedMeanwhile:
            warning = _("The file or the registers changed since you looked: look again.")
            messages.warning(request, warning)
            return HttpResponseRedirect(reverse(f"admin:{PREVIEW}"))
        upload.delete()
        messages.success(request, _("The file is taken in."))
        return HttpResponseRedirect(reverse("admin:registers_app_register_changelist"))

    def _previewed(
        self, request: HttpRequest, upload: RegisterUpload, planned: Plan
    ) -> HttpResponse:
        context = {"upload": upload, "plan": planned, "items": items_of_plan(planned)}
        return self._page(request, "import_preview", context)

    def _page(self, request: HttpRequest, name: str, more: dict[str, Any]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take in a file of registers"),
            "opts": self.opts,
            **more,
        }
        return render(request, f"admin/registers_app/exchange/{name}.html", context)


def _who(request: HttpRequest) -> tuple[User, Reach]:
    """Who may bring a file at all. Raises PermissionDenied."""
    assert isinstance(request.user, User)
    if not _may_bring_files(request):
        raise PermissionDenied
    return request.user, reach_of(request.user)


def _may_bring_files(request: HttpRequest) -> bool:
    return (
        manages_installation(request.user)
        or controllers_of(request, Permission.EDIT_REGISTERS).exists()
    )
