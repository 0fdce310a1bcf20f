"""Look a collected file or text through: its pages as pictures, and what is covered on them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.admin.forms.looking import name_of
from requests_app.admin.look_document import LINES_AT_ONCE, hidden_things, some_of, words_at
from requests_app.admin.look_list import to_look_through
from requests_app.domain.redaction import Box, Reason, merged, pieces
from requests_app.fulfilment.covering.documents import shown
from requests_app.fulfilment.covering.kinds import Coverable, Seen, coverable, seen
from requests_app.fulfilment.covering.pdf import page_count, page_picture
from requests_app.fulfilment.covering.pictures import as_jpeg, picture_of
from requests_app.models import RedactionMark, RedactionReason, RightsRequest, StoredFile, Task
from requests_app.services.addressing import another_reads_of_the_hidden
from requests_app.services.cover import cover
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.look_through import (
    OPEN_TO_REVIEW,
    Thing,
    agree,
    current_review,
    find_clear,
    labels,
    marks_of,
    spans_of,
    wants_second,
)
from requests_app.services.mark import (
    content_of,
    mark_box,
    mark_cells,
    mark_stretch,
    mark_words,
    unmark,
)
from requests_app.services.open_file import note_file_opened

PAGES_AT_ONCE = 10


class MarkForm(forms.Form):
    """What is covered, and why: words, cells, a box in per cent of a page, a stretch of a text."""

    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=RedactionReason.choices)
    words = forms.CharField(
        label=gettext_lazy("Cover every occurrence of"), required=False, max_length=300
    )
    cells = forms.CharField(
        label=gettext_lazy("Or cells: B3, B2:D9, C:C for a column, 2:40 for rows"),
        help_text=gettext_lazy("Of another sheet than the first: its name before it, Sheet2!B3."),
        required=False,
        max_length=100,
    )
    page = forms.IntegerField(label=gettext_lazy("Page"), min_value=1, required=False)
    left = forms.FloatField(
        label=gettext_lazy("From the left, %"), min_value=0, max_value=100, required=False
    )
    top = forms.FloatField(
        label=gettext_lazy("From the top, %"), min_value=0, max_value=100, required=False
    )
    width = forms.FloatField(
        label=gettext_lazy("Width, %"), min_value=0.1, max_value=100, required=False
    )
    height = forms.FloatField(
        label=gettext_lazy("Height, %"), min_value=0.1, max_value=100, required=False
    )
    start = forms.IntegerField(label=gettext_lazy("From character"), min_value=0, required=False)
    end = forms.IntegerField(label=gettext_lazy("To character"), min_value=1, required=False)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, and what is marked on it in per cent of its size."""

    number: int
    url: str
    marks: list[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
def look_at_file(request: HttpRequest, *, case: RightsRequest, file_id: int) -> HttpResponse:
    """A collected file. 404 for who does not handle requests."""
    file = _file(request, case, file_id)
    return _answer(request, case, file)


@require_http_methods(["GET", "HEAD", "POST"])
def look_at_text(request: HttpRequest, *, case: RightsRequest, task_id: int) -> HttpResponse:
    """A text that was found in a data system."""
    _require_handler(request, case)
    task = get_object_or_404(
        case.tasks.exclude(result="").select_related("data_system", "request"), pk=task_id
    )
    return _answer(request, case, task)


@require_safe
def page_view(
    request: HttpRequest, *, case: RightsRequest, file_id: int, page: int
) -> HttpResponse:
    """A page as a picture: drawn for this answer, and kept nowhere."""
    content = content_of(_file(request, case, file_id))
    try:
        image = _drawn(content, page)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(as_jpeg(image), content_type="image/jpeg")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(content: bytes, page: int) -> Any:
    kind = coverable(content)
    if kind is Coverable.PDF:
        return page_picture(content, page - 1)
    if kind is Coverable.PICTURE and page == 1:
        return picture_of(content)
    raise IndexError(page)


def _answer(request: HttpRequest, case: RightsRequest, thing: Thing) -> HttpResponse:
    form = MarkForm()
    if request.method == "POST":
        form = MarkForm(request.POST)
        try:
            done = _done(request, thing, form)
        except NotPermitted as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            if done:
                messages.success(request, done)
                return HttpResponseRedirect(f"{request.path}?from={_first_page(request)}")
    elif isinstance(thing, StoredFile) and request.method == "GET":
        note_file_opened(thing, actor=_actor(request))
    response = TemplateResponse(
        request,
        "admin/requests_app/rightsrequest/look.html",
        _context(request, case, thing, form),
    )
    response["Cache-Control"] = "no-store"
    return response


def _done(request: HttpRequest, thing: Thing, form: MarkForm) -> str:
    """Do what the button says; what was done, empty where the form is not right."""
    actor = _actor(request)
    if "clear" in request.POST:
        find_clear(thing, actor=actor)
        return _("Noted: nothing of other people is in it.")
    if "cover" in request.POST:
        cover(thing, actor=actor, name=request.POST.get("name", ""))
        return _("Covered. Only the covered copy goes to the person.")
    if "agree" in request.POST:
        agree(thing, actor=actor)
        return _("Noted: you have looked it through as the second person.")
    if "unmark" in request.POST:
        marks = thing.marks.filter(removed_at=None)
        unmark(get_object_or_404(marks, pk=_number(request.POST["unmark"])), actor=actor)
        return _("The mark is taken away.")
    return _marked(thing, form, actor=actor) if form.is_valid() else ""


def _marked(thing: Thing, form: MarkForm, *, actor: Actor) -> str:
    given = form.cleaned_data
    reason = Reason(given["reason"])
    if given["words"]:
        count = mark_words(thing, given["words"], reason=reason, actor=actor)
        return _("Marked places: %(count)d.") % {"count": count}
    if isinstance(thing, StoredFile) and given["cells"]:
        count = mark_cells(thing, given["cells"], reason=reason, actor=actor)
        return _("Marked places: %(count)d.") % {"count": count}
    if given["start"] is not None and given["end"] is not None:
        mark_stretch(thing, given["start"], given["end"], reason=reason, actor=actor)
        return _("Marked.")
    sides = [given[name] for name in ("left", "top", "width", "height")]
    if isinstance(thing, StoredFile) and given["page"] and None not in sides:
        x, y, width, height = (side / 100 for side in sides)
        box = Box(page=given["page"] - 1, x=x, y=y, width=width, height=height)
        mark_box(thing, box, reason=reason, actor=actor)
        return _("Marked.")
    form.add_error(None, _("Say what is to be covered: words, or a box with all its sides."))
    return ""


def _context(
    request: HttpRequest, case: RightsRequest, thing: Thing, form: MarkForm
) -> dict[str, Any]:
    marks = marks_of(thing)
    content = content_of(thing) if isinstance(thing, StoredFile) else b""
    file = seen(content) if isinstance(thing, StoredFile) else _found(thing)
    spans = merged(spans_of(marks))
    sections = shown(file.reading, spans, labels=labels()) if file.reading else []
    count = _page_count(content, file.kind)
    first = _first_page(request)
    at_once = LINES_AT_ONCE if file.reading else PAGES_AT_ONCE
    last = sum(len(section.lines) for section in sections) if file.reading else count
    review = current_review(thing)
    actor = _actor(request)
    return {
        **admin.site.each_context(request),
        "title": _("Look through: %s") % name_of(thing),
        "case": case,
        "submission": case.submission,
        "is_file": isinstance(thing, StoredFile),
        "name": name_of(thing),
        "form": form,
        "marks": [(mark, words_at(file.text, mark)) for mark in marks],
        "kind": file.kind.value,
        "pieces": pieces(file.text or "", spans, labels=labels())
        if file.kind is Coverable.TEXT
        else [],
        "sections": list(some_of(sections, first=first)),
        "is_table": file.reading is not None and file.reading.is_table,
        "hidden": hidden_things(file.reading),
        "pages": _pages(case, thing, marks, count=count, first=first),
        "first": first,
        "count": count,
        "next": first + at_once if first + at_once <= last else 0,
        "previous": max(first - at_once, 1) if first > 1 else 0,
        "review": review,
        "to_look_through": to_look_through(case, but=thing),
        "wants_second": wants_second(case),
        "is_hidden": another_reads_of_the_hidden(case.submission),
        "may_agree": review is not None
        and review.second_at is None
        and review.reviewed_by_id != actor.id,
        "is_open": case.state in OPEN_TO_REVIEW
        and may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id),
        "back_url": reverse("admin:requests_app_rightsrequest_change", args=[case.pk]),
    }


