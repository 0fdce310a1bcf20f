"""The print tray: letters that are to be printed and posted, until somebody has done so."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.clock import now, today
from notices_app.letters import LETTER_KINDS, Medium, Part
from notices_app.letters.names import letter_name
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from requests_app.admin.duties.base import date_field
from requests_app.admin.forms.base import long_text
from requests_app.admin.misdirected import misdirected_view
from requests_app.models import PaperLetter
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.mark_posted import leave_unposted, mark_posted
from requests_app.services.print_letters import print_letters, printed_pdf
from requests_app.written import written, written_time

GO = "go"


class StandFilter(admin.SimpleListFilter):
    """What waits, first of all."""

    title = _("standing")
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The views beside what waits."""
        return [("late", _text("overdue")), ("posted", _text("posted")), ("all", _text("all"))]

    def choices(self, changelist: Any) -> Any:
        """What waits instead of everything."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _text("to be posted")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The letters of the view."""
        if self.value() == "all":
            return queryset
        if self.value() == "posted":
            return queryset.filter(PaperLetter.POSTED).order_by("-posted_on", "-pk")
        waiting = queryset.filter(PaperLetter.WAITS)
        return waiting.filter(notice__due_at__lte=now()) if self.value() == "late" else waiting


class PostedForm(forms.Form):
    """The day on which they went."""

    posted_on = date_field(
        _("Day on which they were posted"),
        help_text=_("What is written in time and posted late may be late."),
    )


class LeaveForm(forms.Form):
    """Why no letter goes."""

    reason = long_text(
        label=_("Why they need not be posted"), help_text=_("For example: handed over in person.")
    )


