"""What the pages of both kinds of duties share."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.clock import today
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from requests_app.admin.forms.base import mark_optional
from requests_app.services.errors import NotPermitted, Refused
from requests_app.written import written

M = TypeVar("M", bound=models.Model)


class DutyForm(forms.Form):
    """One thing that can be done about a duty; ``name`` tells it apart on the page."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    button: ClassVar[Promise]
    does: ClassVar[Promise]
    done: ClassVar[Promise]

    def __init__(self, *args: Any, row: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefix = self.name
        mark_optional(self)
        self.row = row
        self.user = user

    @property
    def actor(self) -> Actor:
        """Who does it."""
        return user_actor(self.user.pk)

    @classmethod
    def is_open(cls, row: Any) -> bool:
        """Whether it can be done now."""
        raise NotImplementedError

    def run(self) -> None:
        """Do it. Raises Refused."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of what is known."""

    label: Any
    text: str


class StandingFilter(admin.SimpleListFilter):
    """What is open, first of all."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The views, with what is open as the one that is seen first."""
        return [("done", _text("done")), ("all", _text("all"))]

    def choices(self, changelist: Any) -> Any:
        """What is open instead of everything."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _text("open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the view."""
        is_open: Q = queryset.model.IS_OPEN
        if self.value() == "all":
            return queryset
        return queryset.filter(~is_open if self.value() == "done" else is_open)


class DutyAdmin(ControllerScopedAdmin[M]):
    """A list, a page to enter one, and a page for each with what can be done about it."""

    see = Permission.SEE_REQUESTS
    change = Permission.HANDLE_REQUESTS
    list_filter = (StandingFilter,)
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    change_list_template = "admin/requests_app/duty/list.html"
    forms_of: ClassVar[Sequence[type[DutyForm]]]

    @abstractmethod
    def enter(self, request: HttpRequest) -> HttpResponse:
        """The page on which one is entered."""

    @abstractmethod
    def facts(self, row: M) -> Sequence[Fact]:
        """What the page of one shows."""

    @abstractmethod
    def explanation(self, row: M) -> Sequence[str]:
        """Why its day is what it is."""

    def more(self, row: M) -> dict[str, Any]:
        """What else the page of one shows."""
        return {}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list."""
        title = str(self.opts.verbose_name_plural)
        return super().changelist_view(
            request, {**(extra_context or {}), "title": title[:1].upper() + title[1:]}
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Enter one."""
        if not self.has_add_permission(request):
            raise Http404
        return self.enter(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One, with what can be done about it."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            if not self.has_change_permission(request, row):
                raise PermissionDenied
            return self._take(request, row)
        return self._page(request, row)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row itself is the record."""
        raise Http404

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        """A page of this room."""
        return TemplateResponse(
            request,
            f"admin/requests_app/duty/{template}.html",
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )

    def address(self, row: M) -> str:
        """The address of one."""
        return reverse(f"admin:requests_app_{self.opts.model_name}_change", args=[row.pk])

    def _take(self, request: HttpRequest, row: M) -> HttpResponse:
        assert isinstance(request.user, User)
        kind = next((one for one in self.forms_of if one.name == request.POST.get("step")), None)
        if kind is None:
            return HttpResponseRedirect(self.address(row))
        form = kind(request.POST, row=row, user=request.user)
        if form.is_valid():
            try:
                form.run()
            except NotPermitted as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, str(kind.done))
                return HttpResponseRedirect(self.address(row))
        return self._page(request, row, sent=form)

    def _page(self, request: HttpRequest, row: M, sent: DutyForm | None = None) -> HttpResponse:
        assert isinstance(request.user, User)
        may_change = self.has_change_permission(request, row)
        offered = [
            sent if sent is not None and kind is type(sent) else kind(row=row, user=request.user)
            for kind in self.forms_of
            if may_change and (kind.is_open(row) or (sent is not None and kind is type(sent)))
        ]
        return self.page(
            request,
            "row",
            title=str(row),
            row=row,
            facts=self.facts(row),
            explanation=self.explanation(row),
            forms=offered,
            form=sent,
            **self.more(row),
        )


def due_in_words(last_day: date, *, time_zone: str) -> str:
    """The last day of what is open, and how late it is."""
    late = (today(time_zone) - last_day).days
    if late > 0:
        return ngettext(
            "late by %(days)d day, was due %(day)s", "late by %(days)d days, was due %(day)s", late
        ) % {"days": late, "day": written(last_day)}
    return _text("due %(day)s") % {"day": written(last_day)}


def date_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
