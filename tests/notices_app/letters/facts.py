"""Facts enough for every letter."""

from datetime import date
from typing import Any

from registers_app.models import Controller

LANGUAGES = ("fi", "sv", "en")
AUTHORITY = {
    "name": "Tietosuojavaltuutetun toimisto",
    "address": "PL 800, 00531 Helsinki",
    "email": "tietosuoja@om.fi",
    "site": "https://tietosuoja.fi",
}
GROUND = {
    "label": "manifestly excessive",
    "article": "12(5)",
    "facts": "Fifth request this month.",
}


def facts(**more: Any) -> dict[str, Any]:
    """Every placeholder that any letter knows; *more* replaces some."""
    return {
        "name": "Maija Meikäläinen",
        "reference": "RD-7K3M-Q9XA",
        "controller": Controller(
            name="Northwind Oy",
            postal_address="Esimerkkikatu 1\n00100 Helsinki",
            email="privacy@northwind.example",
            phone="+358 9 123 456",
        ),
        "right": "access to one’s data",
        "received_on": date(2027, 3, 5),
        "due_on": date(2027, 4, 5),
        "target_on": date(2027, 4, 2),
        "extended_due_on": date(2027, 6, 7),
        "expires_on": date(2027, 5, 31),
        "asked_on": date(2027, 3, 9),
        "authority": AUTHORITY,
        "confirm_url": "https://desk.example/fi/confirm/s3cret/",
        "open_url": "https://desk.example/fi/open/s3cret/",
        "ask_link_url": "https://desk.example/fi/link/",
        "admin_url": "https://desk.example/admin/requests_app/rightsrequest/7/change/",
        "days": 3,
        "days_late": 2,
        "what": "confirmed",
        "doubt": "The address is not the one we hold.",
        "what_is_asked": "Tell us your customer number.",
        "question": "Do you mean the orders or the calls?",
        "reason": "The data lie in eleven old archives.",
        "reasoning": "You asked for the same a week ago.",
        "grounds": [GROUND],
        "forwarded_to": "Contoso AB, Stockholm",
        **more,
    }
