"""Facts enough for every letter."""

from datetime import date
from decimal import Decimal
from typing import Any

from registers_app.models import Controller

LANGUAGES = ("fi", "sv", "en")
AUTHORITY = {
    "name": "Tietosuojavaltuutetun toimisto",
    "address": "PL 800, 00531 Helsinki",
    "email": "tietosuoja@om.fi",
    "site": "https://tietosuoja.fi",
}
AUTHORITY_BESIDE = {
    "name": "Integritetsskyddsmyndigheten (IMY)",
    "address": "Box 8114, 104 20 Stockholm",
    "email": "",
    "site": "https://www.imy.se",
}
GROUND = {
    "label": "manifestly excessive",
    "article": "12(5)",
    "facts": "Fifth request this month.",
    "purpose": "",
}
GROUND_OF_PURPOSE = {
    "label": "a law obliges to keep the data",
    "article": "17(3)",
    "facts": "The law demands invoices until 31 December 2033.",
    "law": "Accounting Act 1336/1997, chapter 2, section 10",
    "purpose": "Bookkeeping",
}
ITEMS: dict[str, list[Any]] = {
    "met": ["Newsletter", "Customer surveys"],
    "kept": ["Bookkeeping"],
    "outside": [
        {"purpose": "Payroll", "bases": "legal obligation"},
        {"purpose": "Access control", "bases": "legitimate interest"},
    ],
    "not_held": ["Recruitment", "Visitors"],
}
NO_ITEMS: dict[str, list[Any]] = {"met": [], "kept": [], "outside": [], "not_held": []}
RECIPIENTS: dict[str, list[Any]] = {
    "told": ["Posti Oy", "Fabrikam Mail"],
    "public": ["Search Engine Inc."],
    "excused": [
        {"name": "Litware Oy", "reason": "It has ceased to exist."},
        {"name": "Tailspin AB", "reason": "It never had these data."},
    ],
}
NO_RECIPIENTS: dict[str, list[Any]] = {"told": [], "public": [], "excused": []}
MOVED = {
    "what": "Address",
    "old_value": "Vanhakatu 1",
    "new_value": "Uusikatu 2",
    "statement": "",
}
ADDED = {"what": "Second name", "old_value": "", "new_value": "Aino", "statement": ""}
STATED = {
    "what": "Note of 3 May",
    "old_value": "",
    "new_value": "",
    "statement": "I was not present.",
}
REVIEW = {
    "reviewer": "Liisa Lahti, head of credit decisions",
    "result": "changed",
    "findings": "The income of 2026 was missing.",
}
ASKED = {"right": "access to one’s data", "due_on": date(2027, 4, 5), "stops_at_once": False}
STOPPED = {"right": "withdrawal of consent", "due_on": date(2027, 4, 6), "stops_at_once": True}

PART_OF_REGISTER = {
    "title": "Retention",
    "lines": [
        {"word": "added", "text": "Logs: one year"},
        {"word": "removed", "text": "Logs: two years"},
    ],
}


