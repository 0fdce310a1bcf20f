"""What a person takes to another service, for people and for machines (GDPR Art. 20)."""

import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import DataOrigin
from requests_app.fulfilment.package_content import PackageContent
from requests_app.models import Submission

ORIGINS: dict[str, str | Promise] = {
    DataOrigin.PROVIDED.value: _("You have given these data."),
    DataOrigin.OBSERVED.value: _("These data came from your use of the service."),
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """A category of data that may be moved."""

    register: str
    category: str
    origin: str | Promise


def described(content: PackageContent) -> list[Field]:
    """What the fields mean and where they come from, in the page's language."""
    return [
        Field(
            register=field["register"],
            category=field["category"],
            origin=ORIGINS.get(field["origin"], ""),
        )
        for field in content.fields
    ]


def portable_json(submission: Submission, content: PackageContent) -> bytes:
    """The data with their description, structured and machine-readable (Art. 20(1))."""
    data = {
        "reference": submission.reference,
        "controller": submission.controller.name,
        "fields": content.fields,
        "systems": content.found,
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()
