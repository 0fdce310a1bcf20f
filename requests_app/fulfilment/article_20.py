"""What data portability gives: provided or observed data, for machines (GDPR Art. 20(1))."""

from registers_app.domain.languages import pick
from registers_app.models import DataOrigin
from requests_app.models import RightsRequest, versions_concerned

MACHINE_READABLE = (".json", ".csv", ".xml")
PORTABLE = (DataOrigin.PROVIDED, DataOrigin.OBSERVED)


def is_machine_readable(name: str) -> bool:
    """Whether a file is in a structured, commonly used, machine-readable form; a PDF is not."""
    return name.lower().endswith(MACHINE_READABLE)


def portable_categories(request: RightsRequest) -> list[dict[str, str]]:
    """The categories of data that the right covers: the description of the fields.

    What was inferred, derived or received from others is left out (WP242 rev.01).
    """
    language = request.submission.language
    return [
        {
            "register": version.register.name_in(language).text,
            "category": pick(category.names, language=language).text,
            "origin": category.origin,
        }
        for version in versions_concerned(request)
        for category in version.data_categories.all()
        if category.origin in PORTABLE
    ]