def facts(**more: Any) -> dict[str, Any]:
    """Every placeholder that any letter knows; *more* replaces some."""
    return {
        "name": "Maija Meikäläinen",
        "at_home": "",
        "former": "",
        "first": {
            "reference": "RD-2222-3333",
            "received_on": date(2027, 3, 1),
            "due_on": date(2027, 4, 1),
            "closed_on": None,
        },
        "reference": "RD-7K3M-Q9XA",
        "asked_for": "The mandate that you were given.",
        "may_go_direct": True,
        "by_post": False,
        "controller": Controller(
            name="Northwind Oy",
            postal_address="Esimerkkikatu 1\n00100 Helsinki",
            email="privacy@northwind.example",
            phone="+358 9 123 456",
        ),
        "right": "access to one’s data",
        "rights": ["access to one’s data", "withdrawal of consent"],
        "requests": [ASKED, STOPPED],
        "several": True,
        "received_on": date(2027, 3, 5),
        "due_on": date(2027, 4, 5),
        "target_on": date(2027, 4, 2),
        "promised_on": "",
        "extended_due_on": date(2027, 6, 7),
        "expires_on": date(2027, 5, 31),
        "asked_on": date(2027, 3, 9),
        "sent_on": date(2027, 3, 8),
        "lifts_on": date(2027, 5, 3),
        "stop_by": "6 March 2027 14:30",
        "forward_by": date(2027, 3, 10),
        "pass_on_by": date(2027, 3, 10),
        "authorities": [AUTHORITY, AUTHORITY_BESIDE],
        "confirm_url": "https://desk.example/fi/confirm/s3cret/",
        "draft_url": "https://desk.example/fi/form/go-on/s3cret/",
        "kept_until": date(2026, 3, 9),
        "open_url": "https://desk.example/fi/open/s3cret/",
        "code": "0123 4567",
        "code_minutes": 30,
        "ask_link_url": "https://desk.example/fi/link/",
        "admin_url": "https://desk.example/admin/requests_app/rightsrequest/7/change/",
        "days": 3,
        "days_late": 2,
        "came_on": date(2027, 3, 9),
        "deliver_by": date(2027, 3, 12),
        "working_days": 5,
        "what": "confirmed",
        "owner_did": "asked",
        "system": "Web shop",
        "systems": ["Web shop", "Mailing list"],
        "work": "search",
        "day": date(2027, 4, 2),
        "lines": [{"label": "3 days before the target date", "count": 2}],
        "due_today": 1,
        "unassigned": 1,
        "late_url": "https://desk.example/admin/requests_app/rightsrequest/?urgency=late",
        "week_url": "https://desk.example/admin/requests_app/rightsrequest/?urgency=week",
        "mine_url": "https://desk.example/admin/requests_app/rightsrequest/?handler=mine",
        "finish_by": date(2027, 4, 2),
        "erased_on": date(2027, 3, 20),
        "restored_on": date(2027, 3, 26),
        "task_url": "https://desk.example/fi/task/open/s3cret/",
        "now": True,
        "doubt": "The address is not the one we hold.",
        "what_is_asked": "Tell us your customer number.",
        "policy_reasons": "Invoices show what a person buys, and where they live.",
        "policy_masks": "Cover the amounts on an invoice too.",
        "first_letter": "We process much data.\n\nOur question\n\nThe orders or the calls?",
        "question": "Do you mean the orders or the calls?",
        "reason": "The data lie in eleven old archives.",
        "note": "Two of three data systems have been searched.",
        "turn_to": "Alpine Ski House AB\nprivacy@alpine.example",
        "reasoning": "You asked for the same a week ago.",
        "grounds": [GROUND, GROUND_OF_PURPOSE],
        "items": ITEMS,
        "backups_until": date(2027, 6, 30),
        "recipients": RECIPIENTS,
        "corrections": [MOVED, ADDED, STATED],
        "restriction_ground": "The accuracy is contested (Art. 18(1)(a)).",
        "review": REVIEW,
        "search_limit": {
            "searched": "The mailbox of the sales team, by name and address.",
            "left_out": "Tapes of before 2019.",
            "reason": "Reading them takes four weeks; nothing points to the person there.",
        },
        "recipient": "Alpine Ski House AB",
        "known_as": "Customer 4711",
        "did": "erased",
        "change": "The delivery addresses of 2026.",
        "letter_url": "https://desk.example/fi/recipient/s3cret/",
        "outcome": "You were right: the list was old. We have corrected it.",
        "progress": "We have asked the sales team, and answer by 20 April.",
        "acknowledged": False,
        "obtained_on": date(2027, 3, 5),
        "last_day": date(2027, 4, 5),
        "sent_to": "Wide World Importers AB",
        "forwarded_to": "Contoso AB, Stockholm",
        "passed_on": "Erase my account in their workspace.",
        "was_passed_on": True,
        "answerer": "Fourth Coffee Oy",
        "agreement": "Service agreement 2024-017",
        "stops_at_once": True,
        "amount": Decimal("12.50"),
        "currency": "EUR",
        "fee_ground": "ART12_5_EXCESSIVE",
        "article": "12(5)",
        "costs": "Copying and checking 400 pages takes a clerk two hours.",
        "register": "Register of customers",
        "number": 3,
        "effective_on": date(2027, 3, 5),
        "notes": "We keep data for a shorter time.",
        "parts": [PART_OF_REGISTER, PART_OF_REGISTER],
        "more": 2,
        "hidden": 2,
        "capacity": "staff",
        "notice_url": "https://desk.example/fi/notices/northwind/customers/versions/3/",
        "changes_url": "https://desk.example/fi/notices/northwind/customers/versions/3/changes/2/",
        "compare_url": "https://desk.example/admin/registers_app/registerversion/7/compare/",
        "processors_added": ["Litware Cloud Oy"],
        "processors_gone": ["Tailspin AB"],
        "processors_unnamed": 2,
        "first_on": date(2027, 3, 1),
        "last_on": date(2027, 3, 7),
        "received": 4,
        "on_time": 3,
        "answered_late": 1,
        "open": 12,
        "waiting": 2,
        "week": 5,
        "late": 1,
        "alarms": ["privacy@northwind.example: The server cannot be reached."],
        "count": 3,
        "queue_url": "https://desk.example/admin/requests_app/rightsrequest/?handler=mine",
        "report_url": "https://desk.example/admin/reports/deadlines/?first=2027-03-01",
        "handed_over_url": "https://desk.example/fi/handed-over/s3cret/",
        **more,
    }


def few_facts(**more: Any) -> dict[str, Any]:
    """The least that a letter may be given: lists with one or none, and nothing optional."""
    return facts(
        **{
            "requests": [ASKED],
            "rights": ["access to one’s data"],
            "several": False,
            "by_post": True,
            "due_on": None,
            "stop_by": "",
            "forward_by": None,
            "authorities": [],
            "grounds": [GROUND],
            "items": NO_ITEMS,
            "backups_until": "",
            "recipients": NO_RECIPIENTS,
            "corrections": [STATED],
            "review": {**REVIEW, "result": "confirmed"},
            "sent_to": "",
            "search_limit": "",
            "acknowledged": True,
            "agreement": "",
            "was_passed_on": False,
            "stops_at_once": False,
            "notes": "",
            "parts": [],
            "more": 0,
            "hidden": 1,
            "capacity": "joint",
            "compare_url": "",
            "processors_added": [],
            "processors_gone": [],
            "processors_unnamed": 1,
            **more,
        }
    )
