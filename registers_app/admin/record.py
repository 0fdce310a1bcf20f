"""The record of processing activities as a file, for whoever sees a controller's registers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.admin.scoped import ControllerScopedAdmin, controllers_of
from registers_app.domain.roles import Permission
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.exchange.record.files import Wanted, csv_record, xlsx_record
from registers_app.models import Controller, LanguageChoice, OurRole, Register, User

RECORD = "registers_app_register_record"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RecordForm(forms.Form):
    """Whose record, how, in which language, with drafts or without."""

    controller = forms.ModelChoiceField(
        queryset=Controller.objects.none(), label=capfirst(gettext_lazy("controller"))
    )
    form = forms.ChoiceField(
        choices=[
            ("xlsx", gettext_lazy("spreadsheet (XLSX) with everything")),
            ("csv-controller", gettext_lazy("table (CSV): as controller, GDPR Art. 30(1)")),
            ("csv-processor", gettext_lazy("table (CSV): as processor, GDPR Art. 30(2)")),
            ("yaml", gettext_lazy("file of registers (YAML) that can be taken in again")),
        ],
        label=capfirst(gettext_lazy("what")),
    )
    language = forms.ChoiceField(
        choices=LanguageChoice, label=capfirst(gettext_lazy("language of the record"))
    )
    with_drafts = forms.BooleanField(required=False, label=gettext_lazy("Drafts too"))


class RecordPage(ControllerScopedAdmin[Register]):
    """One page: without a choice it asks, with one it answers with the file."""

    def get_urls(self) -> list[URLPattern]:
        """The page, before those of a register."""
        view = self.admin_site.admin_view(self.record_view)
        return [path("record/", view, name=RECORD), *super().get_urls()]

    def record_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask, or hand the file over."""
        own = controllers_of(request, Permission.SEE_REGISTERS)
        if not own.exists():
            raise PermissionDenied
        form = RecordForm(request.GET or None, initial={"language": get_language()})
        field = form.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = own
        field.empty_label = None
        if request.GET and form.is_valid():
            return _file(form.cleaned_data, request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Record of processing activities"),
            "opts": self.opts,
            "form": form,
        }
        return render(request, "admin/registers_app/exchange/record.html", context)


def _file(chosen: dict[str, Any], request: HttpRequest) -> HttpResponseBase:
    assert isinstance(request.user, User)
    wanted = Wanted(
        controller=chosen["controller"],
        language=chosen["language"],
        with_drafts=chosen["with_drafts"],
        made_by=request.user.get_full_name() or request.user.username,
    )
    response = _FORMS[chosen["form"]](wanted)
    response.headers["Cache-Control"] = "no-store"
    return response


def _name(wanted: Wanted, ending: str) -> str:
    controller = wanted.controller
    return f"{controller.slug}-{today(controller.time_zone).isoformat()}.{ending}"


def _xlsx(wanted: Wanted) -> HttpResponseBase:
    file = xlsx_record(wanted)
    return FileResponse(file, as_attachment=True, filename=_name(wanted, "xlsx"), content_type=XLSX)


def _csv(role: OurRole) -> Callable[[Wanted], HttpResponseBase]:
    def answer(wanted: Wanted) -> HttpResponseBase:
        lines = csv_record(wanted, role=role)
        return _attached(
            StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"),
            _name(wanted, f"{role.value}.csv"),
        )

    return answer


def _yaml(wanted: Wanted) -> HttpResponseBase:
    text = dump_controller(wanted.controller)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    return _attached(answer, _name(wanted, "yaml"))


def _attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


_FORMS: dict[str, Callable[[Wanted], HttpResponseBase]] = {
    "xlsx": _xlsx,
    "csv-controller": _csv(OurRole.CONTROLLER),
    "csv-processor": _csv(OurRole.PROCESSOR),
    "yaml": _yaml,
}
