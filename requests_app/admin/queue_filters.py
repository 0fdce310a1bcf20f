"""Filters of the queue. Each offers only what the reader may see."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Permission
from registers_app.models import Controller, LanguageChoice, Membership, Register, User
from registers_app.permissions import controllers_where
from requests_app.admin.queue_conditions import (
    HAS_LOST_MAIL,
    HAS_MESSAGE_TO_SEE,
    HAS_PROOF_TO_SEE,
    HELP_IS_ASKED,
    IS_PERHAPS_TWICE,
    IS_SUSPICIOUS,
    IS_TO_FORWARD,
    IS_TO_STOP,
    OWNER_ASKS,
    WAITS_FOR_OWNER,
    has_note_for,
    is_client_silent,
    is_silent,
    proof_waits_too_long,
)
from requests_app.drill_down import conditions
from requests_app.models import Channel, RequestState, RightChoice, RightsRequest
from requests_app.selectors import (
    IS_ANSWERED_LATE,
    IS_ANSWERED_ON_TIME,
    IS_CLOSED,
    IS_OPEN,
    IS_WAITING,
    is_due_within,
    is_handled_by,
    is_late,
)

NONE = "none"
DIGITS_OF_AN_ID = 19  # more are no bigint
MINE = "mine"


def controllers_of(request: HttpRequest) -> list[Controller]:
    """The controllers whose requests the reader sees; asked once for each page."""
    if not hasattr(request, "desk_controllers"):
        assert isinstance(request.user, User)
        found = list(controllers_where(request.user, Permission.SEE_REQUESTS))
        request.desk_controllers = found  # type: ignore[attr-defined]
    controllers: list[Controller] = request.desk_controllers  # type: ignore[attr-defined]
    return controllers


class UrgencyFilter(admin.SimpleListFilter):
    """Open requests unless another view is chosen."""

    title = _("urgency")
    parameter_name = "urgency"
    default = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The views of the queue."""
        return [
            ("open", _("open")),
            ("late", _("late")),
            ("week", _("due in 7 days")),
            ("fortnight", _("due in 14 days")),
            ("stop", _("to stop at once")),
            ("forward", _("to forward")),
            ("waiting", _("waits for the person")),
            ("owner", _("waits for a system owner")),
            ("asks", _("a system owner asks")),
            ("wrote", _("the person wrote")),
            ("lost", _("mail did not arrive")),
            ("note", _("a note for me")),
            ("proof", _("proof came")),
            ("proof_late", _("proof waits over 72 hours")),
            ("silent", _("closing proposed")),
            ("client", _("controller silent")),
            ("help", _("controller asks for help")),
            ("twice", _("perhaps asked twice")),
            ("suspicious", _("suspicious")),
            ("closed", _("closed")),
            ("on_time", _("answered on time")),
            ("answered_late", _("answered late")),
            ("all", _("all")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RightsRequest]
    ) -> QuerySet[RightsRequest]:
        """The requests of the chosen view."""
        return queryset.filter(urgency_condition(self.value() or self.default, request))

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """The views, without a separate "All": the default is a view of its own."""
        chosen = self.value() or self.default
        for value, title in self.lookup_choices:
            yield {
                "selected": value == chosen,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }


def urgency_condition(name: str, request: HttpRequest) -> Q:
    """What the view *name* means; an unknown one means what is open."""
    if name == "late":
        return is_late(controllers_of(request))
    if name == "week":
        return is_due_within(controllers_of(request), days=7)
    if name == "fortnight":
        return is_due_within(controllers_of(request), days=14)
    if name == "proof_late":
        return proof_waits_too_long()
    if name == "client":
        return is_client_silent(controllers_of(request))
    if name == "note":
        return has_note_for(int(request.user.pk or 0))
    if name == "silent":
        return is_silent(controllers_of(request))
    return {
        "stop": IS_TO_STOP,
        "forward": IS_TO_FORWARD,
        "waiting": IS_WAITING,
        "owner": WAITS_FOR_OWNER,
        "asks": OWNER_ASKS,
        "help": HELP_IS_ASKED,
        "twice": IS_PERHAPS_TWICE,
        "suspicious": IS_SUSPICIOUS,
        "wrote": HAS_MESSAGE_TO_SEE,
        "lost": HAS_LOST_MAIL,
        "proof": HAS_PROOF_TO_SEE,
        "closed": IS_CLOSED,
        "on_time": IS_ANSWERED_ON_TIME,
        "answered_late": IS_ANSWERED_LATE,
        "all": Q(),
    }.get(name, IS_OPEN)


