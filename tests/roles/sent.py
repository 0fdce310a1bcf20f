"""What a browser sends to the addresses that change something."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from config.clock import today
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.models import User
from tests.cases import handler_of
from tests.factories import PASSWORD
from tests.roles.addresses import addresses
from tests.roles.desk import Side, signed_in
from tests.web_forms import fields_of

NEW_PASSWORD = "another correct horse battery"
VERSION = "admin:registers_app_registerversion_"
TRAY = "admin:requests_app_paperletter_changelist"
TWICE = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}


def sent_to(address: str, variant: str, *, side: Side) -> dict[str, Any]:
    """The fields, as somebody who may do it would fill them in for the controller."""
    fill = FORMS.get(" ".join(filter(None, (address, variant))))
    return fill(side) if fill else {}


def _as_shown(address: str, form: str, /, *, by_root: bool = False, **more: Any) -> Any:
    def fill(side: Side) -> dict[str, Any]:
        root = User.objects.filter(is_superuser=True)
        browser = signed_in(root[0] if by_root else side.administrator)
        page = browser.get(addresses()[address].of(side)).content.decode()
        return {**fields_of(page, form=form), **more}

    return fill


def _new_register(side: Side) -> dict[str, Any]:
    fill = _as_shown("admin:registers_app_register_add", "register_form", slug="new", names_en="N")
    return {**fill(side), "controller": str(side.controller.pk)}


def _new_mailbox(side: Side) -> dict[str, Any]:
    fill = _as_shown("admin:notices_app_mailbox_add", "mailbox_form", reached_by="handed")
    address = f"new@{side.controller.slug}.example"
    return {**fill(side), "controller": str(side.controller.pk), "address": address}


def _intake(side: Side) -> dict[str, Any]:
    browser = signed_in(side.administrator)
    form = browser.get(reverse("admin:requests_app_rightsrequest_add")).context["form"]
    return {
        **form.initial,
        "rights": ["access"],
        "channel": "letter",
        "received_on": "2026-01-05",
        "received_time": "09:15",
        "person_name": "Liisa Letter",
        "about": "Everything, please.",
    }


def _chosen(action: str, row: str, **more: Callable[[Side], Any]) -> Any:
    def fill(side: Side) -> dict[str, Any]:
        extra = {name: value(side) for name, value in more.items()}
        return {"action": action, "_selected_action": [side.rows[row]], "index": "0", **extra}

    return fill


FORMS: dict[str, Callable[[Side], dict[str, Any]]] = {
    "admin:password_change": lambda side: {
        "old_password": PASSWORD,
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    },
    "admin:case_step reopen": lambda side: {"reason": "New facts came."},
    "admin:requests_app_rightsrequest_add": _intake,
    "admin:requests_app_rightsrequest_changelist take": _chosen("take", "received"),
    "admin:requests_app_rightsrequest_changelist give": _chosen(
        "give",
        "received",
        go=lambda side: "1",
        handler=lambda side: str(handler_of(side.controller).pk),
    ),
    "admin:requests_app_rightsrequest_changelist remind": _chosen(
        "remind", "received", go=lambda side: "1"
    ),
    "admin:requests_app_rightsrequest_changelist extend_chosen": _chosen(
        "extend_chosen",
        "received",
        go=lambda side: "1",
        reason=lambda side: "Four systems.",
        cause=lambda side: "scattered",
    ),
    "admin:requests_app_rightsrequest_changelist hand_over": _chosen(
        "hand_over",
        "received",
        go=lambda side: "1",
        handler=lambda side: str(handler_of(side.controller).pk),
        note=lambda side: "She calls in the mornings.",
    ),
    "admin:my_absence": lambda side: {
        "first_on": "2099-07-01",
        "last_on": "2099-07-31",
        "deputy": str(handler_of(side.controller).pk),
    },
    "admin:case_pending": lambda side: {"undo": "1"},
    "admin:case_turn_back": lambda side: {"number": "1"},
    "admin:save_view": lambda side: {"name": "Late", "query": "urgency=late"},
    "admin:notices_app_mailbox_add": _new_mailbox,
    "admin:notices_app_mailbox_change": _as_shown(
        "admin:notices_app_mailbox_change", "mailbox_form"
    ),
    "admin:notices_app_inboundmail_decide": lambda side: {"do": "aside", "because": "Spam."},
    "admin:requests_app_rightsrequest_changelist explain": _chosen(
        "explain", "received", go=lambda side: "1", cause=lambda side: "staff"
    ),
    "deadline_report_mail": lambda side: {
        "controller": str(side.controller.pk),
        "rhythm": "weekly",
    },
    "admin:notices_app_notice_changelist send_again": _chosen("send_again", "notice"),
    "admin:case_look_file": lambda side: {"clear": "1"},
    "admin:case_look_text": lambda side: {"clear": "1"},
    "admin:own_wording": lambda side: {
        "do": "keep",
        "subject": "Hello",
        "body": "Hello {{ name }}",
    },
    f"{TRAY} print_chosen": _chosen("print_chosen", "paperletter"),
    f"{TRAY} posted": _chosen(
        "posted",
        "paperletter",
        go=lambda side: "1",
        posted_on=lambda side: today(side.controller.time_zone).isoformat(),
    ),
    f"{TRAY} leave": _chosen(
        "leave", "paperletter", go=lambda side: "1", reason=lambda side: "Handed over."
    ),
    "admin:paper_misdirected": lambda side: {
        "controller": str(side.controller.pk),
        "received_on": "2026-01-05",
        "receiver": "Erkki Erehtynyt\nKatu 1",
        "language": "fi",
        "turn_to": "Contoso AB",
    },
    "admin:requests_app_sourcenotice_add": lambda side: {
        "register": side.register.pk,
        "what": "Addresses",
        "source": "Posti",
        "obtained_on": "2026-01-05",
    },
    "admin:requests_app_sourcenotice_change": lambda side: {
        "step": "told",
        "told-told_on": today(side.controller.time_zone).isoformat(),
        "told-how": "By letter.",
    },
    "admin:requests_app_systemrestore_add": lambda side: {
        "system": side.register.data_systems.latest("pk").pk,
        "backup_on": "2026-01-05",
        "restored_on": "2026-01-06",
        "restored_time": "09:15",
    },
    "admin:requests_app_systemrestore_change": lambda side: {"step": "end"},
    "admin:requests_app_complaint_add": lambda side: {
        "controller": side.controller.pk,
        "channel": "letter",
        "received_on": "2026-01-05",
        "received_time": "09:15",
        "person_name": "Liisa Letter",
        "language": "en",
        "about": "Too slow.",
    },
    "admin:requests_app_complaint_change": lambda side: {
        "step": "outcome",
        "outcome-outcome": "Mended.",
    },
    "admin:registers_app_register_add": _new_register,
    "admin:registers_app_register_import": lambda side: {
        "file": SimpleUploadedFile("a.yaml", dump_controller(side.controller).encode())
    },
    "admin:registers_app_register_change": _as_shown(
        "admin:registers_app_register_change", "register_form"
    ),
    f"{VERSION}section": _as_shown(f"{VERSION}section", "words_form"),
    f"{VERSION}line": _as_shown(f"{VERSION}line", "line_form"),
    f"{VERSION}line_add": _as_shown(f"{VERSION}line_add", "line_form", names_en="Billing"),
    f"{VERSION}line_move": lambda side: {"to": "2"},
    f"{VERSION}findings": lambda side: {
        "code": "consent_without_withdrawal",
        "place": f"purposes.{side.word.lower()}-newsletter",
        "take_back": "1",
    },
    "admin:registers_app_registerversion_publish": lambda side: {
        "effective_on": today(side.controller.time_zone).isoformat()
    },
    "admin:registers_app_registerversion_return in_review": lambda side: {"note": "Name all."},
    "admin:registers_app_controller_add": _as_shown(
        "admin:registers_app_controller_add",
        "controller_form",
        by_root=True,
        slug="new-one",
        name="New One Ab",
        email="privacy@new-one.example",
        country="SE",
        regime="EU",
        time_zone="Europe/Stockholm",
        calendar="SE",
        language="sv",
    ),
    "admin:registers_app_controller_change": _as_shown(
        "admin:registers_app_controller_change", "controller_form"
    ),
    "admin:registers_app_user_add": _as_shown(
        "admin:registers_app_user_add", "user_form", by_root=True, username="new", **TWICE
    ),
    "admin:registers_app_user_change": _as_shown(
        "admin:registers_app_user_change", "user_form", by_root=True
    ),
    "admin:auth_user_password_change": lambda side: {**TWICE, "set-password": "1"},
}
