"""Cells of files that spreadsheets open: none is run as a formula, and none is too long."""

# A cell that begins like this is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
# Excel holds 32,767 characters in a cell.
LONGEST = 32_000


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def guarded(cell: object) -> object:
    """*cell*, so that no spreadsheet takes it for a formula."""
    if not isinstance(cell, str):
        return cell
    # Some spreadsheets trim before they look.
    dangerous = cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if dangerous else cell


def shortened(cell: object) -> object:
    """*cell*, cut where a spreadsheet would cut it, and marked so."""
    if not isinstance(cell, str) or len(cell) <= LONGEST:
        return cell
    return f"{cell[:LONGEST]} […]"
