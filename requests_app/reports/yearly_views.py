"""The yearly accountability report: a page, and the same as a document in a language of choice."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from config.clock import today
from registers_app.models import Controller, LanguageChoice
from requests_app.reports.accountability import (
    KEPT_ELSEWHERE,
    Yearly,
    yearly_report,
    yearly_tables,
)
from requests_app.reports.documents import headline, yearly_pdf
from requests_app.reports.views import PDF, controllers_reported_to, shown_plain

FIRST_YEAR = 2018  # the GDPR applies from 25 May 2018


class YearForm(forms.Form):
    """Which organisation, and which year."""

    controller = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Controller.objects.none(), empty_label=None
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)

    def __init__(self, *args: Any, controllers: list[Controller], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, years = self.fields["controller"], self.fields["year"]
        assert isinstance(field, forms.ModelChoiceField)
        assert isinstance(years, forms.TypedChoiceField)
        field.queryset = Controller.objects.filter(
            pk__in=[controller.pk for controller in controllers]
        ).order_by("name")
        last = today(controllers[0].time_zone).year
        years.choices = [(year, str(year)) for year in range(last, FIRST_YEAR - 1, -1)]


@require_safe
def yearly(request: HttpRequest) -> HttpResponse:
    """The page."""
    form, controller, year = _asked(request)
    found = yearly_report(controller, year=year) if controller else None
    context = {
        **admin.site.each_context(request),
        "title": _("Yearly report on the rights of data subjects"),
        "form": form,
        "yearly": found,
        "headline": headline(found.report) if found else "",
        "tables": [shown_plain(table) for table in yearly_tables(found)] if found else [],
        "kept_elsewhere": [capfirst(str(words)) for words in KEPT_ELSEWHERE],
        "documents": _documents(found) if found else [],
    }
    return TemplateResponse(request, "reports/yearly.html", context)


def _asked(request: HttpRequest) -> tuple[YearForm, Controller | None, int]:
    """The organisation and the year that were chosen; no organisation where the choice is none.

    Of the last year that is over, unless another is chosen.
    """
    controllers = controllers_reported_to(request)
    if "year" not in request.GET:
        first, year = controllers[0], today(controllers[0].time_zone).year - 1
        initial = {"controller": first.pk, "year": year}
        return YearForm(initial=initial, controllers=controllers), first, year
    form = YearForm(request.GET, controllers=controllers)
    if not form.is_valid():
        return form, None, 0
    return form, form.cleaned_data["controller"], form.cleaned_data["year"]


def _documents(found: Yearly) -> list[tuple[str, str]]:
    controller, year = found.report.controllers[0], found.report.period.first.year
    of = {"controller": controller.pk, "year": year}
    address = reverse("yearly_report_pdf")
    return [
        (str(language.label), f"{address}?{urlencode({**of, 'language': language.value})}")
        for language in LanguageChoice
    ]


@require_safe
def yearly_document(request: HttpRequest) -> HttpResponse:
    """The document, in any of the desk's languages whatever the reader's own."""
    _form, controller, year = _asked(request)
    language = request.GET.get("language", "en")
    if controller is None or language not in LanguageChoice.values:
        raise Http404
    with translation.override(language):
        content = yearly_pdf(yearly_report(controller, year=year))
    name = f"rights-{controller.slug}-{year}-{language}.pdf"
    return HttpResponse(
        content,
        content_type=PDF,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