class ClosedListFilter(admin.SimpleListFilter):
    """A filter on one column with a closed list of values; another value changes nothing."""

    column: str

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RightsRequest]
    ) -> QuerySet[RightsRequest]:
        """The requests with the chosen value."""
        offered = {str(value) for value, _title in self.lookup_choices}
        if self.value() not in offered:
            return queryset
        return queryset.filter(self.condition(str(self.value()), request))

    def condition(self, value: str, request: HttpRequest) -> Q:
        """What *value* means."""
        return Q(**{self.column: None if value == NONE else value})


class AmongFilter(admin.SimpleListFilter):
    """The requests behind one number of the deadline report; shown only when one led here."""

    title = _("from the deadline report")
    parameter_name = "among"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The number that was followed, to be let go."""
        code = request.GET.get(self.parameter_name, "")
        return [(code, _("the requests of one number"))] if code else []

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RightsRequest]
    ) -> QuerySet[RightsRequest]:
        """As the report counted them, at the controllers whose reports the reader sees."""
        code = self.value()
        if not code:
            return queryset
        assert isinstance(request.user, User)
        controllers = list(controllers_where(request.user, Permission.SEE_REPORTS))
        condition = conditions(controllers).get(code, Q())
        return queryset.filter(condition, controller__in=controllers)


class StateFilter(ClosedListFilter):
    """By state."""

    title = _("state")
    parameter_name = "state"
    column = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every state."""
        return [(state.value, state.label) for state in RequestState]


class RightFilter(ClosedListFilter):
    """By right."""

    title = _("right")
    parameter_name = "right"
    column = "right"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The rights that the desk takes in."""
        return [
            (right.value, right.label)
            for right in RightChoice
            if right.value in RightsRequest.PROXIES
        ]


class ChannelFilter(ClosedListFilter):
    """By channel."""

    title = _("channel")
    parameter_name = "channel"
    column = "submission__channel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every channel."""
        return [(channel.value, channel.label) for channel in Channel]


class LanguageFilter(ClosedListFilter):
    """By the language in which the person is answered."""

    title = _("language")
    parameter_name = "language"
    column = "submission__language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every language."""
        return [(language.value, language.label) for language in LanguageChoice]


class HandlerFilter(ClosedListFilter):
    """By handler: mine, nobody's, or a colleague's."""

    title = _("handler")
    parameter_name = "handler"
    column = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Oneself, nobody, and those who have requests at one's own controllers.

        And whoever is chosen of those who work there: once all of theirs is handed over, the list
        is empty, and not everybody's.
        """
        controllers = controllers_of(request)
        theirs = RightsRequest.objects.filter(assignee=OuterRef("pk"), controller__in=controllers)
        at_work = Membership.objects.filter(user=OuterRef("pk"), controller__in=controllers)
        chosen = Q(pk=self._chosen(request)) & Q(Exists(at_work))
        colleagues = (
            User.objects.filter(Q(Exists(theirs)) | chosen)
            .exclude(pk=request.user.pk or 0)
            .order_by("last_name", "first_name", "username")
        )
        return [
            (MINE, _("mine")),
            (NONE, _("nobody")),
            *((str(user.pk), user.get_full_name() or user.username) for user in colleagues),
        ]

    def _chosen(self, request: HttpRequest) -> int:
        """Whose requests are asked for, by id; 0: nobody's of a colleague."""
        value = request.GET.get(self.parameter_name, "")
        return int(value) if value.isdecimal() and len(value) < DIGITS_OF_AN_ID else 0

    def condition(self, value: str, request: HttpRequest) -> Q:
        """ "Mine" is the reader's, and what they see to while a colleague is away."""
        if value == MINE:
            return is_handled_by(int(request.user.pk or 0), controllers_of(request))
        return super().condition(value, request)


class ControllerFilter(ClosedListFilter):
    """By controller, of one's own."""

    title = _("controller")
    parameter_name = "controller"
    column = "controller"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """One's own controllers."""
        return [(str(controller.pk), controller.name) for controller in controllers_of(request)]


class RegisterFilter(ClosedListFilter):
    """By register, of one's own controllers."""

    title = _("register")
    parameter_name = "register"
    column = "submission__register"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The registers of one's own controllers, and requests that name none."""
        language = get_language() or "en"
        registers = Register.objects.filter(controller__in=controllers_of(request))
        return [
            *((str(row.pk), row.name_in(language[:2]).text) for row in registers),
            (NONE, _("all registers are meant")),
        ]