def _found(task: Task) -> Seen:
    return Seen(kind=Coverable.TEXT, text=task.result)


def _page_count(content: bytes, kind: Coverable) -> int:
    if kind is Coverable.PDF:
        return page_count(content)
    return 1 if kind is Coverable.PICTURE else 0


def _pages(
    case: RightsRequest, thing: Thing, marks: list[RedactionMark], *, count: int, first: int
) -> list[Page]:
    return [
        Page(
            number=number,
            url=reverse("admin:case_look_page", args=[case.pk, thing.pk, number]),
            marks=[_in_per_cent(mark) for mark in marks if mark.page == number - 1],
        )
        for number in range(first, min(first + PAGES_AT_ONCE, count + 1))
    ]


def _in_per_cent(mark: RedactionMark) -> dict[str, Any]:
    sides = {name: round((getattr(mark, name) or 0) * 100, 3) for name in ("x", "y")}
    size = {name: round((getattr(mark, name) or 0) * 100, 3) for name in ("width", "height")}
    return {"reason": mark.get_reason_display(), **sides, **size}


def _file(request: HttpRequest, case: RightsRequest, file_id: int) -> StoredFile:
    _require_handler(request, case)
    files = case.files.filter(redacted_from=None).exclude(sealed="")
    return get_object_or_404(files.select_related("request", "task__data_system"), pk=file_id)


def _require_handler(request: HttpRequest, case: RightsRequest) -> None:
    if not may(_actor(request), Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise Http404


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)
    return user_actor(request.user.pk)


def _first_page(request: HttpRequest) -> int:
    return max(_number(request.GET.get("from", "1")), 1)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