@admin.register(PaperLetter)
class PaperLetterAdmin(ControllerScopedAdmin[PaperLetter]):
    """A list with three things to do; who handles requests does them."""

    controller_path = "notice__controller"
    see = Permission.SEE_REQUESTS
    change = Permission.HANDLE_REQUESTS
    list_display = ("case", "what", "to_whom", "enclosed", "written_on", "post_by", "standing")
    list_display_links = None
    list_filter = (StandFilter,)
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("print_chosen", "posted", "leave")
    change_list_template = "admin/requests_app/paperletter/tray.html"

    def get_urls(self) -> list[URLPattern]:
        """The tray, and one letter as it was posted."""
        wrap, name = self.admin_site.admin_view, "requests_app_paperletter"
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("misdirected/", wrap(misdirected_view), name="paper_misdirected"),
            path("<int:pk>/pdf/", wrap(require_POST(self.as_posted)), name="paper_as_posted"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PaperLetter]:
        """The letters of one's own controllers, without their documents."""
        rows = super().get_queryset(request).defer("sealed_pdf")
        return rows.select_related(
            "notice__controller",
            "letter__request__submission",
            "complaint_letter__complaint",
            "recipient_letter__recipient__request__submission",
            "misdirected_letter",
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The tray, by its name."""
        context = {
            "title": _text("Letters to be posted"),
            "may_write": self.has_change_permission(request),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Letters come by themselves."""
        return False

    @admin.action(description=_("Print the chosen letters (PDF)"), permissions=["change"])
    def print_chosen(
        self, request: HttpRequest, queryset: QuerySet[PaperLetter]
    ) -> HttpResponse | None:
        """One document of all; each is kept as it was printed."""
        ids = list(queryset.values_list("pk", flat=True))
        try:
            content = print_letters(ids, actor=_actor(request))
        except NotPermitted:
            messages.error(request, _text("You may not do this here."))
            return None
        except Refused as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return None
        return _pdf(content, name=_text("letters"))

    @admin.action(description=_("Mark as posted …"), permissions=["change"])
    def posted(self, request: HttpRequest, queryset: QuerySet[PaperLetter]) -> HttpResponse | None:
        """Ask for the day, then keep it for each."""
        first = queryset.first()
        day = today(first.controller.time_zone) if first else None
        form = PostedForm(request.POST if GO in request.POST else None, initial={"posted_on": day})
        if not (form.is_bound and form.is_valid()):
            title = _text("When were these letters posted?")
            return self._ask(request, queryset, form, action="posted", title=title)
        _each(
            request,
            queryset,
            run=lambda paper, actor: mark_posted(
                paper.pk, posted_on=form.cleaned_data["posted_on"], actor=actor
            ),
            done=lambda count: ngettext(
                "%(count)d letter is noted as posted.",
                "%(count)d letters are noted as posted.",
                count,
            ),
        )
        return None

    @admin.action(description=_("Need not be posted …"), permissions=["change"])
    def leave(self, request: HttpRequest, queryset: QuerySet[PaperLetter]) -> HttpResponse | None:
        """Ask why, then take them out of the tray."""
        form = LeaveForm(request.POST if GO in request.POST else None)
        if not (form.is_bound and form.is_valid()):
            title = _text("Why need these letters not be posted?")
            return self._ask(request, queryset, form, action="leave", title=title)
        _each(
            request,
            queryset,
            run=lambda paper, actor: leave_unposted(
                paper.pk, reason=form.cleaned_data["reason"], actor=actor
            ),
            done=lambda count: ngettext(
                "%(count)d letter was taken out of the tray.",
                "%(count)d letters were taken out of the tray.",
                count,
            ),
        )
        return None

    def as_posted(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The kept document; who looked goes to the record. Raises Http404."""
        if not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404
        try:
            content = printed_pdf(pk, actor=_actor(request))
        except (NotPermitted, Refused) as refusal:
            raise Http404 from refusal
        return _pdf(content, name=_text("letter"))

    def _ask(
        self,
        request: HttpRequest,
        chosen: QuerySet[PaperLetter],
        form: forms.Form,
        *,
        action: str,
        title: str,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "action": action,
            "chosen": [(paper, self.what(paper)) for paper in chosen],
            "go": GO,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/requests_app/paperletter/ask.html", context)

    @admin.display(description=_("reference"))
    def case(self, paper: PaperLetter) -> str:
        """The reference, which leads to the case or the complaint."""
        if paper.misdirected_letter is not None:
            return paper.reference
        if paper.request is not None:
            address = reverse("admin:requests_app_rightsrequest_change", args=[paper.request.pk])
        else:
            assert paper.complaint_letter is not None, "paper_of_one_letter"
            address = reverse(
                "admin:requests_app_complaint_change", args=[paper.complaint_letter.complaint_id]
            )
        return format_html('<a href="{}">{}</a>', address, paper.reference)

    @admin.display(description=_("letter"))
    def what(self, paper: PaperLetter) -> str:
        """What kind of letter it is."""
        return letter_name(paper.notice.kind)

    @admin.display(description=_("to"))
    def to_whom(self, paper: PaperLetter) -> str:
        """Who reads it. The address stands on the letter alone."""
        if paper.recipient_letter is not None:
            return paper.recipient_letter.recipient.name
        return str(capfirst(paper.get_reader_display()))

    @admin.display(description=_("enclose"))
    def enclosed(self, paper: PaperLetter) -> str:
        """What the letter says that it comes with."""
        if paper.letter is None or not _comes_with_data(paper.notice.kind):
            return "–"
        address = reverse("admin:case_answer", args=[paper.letter.request_id])
        return format_html('<a href="{}">{}</a>', address, _text("the answer’s data"))

    @admin.display(description=_("written"))
    def written_on(self, paper: PaperLetter) -> str:
        """When it was written."""
        zone = paper.controller.time_zone
        return written_time(paper.written.written_at, time_zone=zone)

    @admin.display(description=_("post by"))
    def post_by(self, paper: PaperLetter) -> str:
        """The last day on which it should go, and whether that is past."""
        late = paper.waits and paper.notice.due_at <= now()
        zone = ZoneInfo(paper.controller.time_zone)
        # It ends with the day before.
        when = written((paper.notice.due_at.astimezone(zone) - timedelta(seconds=1)).date())
        return (
            format_html('<strong class="desk-due-late">{} · {}</strong>', when, _text("overdue"))
            if late
            else when
        )

    @admin.display(description=_("standing"))
    def standing(self, paper: PaperLetter) -> str:
        """Whether it has gone, and a way to what was posted."""
        if paper.posted_on is not None:
            return format_html(
                '<button type="submit" class="desk-link" formaction="{}">{}</button>',
                reverse("admin:paper_as_posted", args=[paper.pk]),
                _text("posted on %(day)s") % {"day": written(paper.posted_on)},
            )
        if not paper.waits:
            return _text("not to be posted")
        return _text("printed, to be posted") if paper.printed_at else _text("to be printed")


def _comes_with_data(kind: str) -> bool:
    """Whether a letter says on paper that the data come with it (Art. 15(3), 20(1))."""
    declared = LETTER_KINDS.get((Medium.CASE, kind))
    return declared is not None and Part.FETCH in declared.parts


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)
    return user_actor(request.user.pk)


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _each(
    request: HttpRequest,
    papers: Iterable[PaperLetter],
    *,
    run: Callable[[PaperLetter, Actor], Any],
    done: Callable[[int], str],
) -> None:
    """Do it for each letter; tell how many are done, and of each other why not."""
    actor, count = _actor(request), 0
    for paper in papers:
        try:
            run(paper, actor)
        except NotPermitted:
            messages.error(request, f"{paper.reference}: {_text('You may not do this here.')}")
        except Refused as refusal:
            messages.error(request, f"{paper.reference}: {' '.join(refusal.reasons)}")
        else:
            count += 1
    if count:
        messages.success(request, done(count) % {"count": count})
