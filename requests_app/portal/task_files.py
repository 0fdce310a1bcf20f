"""The files of a task as its page lists them: what can be read as a table is shown as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from requests_app.domain.tables import Table, TableFault, decoded, read_table
from requests_app.models import StoredFile
from requests_app.services.data_upload import fault_words, named_as_data
from requests_app.services.store_file import read_file

MOST_ROWS = 5
MOST_SHOWN = 12  # columns
LARGEST = 2_000_000  # bytes; what is larger is kept, and shown by its name


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One file, and what it says where it is data."""

    file: StoredFile
    table: Table | None = None
    fault: str = ""

    @property
    def columns(self) -> Sequence[str]:
        """The first columns."""
        return self.table.columns[:MOST_SHOWN] if self.table else ()

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The first rows of them."""
        rows = self.table.rows[:MOST_ROWS] if self.table else ()
        return [row[:MOST_SHOWN] for row in rows]

    @property
    def more_rows(self) -> int:
        """How many rows are not shown."""
        return max(0, len(self.table.rows) - MOST_ROWS) if self.table else 0


def previews_of(files: Iterable[StoredFile]) -> list[Preview]:
    """Each file that is still there."""
    return [_preview(file) for file in files if file.sealed]


def _preview(file: StoredFile) -> Preview:
    if not named_as_data(file.name) or file.size > LARGEST:
        return Preview(file=file)
    try:
        return Preview(file=file, table=read_table(decoded(b"".join(read_file(file)))))
    except TableFault as fault:
        return Preview(file=file, fault=fault_words(fault))
