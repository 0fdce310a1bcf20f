"""One mail that came in: its words, those that led to its reading, and what to do with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from config.crypto import open_sealed
from notices_app.models import InboundMail, MailStatus
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.attachment import attachment
from requests_app.domain.identity_codes import holds_code, masked
from requests_app.domain.rights import Right
from requests_app.models import RightChoice, RightsRequest
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.mail_due import mail_due_on, registers_perhaps_meant
from requests_app.services.open_typed import note_codes_opened
from requests_app.services.settle_mail import (
    confirm_reading,
    enter_as_request,
    put_aside,
    put_into_case,
    tell_misdirected,
)
from requests_app.written import reader_language, written, written_time

LIST = "admin:notices_app_inboundmail_changelist"
TEMPLATE = "admin/requests_app/mail.html"


@dataclass(frozen=True, kw_only=True)
class Led:
    """Words that led to the reading."""

    words: str
    right: str
    code: str


class MailForm(forms.Form):
    """What a handler makes of a mail; which fields count depends on the button."""

    rights = forms.MultipleChoiceField(
        label=_("What the person asks for"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reference = forms.CharField(label=_("Reference of the case"), required=False, max_length=20)
    because = forms.CharField(label=_("Why it is not a request"), required=False, max_length=500)
    turn_to = forms.CharField(
        label=_("Whom the sender should turn to"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name and address, each on a line of its own. The sender reads it."),
    )
    was_passed_on = forms.BooleanField(
        label=_("I have passed the message on to them"), required=False
    )
    post_to = forms.CharField(
        label=_("Or tell them by post"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Name and postal address, where the message gives no mail address to answer to. The "
            "letter then lies in the print tray."
        ),
    )

    def __init__(self, *args: Any, row: InboundMail, **kwargs: Any) -> None:
        reading = row.reading
        found = [*reading.get("rights", []), *reading.get("perhaps", [])]
        initial = {"rights": found, "reference": row.reference}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        field = self.fields["rights"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (r.value, r.label) for r in RightChoice if r.value in RightsRequest.PROXIES
        ]


@require_GET
def mail_view(request: HttpRequest, *, row: InboundMail) -> HttpResponse:
    """The mail. Nothing is changed by looking."""
    return _page(request, row, MailForm(row=row))


@require_POST
def decide_view(request: HttpRequest, *, row: InboundMail) -> HttpResponse:
    """Do what the button says. Raises PermissionDenied, Http404."""
    form = MailForm(request.POST, row=row)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        _decide(request, row, form)
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return _page(request, row, form)
    messages.success(request, _text("Your decision on the mail is kept."))
    return HttpResponseRedirect(reverse(LIST))


@require_GET
def original_view(request: HttpRequest, *, row: InboundMail) -> HttpResponse:
    """The mail byte for byte, to download. Raises Http404 for who handles no requests."""
    if not _may_handle(request, row) or row.is_erased:
        raise Http404
    raw = open_sealed(bytes(row.sealed))
    return attachment(  # type: ignore[return-value]
        iter([raw]), name=f"mail-{row.pk}.eml", content_type="message/rfc822", size=len(raw)
    )


def _decide(request: HttpRequest, row: InboundMail, form: MailForm) -> None:
    assert isinstance(request.user, User)
    actor, typed = user_actor(request.user.pk), form.cleaned_data
    match request.POST.get("do"):
        case "confirm":
            confirm_reading(row.pk, actor=actor)
        case "enter":
            rights = tuple(Right(right) for right in typed["rights"])
            enter_as_request(row.pk, rights=rights, actor=actor)
        case "link":
            put_into_case(row.pk, reference=typed["reference"], actor=actor)
        case "aside":
            put_aside(row.pk, because=typed["because"], actor=actor)
        case "misdirected":
            tell_misdirected(
                row.pk,
                turn_to=typed["turn_to"],
                was_passed_on=typed["was_passed_on"],
                post_to=typed["post_to"],
                actor=actor,
            )
        case _:
            raise Http404


def _may_handle(request: HttpRequest, row: InboundMail) -> bool:
    assert isinstance(request.user, User)
    actor = user_actor(request.user.pk)
    return may(actor, Permission.HANDLE_REQUESTS, controller_id=row.controller_id)


def _holds_codes(row: InboundMail) -> bool:
    words = row.words
    return any(holds_code(text) for text in (words.read, words.quoted, words.sender_name))


def _page(
    request: HttpRequest, row: InboundMail, form: MailForm, *, shows_codes: bool = False
) -> HttpResponse:
    zone = row.controller.time_zone
    context = {
        **admin.site.each_context(request),
        "title": _text("Mail of %(day)s") % {"day": written_time(row.received_at, time_zone=zone)},
        "row": row,
        "words": row.words,
        "marked": marked_text(row, shows_codes=shows_codes),
        "shows_codes": shows_codes,
        "holds_codes": not shows_codes and _holds_codes(row),
        "led": list(led_to(row)),
        "registers": registers_perhaps_meant(row, language=reader_language()),
        "received": written_time(row.received_at, time_zone=zone),
        "due": "" if row.status == MailStatus.NOT_A_REQUEST else written(mail_due_on(row)),
        "settled": written_time(row.settled_at, time_zone=zone),
        "case": RightsRequest.objects.filter(submission_id=row.submission_id or 0).first(),
        "form": form,
        "open": row.settled_at is None and _may_handle(request, row) and not row.is_erased,
        "may_handle": _may_handle(request, row),
        "is_new": row.status == MailStatus.NEW,
        "list_url": reverse(LIST),
    }
    response = TemplateResponse(request, TEMPLATE, context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def codes_view(request: HttpRequest, *, row: InboundMail) -> HttpResponse:
    """The mail with its identity codes, on the record of its case. Raises Http404 without one."""
    assert isinstance(request.user, User)
    if not row.submission_id or row.is_erased or not _may_handle(request, row):
        raise Http404
    note_codes_opened(row.submission_id, actor=user_actor(request.user.pk))
    return _page(request, row, MailForm(row=row), shows_codes=True)


def led_to(row: InboundMail) -> Iterator[Led]:
    """Each rule that fired, with its words."""
    names = {choice.value: str(choice.label) for choice in RightChoice}
    text = masked(row.words.read)
    for code, start, end, right in row.reading.get("marks", []):
        words = " ".join(text[start:end].split())
        yield Led(words=words, right=names.get(right, ""), code=code)


def marked_text(row: InboundMail, *, shows_codes: bool = False) -> SafeString:
    """The text that was read, with the words of rights and reminders marked."""
    # What is covered is as long as what was written: the marks stay where they are.
    text, at = row.words.read if shows_codes else masked(row.words.read), 0
    pieces: list[SafeString] = []
    for code, start, end, right in row.reading.get("marks", []):
        if start < at or not (right or ".reminders." in code):
            continue
        pieces.append(format_html("{}<mark>{}</mark>", text[at:start], text[start:end]))
        at = end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
