"""A register as large as is asked for, as a file in three languages."""

from typing import Any

from registers_app.exchange.dump_yaml import HEADER
from registers_app.exchange.yaml_text import yaml_text


def big_file(*, slug: str, purposes: int, data_categories: int, recipients: int) -> bytes:
    """The file of one controller with one draft, as the desk would write it."""
    tree = {
        "controller": {
            "slug": slug,
            "name": f"{slug} Oy",
            "email": "privacy@big.example",
            "country": "FI",
            "regime": "EU",
            "time_zone": "Europe/Helsinki",
            "calendar": "FI",
            "language": "fi",
            "second_person_approves": False,
            "second_person_erases": False,
            "second_person_reviews": False,
            "second_person_publishes": False,
            "is_open": True,
        },
        "registers": [
            {
                "slug": "all",
                "names": said("Everything"),
                "our_role": "controller",
                "versions": [_version(purposes, data_categories, recipients)],
            }
        ],
    }
    return (HEADER + yaml_text(tree)).encode()


def said(words: str) -> dict[str, str]:
    """A sentence in each language, of a usual length."""
    return {
        code: f"{words} {code}, told in as many words as such a line usually has"
        for code in ("fi", "sv", "en")
    }


def _version(purposes: int, data_categories: int, recipients: int) -> dict[str, Any]:
    return {
        "number": 1,
        "purposes": [
            {
                "key": f"purpose-{n}",
                "names": said(f"Purpose {n}"),
                "legitimate_interests": said(f"Interest {n}"),
                "bases": [
                    {"basis": "legitimate_interest"},
                    {"basis": "legal_obligation", "legal_acts": said(f"Act {n}")},
                ],
            }
            for n in range(purposes)
        ],
        "subject_categories": [
            {"key": f"group-{n}", "names": said(f"Group {n}")} for n in range(3)
        ],
        "data_categories": [
            {
                "key": f"data-{n}",
                "names": said(f"Data category {n}"),
                "origin": "observed",
                "purposes": [f"purpose-{n % purposes}"],
                "subject_categories": [f"group-{n % 3}"],
            }
            for n in range(data_categories)
        ],
        "recipients": [
            {"key": f"recipient-{n}", "names": said(f"Recipient {n}"), "agreement": f"DPA {n}"}
            for n in range(recipients)
        ],
    }
