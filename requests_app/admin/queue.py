"""The queue: every open request of one's own controllers, the most urgent first."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from requests_app.admin.absence_view import absence_view, end_absence_view
from requests_app.admin.assign_many import give, take
from requests_app.admin.case_page import case_page
from requests_app.admin.contact_view import contact_view
from requests_app.admin.due_words import due_of, duty_of, suspicious
from requests_app.admin.estimated_paginator import EstimatedPaginator
from requests_app.admin.explain_many import explain
from requests_app.admin.extend_many import extend_chosen
from requests_app.admin.hand_over_many import hand_over
from requests_app.admin.held_many import ask_chosen, close_chosen, let_chosen_through
from requests_app.admin.intake import intake_view
from requests_app.admin.look_view import look_at_file, look_at_text, page_view
from requests_app.admin.papers import answer_view, file_view, letter_view
from requests_app.admin.pending import do_now, turn_back_view
from requests_app.admin.presence import here_view, presence_of
from requests_app.admin.queue_conditions import IS_STOPPING
from requests_app.admin.queue_filters import (
    AmongFilter,
    ChannelFilter,
    ControllerFilter,
    HandlerFilter,
    LanguageFilter,
    RegisterFilter,
    RightFilter,
    StateFilter,
    UrgencyFilter,
)
from requests_app.admin.queue_search import opened, queue_search, without_code
from requests_app.admin.queue_views import views
from requests_app.admin.remind_many import remind
from requests_app.admin.saved_views import forget, save, saved_views
from requests_app.admin.sealed_views import evidence_view, message_file_view, paper_view
from requests_app.admin.step_view import step_view, undo_view
from requests_app.admin.typed_view import typed_view
from requests_app.domain.identity_codes import masked
from requests_app.models import RightsRequest, representation_of
from requests_app.selectors import matching
from requests_app.written import reader_language

FILTERS = (
    AmongFilter,
    UrgencyFilter,
    HandlerFilter,
    StateFilter,
    RightFilter,
    ChannelFilter,
    LanguageFilter,
    RegisterFilter,
    ControllerFilter,
)
# The only lookups that an address may carry: the filters, and a period of receipt or of closing.
LOOKUPS = {
    "closed_on__gte",
    "closed_on__lte",
    "received_on__gte",
    "received_on__lte",
    *(one.parameter_name for one in FILTERS),
}
CLOSED_VIEWS = ("closed", "on_time", "answered_late")
BY_URGENCY = (F("target_on").asc(nulls_last=True), "received_on", "pk")


@admin.register(RightsRequest)
class QueueAdmin(ControllerScopedAdmin[RightsRequest]):
    """The queue and, behind each line, the case."""

    controller_path = "controller"
    see = Permission.SEE_REQUESTS
    change = Permission.HANDLE_REQUESTS

    list_display = ("reference", "person", "right_asked", "where", "stage", "due", "handler")
    list_display_links = ("reference", "person")
    list_filter = FILTERS
    list_per_page = 50
    list_max_show_all = 50
    paginator = EstimatedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("submission__search",)
    search_help_text = _("Reference, name, e-mail, phone or customer number: beginnings are enough")
    actions = (
        take,
        give,
        remind,
        hand_over,
        extend_chosen,
        let_chosen_through,
        ask_chosen,
        close_chosen,
        explain,
    )
    change_list_template = "admin/requests_app/rightsrequest/queue.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RightsRequest]:
        """The rows with what a line and a case show."""
        return (
            super()
            .get_queryset(request)
            .select_related(
                "submission__controller",
                "submission__register",
                "submission__addressed_to",
                "submission__identity_check",
                "submission__representation",
                "assignee",
            )
            .annotate(is_stopping=IS_STOPPING)
            .defer("submission__search_text", "submission__search", "submission__match_keys")
        )

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """By the day the house works to; what is closed, the latest first."""
        if request.GET.get(UrgencyFilter.parameter_name) in CLOSED_VIEWS:
            return ("-closed_at", "-pk")
        return BY_URGENCY

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether an address may carry a lookup."""
        return lookup in LOOKUPS

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[RightsRequest], search_term: str
    ) -> tuple[QuerySet[RightsRequest], bool]:
        """By the beginnings of words, in any order (the index submission_search)."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(matching(opened(search_term))), False

    @admin.display(description=_("reference"))
    def reference(self, case: RightsRequest) -> str:
        """The reference."""
        return case.submission.reference

    @admin.display(description=_("person"))
    def person(self, case: RightsRequest) -> str:
        """The person's name, and what to mind from the first look on."""
        written_for = representation_of(case.submission)
        marks = [
            _text("non-disclosure order") if case.submission.protected_identity else "",
            str(written_for.get_role_display()) if written_for else "",
            suspicious(case.submission),
        ]
        shown = ", ".join(mark for mark in marks if mark)
        name = masked(case.submission.person_name)
        if not shown:
            return name
        return format_html('{}<span class="desk-small">{}</span>', name, shown)

    @admin.display(description=_("right"), ordering="right")
    def right_asked(self, case: RightsRequest) -> str:
        """The right."""
        return case.title

    @admin.display(description=_("register"), ordering="controller__name")
    def where(self, case: RightsRequest) -> SafeString:
        """The register and the controller."""
        register = case.submission.register
        name = register.name_in(reader_language()).text if register else _text("all registers")
        return format_html(
            '{}<span class="desk-small">{}</span>', name, case.submission.controller.name
        )

    @admin.display(description=_("state"), ordering="state")
    def stage(self, case: RightsRequest) -> str:
        """The state."""
        return str(case.get_state_display())

    @admin.display(description=_("due"), ordering="due_on")
    def due(self, case: RightsRequest) -> SafeString:
        """The due date in words, and in full."""
        is_stopping = case.is_stopping or case.submission.is_held  # type: ignore[attr-defined]
        context = {"due": due_of(case), "duty": duty_of(case, has_stopped=not is_stopping)}
        return SafeString(render_to_string("admin/requests_app/rightsrequest/due.html", context))

    @admin.display(description=_("handler"), ordering="assignee")
    def handler(self, case: RightsRequest) -> str:
        """Who works on it."""
        user = case.assignee
        return (user.get_full_name() or user.username) if user else _text("nobody")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The queue."""
        if (led_on := without_code(request)) is not None:
            return led_on
        return super().changelist_view(
            request,
            {
                **(extra_context or {}),
                "title": _text("Queue of requests"),
                "views": views(request),
                "saved": saved_views(request, allowed=LOOKUPS),
            },
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The case page: it only shows; every change has a page of its own."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        case = self._case(request, object_id)
        assert isinstance(request.user, User)
        page = case_page(case, actor=user_actor(request.user.pk))
        context = {
            **self.admin_site.each_context(request),
            **page,
            "presence": presence_of(case, user=request.user, seen=page["version"]),
            "opts": self.opts,
            "title": str(case),
        }
        return TemplateResponse(request, "admin/requests_app/rightsrequest/case.html", context)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Intake by staff."""
        if not self.has_add_permission(request):
            raise Http404
        return intake_view(request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The audit trail of the case page is the history."""
        raise Http404

    def get_urls(self) -> list[URLPattern]:
        """The pages of a case, before those of Django's admin."""
        own: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
            ("steps/<slug:name>/", self.step, "case_step"),
            ("steps/<slug:name>/<int:target_id>/", self.step, "case_step_about"),
            ("files/<int:file_id>/", self.file, "case_file"),
            ("look/files/<int:file_id>/", self.look_at_file, "case_look_file"),
            ("look/files/<int:file_id>/<int:page>/", self.look_at_page, "case_look_page"),
            ("look/texts/<int:task_id>/", self.look_at_text, "case_look_text"),
            ("evidence/<int:evidence_id>/", self.evidence, "case_evidence"),
            ("papers/<int:paper_id>/", self.paper, "case_paper"),
            ("messages/<int:message_file_id>/", self.message_file, "case_message_file"),
            ("here/", self.here, "case_here"),
            ("pending/<int:pending_id>/", self.pending, "case_pending"),
            ("turn-back/", self.turn_back, "case_turn_back"),
            ("contact/", self.contact, "case_contact"),
            ("typed/", self.typed, "case_typed"),
            ("letters/<int:letter_id>/", self.letter, "case_letter"),
            ("answer/", self.answer, "case_answer"),
        ]
        to_view = self.admin_site.admin_view
        return [
            path("absence/", to_view(absence_view), name="my_absence"),
            path("absence/<int:absence_id>/end/", to_view(end_absence_view), name="end_absence"),
            path("search/", to_view(self.search), name="queue_search"),
            path("views/", to_view(self.save_view), name="save_view"),
            path("views/<int:view_id>/forget/", to_view(self.forget_view), name="forget_view"),
            *(
                path(f"<int:case_id>/{route}", to_view(view), name=name)
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    def search(self, request: HttpRequest) -> HttpResponse:
        """Search the queue, for who sees it."""
        self._require_queue(request)
        return queue_search(request, allowed=LOOKUPS)

    def save_view(self, request: HttpRequest) -> HttpResponse:
        """Keep a view, for who sees the queue."""
        self._require_queue(request)
        return save(request, allowed=LOOKUPS)

    def forget_view(self, request: HttpRequest, view_id: int) -> HttpResponse:
        """Let a view go."""
        self._require_queue(request)
        return forget(request, view_id)

    def _require_queue(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def step(
        self, request: HttpRequest, case_id: int, name: str, target_id: int | None = None
    ) -> HttpResponse:
        """A step of a case, for who handles requests of its controller."""
        case = self._case_to_change(request, case_id)
        return step_view(request, case=case, name=name, target_id=target_id)

    def file(self, request: HttpRequest, case_id: int, file_id: int) -> HttpResponseBase:
        """A file of a case."""
        return file_view(request, case=self._case(request, str(case_id)), file_id=file_id)

    def look_at_file(self, request: HttpRequest, case_id: int, file_id: int) -> HttpResponse:
        """A collected file, to be looked through."""
        case = self._case(request, str(case_id))
        return look_at_file(request, case=case, file_id=file_id)

    def look_at_page(
        self, request: HttpRequest, case_id: int, file_id: int, page: int
    ) -> HttpResponse:
        """A page of it as a picture."""
        case = self._case(request, str(case_id))
        return page_view(request, case=case, file_id=file_id, page=page)

    def look_at_text(self, request: HttpRequest, case_id: int, task_id: int) -> HttpResponse:
        """A text that was found, to be looked through."""
        case = self._case(request, str(case_id))
        return look_at_text(request, case=case, task_id=task_id)

    def evidence(self, request: HttpRequest, case_id: int, evidence_id: int) -> HttpResponseBase:
        """A proof of identity."""
        case = self._case(request, str(case_id))
        return evidence_view(request, case=case, evidence_id=evidence_id)

    def paper(self, request: HttpRequest, case_id: int, paper_id: int) -> HttpResponseBase:
        """A proof of authority."""
        return paper_view(request, case=self._case(request, str(case_id)), paper_id=paper_id)

    def message_file(
        self, request: HttpRequest, case_id: int, message_file_id: int
    ) -> HttpResponseBase:
        """A file of a message."""
        case = self._case(request, str(case_id))
        return message_file_view(request, case=case, message_file_id=message_file_id)

    def here(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """A page of the case is still open: who else is there."""
        return here_view(request, case=self._case(request, str(case_id)))

    def pending(self, request: HttpRequest, case_id: int, pending_id: int) -> HttpResponse:
        """A step that waits: undo it, or do it now."""
        case = self._case_to_change(request, case_id)
        if "undo" in request.POST:
            return undo_view(request, case=case, pending_id=pending_id)
        return do_now(request, case=case, pending_id=pending_id)

    def _case_to_change(self, request: HttpRequest, case_id: int) -> RightsRequest:
        case = self._case(request, str(case_id))
        if not self.has_change_permission(request, case):
            raise PermissionDenied
        return case

    def turn_back(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """The last step, which told nobody, is taken back."""
        return turn_back_view(request, case=self._case_to_change(request, case_id))

    def contact(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """An address that is kept encrypted."""
        return contact_view(request, case=self._case(request, str(case_id)))

    def typed(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """What the person typed, with the identity codes in it."""
        return typed_view(request, case=self._case(request, str(case_id)))

    def letter(self, request: HttpRequest, case_id: int, letter_id: int) -> HttpResponse:
        """A letter of a case."""
        return letter_view(request, case=self._case(request, str(case_id)), letter_id=letter_id)

    def answer(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """The answer that was prepared."""
        return answer_view(request, case=self._case(request, str(case_id)))

    def _case(self, request: HttpRequest, case_id: str) -> RightsRequest:
        case = self.get_object(request, case_id)
        if case is None:
            raise Http404
        return case
