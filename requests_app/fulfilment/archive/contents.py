"""What goes into the archive of a package, in its order."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.utils import translation

from config.crypto import Undecipherable, open_chunks
from requests_app.domain.periods import local_day
from requests_app.domain.rights import Right
from requests_app.fulfilment.archive.covered import facts_of
from requests_app.fulfilment.archive.data_files import (
    found_files,
    information_files,
    portable_files,
)
from requests_app.fulfilment.archive.letter import letter_of, letter_pdf
from requests_app.fulfilment.archive.manifest import manifest_of
from requests_app.fulfilment.archive.names import safe_names
from requests_app.fulfilment.archive.page import index_page
from requests_app.fulfilment.archive.zipped import Part, PartBroken, part_of
from requests_app.fulfilment.package_content import PackageContent, open_content
from requests_app.fulfilment.portable import portable_json
from requests_app.models import CaseLetter, DisclosurePackage, StoredFile


def contents_of(package: DisclosurePackage) -> list[Part]:
    """Every part, the manifest last. Raises PartBroken for a file that is gone."""
    submission = package.request.submission
    with translation.override(submission.language):
        content = open_content(package)
        letter = letter_of(package.request)
        files = list(file_parts(package.files.order_by("pk")))
        parts = [*_letter(package, letter), *_data(package, content), *files]
        page = index_page(package, content=content, letter=letter, files=files, parts=parts)
        parts = [part_of("index.html", page.encode()), *parts]
    return [*parts, manifest_of(parts, about=_about(package))]


def file_parts(files: Iterable[StoredFile]) -> Iterator[Part]:
    """The files as they are kept, read when their turn comes."""
    rows = list(files)
    for row, name in zip(rows, safe_names(row.name for row in rows), strict=True):
        yield Part(
            name=f"files/{name}",
            size=row.size,
            sha256=row.sha256,
            pieces=_Reading(row).pieces,
            facts=facts_of(row),
        )


class _Reading:
    """A kept file, to be read once or again."""

    def __init__(self, row: StoredFile) -> None:
        self._row = row

    def pieces(self) -> Iterator[bytes]:
        """Its content. Raises PartBroken for what is gone or was changed."""
        if not self._row.sealed:
            raise PartBroken
        try:
            with self._row.sealed.open("rb") as source:
                yield from open_chunks(cast(Any, source))
        except (FileNotFoundError, Undecipherable) as error:
            raise PartBroken from error


def _letter(package: DisclosurePackage, letter: CaseLetter | None) -> Iterator[Part]:
    if letter is None:
        return
    pdf = letter_pdf(letter, submission=package.request.submission)
    yield part_of("letter.pdf", pdf)


def _data(package: DisclosurePackage, content: PackageContent) -> list[Part]:
    if package.request.right == Right.PORTABILITY:
        return portable_files(content, data=portable_json(package.request.submission, content))
    about = _about(package)
    found = found_files(content, about=about)
    return [*found, *information_files(content.registers, about=about)]


def _about(package: DisclosurePackage) -> dict[str, str]:
    submission = package.request.submission
    assert package.released_at is not None, "only a released package is built"
    return {
        "reference": submission.reference,
        "controller": submission.controller.name,
        "right": package.request.right,
        "language": submission.language,
        "answered_on": local_day(package.released_at, submission.controller.time_zone).isoformat(),
    }
