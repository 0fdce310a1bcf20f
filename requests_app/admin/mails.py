"""Mail that came in: what waits for a human first, and behind each line the mail."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from notices_app.models import UNDECIDED, InboundMail, MailStatus
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.roles import Permission
from requests_app.admin.mail_views import codes_view, decide_view, mail_view, original_view
from requests_app.domain.identity_codes import masked
from requests_app.models import RightChoice
from requests_app.services.mail_due import mail_due_on
from requests_app.written import written, written_time

# Held mail first, the oldest on top: its clock has run the longest.
WAITS_FIRST = Case(
    When(settled_at__isnull=True, status__in=UNDECIDED, then=Value(0)),
    When(settled_at__isnull=True, status=MailStatus.NEW, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@admin.register(InboundMail)
class InboundMailAdmin(ControllerScopedAdmin[InboundMail]):
    """The list of mail, and the mail."""

    controller_path = "controller"
    see = Permission.SEE_REQUESTS

    list_display = ("received", "sender", "what", "rights", "due", "case", "decided")
    list_filter = ("status", "settled_as")
    list_per_page = 50
    list_max_show_all = 50
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_urls(self) -> list[URLPattern]:
        """The list, one mail, the decision on it, and its original."""
        wrap, name = self.admin_site.admin_view, "notices_app_inboundmail"
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("<int:pk>/", wrap(self._found(mail_view)), name=f"{name}_change"),
            path("<int:pk>/decide/", wrap(self._found(decide_view)), name=f"{name}_decide"),
            path("<int:pk>/codes/", wrap(self._found(codes_view)), name=f"{name}_codes"),
            path("<int:pk>/original/", wrap(self._found(original_view)), name=f"{name}_original"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[InboundMail]:
        """The mail of one's own controllers; the list needs no originals."""
        return super().get_queryset(request).select_related("controller").defer("sealed")

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """What waits first, its oldest on top."""
        return (WAITS_FIRST.asc(), "received_at", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail arrives by itself."""
        return False

    def _found(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def found(request: HttpRequest, pk: int) -> HttpResponse:
            if not self.has_view_permission(request):
                raise Http404
            return view(request, row=get_object_or_404(self.get_queryset(request), pk=pk))

        return found

    @admin.display(description=_("received"), ordering="received_at")
    def received(self, row: InboundMail) -> str:
        """In the organisation's time."""
        return written_time(row.received_at, time_zone=row.controller.time_zone)

    @admin.display(description=_("from"))
    def sender(self, row: InboundMail) -> str:
        """Who wrote."""
        return masked(row.words.sender_name) or row.words.sender or "–"

    @admin.display(description=_("what it is"), ordering="status")
    def what(self, row: InboundMail) -> str:
        """What it was read as."""
        return str(MailStatus(row.status).label)

    @admin.display(description=_("rights"))
    def rights(self, row: InboundMail) -> str:
        """What is asked for, or may be."""
        found = [*row.reading.get("rights", []), *row.reading.get("perhaps", [])]
        return ", ".join(str(RightChoice(right).label) for right in found) or "–"

    @admin.display(description=_("due, if it is a request"))
    def due(self, row: InboundMail) -> str:
        """The lawful last day: the clock runs while the mail is held (Art. 12(3))."""
        return written(mail_due_on(row)) if row.is_undecided else "–"

    @admin.display(description=_("case"))
    def case(self, row: InboundMail) -> str:
        """Its reference."""
        return row.reference or "–"

    @admin.display(description=_("decided"), boolean=True)
    def decided(self, row: InboundMail) -> bool:
        """Whether a human has looked."""
        return row.settled_at is not None
