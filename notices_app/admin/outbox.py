"""The outbox: what was sent, what waits, what failed and why."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notices_app.models import DeliveryEvent, Notice
from notices_app.services import send_again
from notices_app.services.links_hidden import links_hidden
from registers_app.admin.scoped import ControllerScopedAdmin, controllers_of
from registers_app.domain.roles import Permission

# The only lookups that an address may carry. Any other could spell out the text, letter by letter,
# and with it the link that opens the person's case.
LOOKUPS = {
    "state__exact",
    "maybe_sent_before__exact",
    "kind__exact",
    "language__exact",
    "controller__id__exact",
}


class DeliveryEventInline(admin.TabularInline[DeliveryEvent, Notice]):
    """What was reported of it."""

    model = DeliveryEvent
    fields = ("occurred_at", "kind", "reason", "smtp_status", "provider", "noted_at")
    readonly_fields = ("occurred_at", "kind", "reason", "smtp_status", "provider", "noted_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Providers report, nobody else."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """With the message."""
        return True


@admin.register(Notice)
class OutboxAdmin(ControllerScopedAdmin[Notice]):
    """Messages are read here and sent again; nobody rewrites one."""

    controller_path = "controller"
    see = Permission.SEE_MAIL
    send = Permission.RESEND_MAIL
    list_display = [
        "created_at",
        "kind",
        "to_address",
        "state",
        "reason",
        "attempts",
        "maybe_sent_before",
        "due_at",
    ]
    list_filter = [
        "state",
        "maybe_sent_before",
        "kind",
        "language",
        ("controller", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["to_address", "subject"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["send_again"]
    inlines = [DeliveryEventInline]
    readonly_fields = ["text_without_links"]
    fieldsets = [
        (
            None,
            {"fields": ["controller", "kind", "language", "to_address", "subject"]},
        ),
        (
            _("Delivery"),
            {
                "fields": [
                    "state",
                    "last_error",
                    "attempts",
                    "maybe_sent_before",
                    "created_at",
                    "due_at",
                    "claimed_at",
                    "begun_at",
                    "sent_at",
                    "message_id",
                    "provider_message_id",
                    "occasion",
                ]
            },
        ),
        (_("Text"), {"fields": ["text_without_links"]}),
    ]

    @admin.display(description=_("reason"))
    def reason(self, notice: Notice) -> str:
        """Why the last attempt failed, in short."""
        return Truncator(notice.last_error).chars(120)

    @admin.display(description=_("text (links are left out: they open the person’s case)"))
    def text_without_links(self, notice: Notice) -> str:
        """The text, without what would let staff act as the person."""
        return links_hidden(notice.text)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether an address may carry a lookup."""
        return lookup in LOOKUPS

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        """Whether the user sends messages of any controller again."""
        return self.granted(request, self.send, None)

    @admin.action(description=_("Send failed messages again"), permissions=["send_again"])
    def send_again(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        """Queue the chosen messages that failed, where the user may; no others change."""
        own = notices.filter(controller__in=controllers_of(request, self.send))
        queued = sum(send_again(pk) for pk in own.values_list("pk", flat=True))
        text = ngettext(
            "%(count)d message will be sent again.",
            "%(count)d messages will be sent again.",
            queued,
        )
        level = messages.SUCCESS if queued else messages.WARNING
        self.message_user(request, text % {"count": queued}, level)
