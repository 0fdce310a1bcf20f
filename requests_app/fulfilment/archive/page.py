"""The page of a package: everything a person can read, in their language, without a network."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers_app.models import RegisterVersion
from requests_app.domain.periods import local_day
from requests_app.domain.rights import Right
from requests_app.fulfilment.archive.covered import covered_files
from requests_app.fulfilment.archive.data_files import ARTICLES
from requests_app.fulfilment.archive.zipped import Part
from requests_app.fulfilment.package_content import PackageContent
from requests_app.fulfilment.portable import described
from requests_app.models import CaseLetter, DisclosurePackage
from requests_app.services.letter_context import authority_in
from requests_app.services.redate import clocks
from requests_app.written import written

NAMES: dict[str, str | Promise] = {
    "purposes": _("Why they are used, and on what lawful basis"),
    "data_categories": _("Categories of data"),
    "recipients": _("Who receives them"),
    "retention": _("How long they are kept"),
    "sources": _("Where they come from"),
    "automated_decisions": _("Automated decisions"),
    "transfers": _("Transfers outside the European Economic Area"),
}


def index_page(
    package: DisclosurePackage,
    *,
    content: PackageContent,
    letter: CaseLetter | None,
    files: Sequence[Part],
    parts: Sequence[Part],
) -> str:
    """The page in the language that is active, as HTML that stands by itself."""
    submission = package.request.submission
    moves = package.request.right == Right.PORTABILITY
    assert package.released_at is not None, "only a released package is built"
    return render_to_string(
        "package/index.html",
        {
            "language": submission.language,
            "submission": submission,
            "controller": submission.controller,
            "package": package,
            "moves": moves,
            "answered_on": written(local_day(package.released_at, submission.controller.time_zone)),
            "content": content,
            "fields": described(content) if moves else [],
            "letter": letter,
            "files": files,
            "covered": covered_files(package),
            "others": [part for part in parts if part not in files],
            "registers": _registers(content.registers),
            "authorities": _authorities(package),
        },
    )


def _registers(registers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = [register["version_id"] for register in registers]
    days = dict(RegisterVersion.objects.filter(pk__in=keys).values_list("pk", "effective_on"))
    return [
        {
            "name": register["name"],
            "since": written(days.get(register["version_id"])),
            "rows": [_row(register, part) for part in ARTICLES],
        }
        for register in registers
    ]


def _row(register: dict[str, Any], part: str) -> dict[str, Any]:
    value = register[part]
    lines = [value] if isinstance(value, dict) else value
    none = [{"text": _("None."), "language": get_language()}]
    return {"name": NAMES[part], "article": ARTICLES[part], "lines": lines or none}


def _authorities(package: DisclosurePackage) -> list[dict[str, str]]:
    """Where one may complain (Art. 15(1)(f)): in the countries of all joint controllers."""
    submission = package.request.submission
    countries = dict.fromkeys(each.country for each in clocks(submission))
    return [found for country in countries if (found := authority_in(country, submission.language))]
