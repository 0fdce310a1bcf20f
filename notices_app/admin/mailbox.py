"""The local mailbox: mail as it arrived, on a desk without a mail server.

It exists only in DEBUG without EMAIL_URL, is open to staff who handle requests (a mail carries its
person's link, which lets its reader act as the person), and is not found otherwise. Mail that
another controller's outbox sent is not found either.
"""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from notices_app.models import LocalMessage, Notice
from registers_app.admin.scoped import controllers_of
from registers_app.domain.roles import Permission

# The Message-ID that the headers carry; empty where there is none.
MESSAGE_ID = Coalesce(
    Func(
        Func(F("raw"), Value("escape"), function="encode", output_field=CharField()),
        Value(r"(?in)^message-id:\s*(<[^>]+>)"),
        function="substring",
        output_field=CharField(),
    ),
    Value(""),
)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A message as a mail program shows it."""

    headers: list[tuple[str, str]]
    text: str
    html: str
    source: str


def read_message(raw: bytes) -> Received:
    """The parts of a message."""
    message = message_from_bytes(raw, policy=default)
    return Received(
        headers=[(name, str(value)) for name, value in message.items()],
        text=_body(message, "plain"),
        html=_body(message, "html"),
        source=raw.decode("utf-8", errors="replace"),
    )


def _body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return "" if part is None else str(part.get_content())


@admin.register(LocalMessage)
class MailboxAdmin(admin.ModelAdmin[LocalMessage]):
    """Newest first; a message shows its headers, its text with links, its HTML and its source."""

    list_display = ["subject", "to_addresses", "received_at"]
    search_fields = ["to_addresses", "subject"]
    list_per_page = 50
    actions = None

    def get_urls(self) -> list[URLPattern]:
        """The list, one message, and the message as a file."""
        wrap, name = self.admin_site.admin_view, "notices_app_localmessage"
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("<int:pk>/", wrap(self.message_view), name=f"{name}_change"),
            path("<int:pk>/raw/", wrap(self.raw_view), name=f"{name}_raw"),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """The list needs no bodies."""
        return messages_for(request).defer("raw")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The messages. Raises Http404 where there is no local mailbox."""
        only_in_the_mailbox(request)
        return super().changelist_view(request, extra_context)

    def message_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One message. Raises Http404."""
        only_in_the_mailbox(request)
        row = get_object_or_404(messages_for(request), pk=pk)
        context = {
            **self.admin_site.each_context(request),
            "title": row.subject,
            "opts": self.opts,
            "row": row,
            "message": read_message(bytes(row.raw)),
        }
        return TemplateResponse(request, "admin/mailbox/message.html", context)

    def raw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One message byte for byte, for a mail program. Raises Http404."""
        only_in_the_mailbox(request)
        row = get_object_or_404(messages_for(request), pk=pk)
        return HttpResponse(
            bytes(row.raw),
            content_type="message/rfc822",
            headers={"Content-Disposition": f'attachment; filename="message-{row.pk}.eml"'},
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Listed only where there is a local mailbox."""
        return may_read_mailbox(request)

    def has_view_permission(self, request: HttpRequest, obj: LocalMessage | None = None) -> bool:
        """Staff who handle requests at some controller."""
        return may_read_mailbox(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail arrives by itself."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: LocalMessage | None = None) -> bool:
        """As received."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LocalMessage | None = None) -> bool:
        """As received."""
        return False


def may_read_mailbox(request: HttpRequest) -> bool:
    """Whether there is a local mailbox, and the user handles requests at some controller."""
    return (
        settings.EMAIL_TO_LOCAL_MAILBOX
        and controllers_of(request, Permission.HANDLE_REQUESTS).exists()
    )


def messages_for(request: HttpRequest) -> QuerySet[LocalMessage]:
    """The mail of the user's own controllers, and what no outbox sent."""
    own = controllers_of(request, Permission.HANDLE_REQUESTS)
    foreign = Notice.objects.exclude(controller__in=own).values("message_id")
    return LocalMessage.objects.alias(sent_as=MESSAGE_ID).exclude(sent_as__in=foreign)


def only_in_the_mailbox(request: HttpRequest) -> None:
    """Raises Http404 where the user finds no local mailbox."""
    if not may_read_mailbox(request):
        raise Http404
