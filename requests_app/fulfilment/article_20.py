"""What data portability gives: provided or observed data, for machines (GDPR Art. 20(1))."""

from registers_app.domain.languages import pick
from registers_app.models import DataCategory, DataOrigin, Purpose, RegisterVersion
from requests_app.domain.purposes import ItemResult
from requests_app.models import RightsRequest, TaskState, versions_concerned
from requests_app.services.look_through import given_text

MACHINE_READABLE = (".json", ".csv", ".xml")
PORTABLE = (DataOrigin.PROVIDED, DataOrigin.OBSERVED)


def is_machine_readable(name: str) -> bool:
    """Whether a file is in a structured, commonly used, machine-readable form; a PDF is not."""
    return name.lower().endswith(MACHINE_READABLE)


def portable_categories(request: RightsRequest) -> list[dict[str, str]]:
    """The categories of data that the right covers: the description of the fields.

    What was inferred, derived or received from others is left out (WP242 rev.01), and what is
    used for no purpose on consent or contract that was met (Art. 20(1)(a)).
    """
    language = request.submission.language
    moved = purposes_moved(request)
    return [
        {
            "register": version.register.name_in(language).text,
            "category": pick(category.names, language=language).text,
            "origin": category.origin,
        }
        for version in versions_concerned(request)
        for category in version.data_categories.all()
        if category.origin in PORTABLE and _serves(category, version, moved)
    ]


def portable_findings(request: RightsRequest) -> list[dict[str, str]]:
    """What was found in the data systems of registers of which a purpose is moved."""
    moved = purposes_moved(request)
    registers = {purpose.version.register_id for purpose in moved}
    tasks = request.tasks.filter(state=TaskState.DONE).select_related("data_system")
    return [
        {"system": task.data_system.name, "text": given_text(task)}
        for task in tasks
        if task.result and task.data_system.register_id in registers
    ]


def purposes_moved(request: RightsRequest) -> list[Purpose]:
    """The purposes whose data the current decision hands over."""
    decision = request.decisions.filter(superseded_at=None).first()
    if decision is None:
        return []
    items = decision.items.filter(result=ItemResult.MET.value).select_related("purpose__version")
    return [item.purpose for item in items]


def _serves(category: DataCategory, version: RegisterVersion, moved: list[Purpose]) -> bool:
    """Whether the category is used for a purpose that is moved; without a list it is for all."""
    keys = {purpose.key for purpose in moved if purpose.version_id == version.pk}
    return bool(keys if not category.purposes else keys.intersection(category.purposes))
