"""Tables as CSV files that open in a spreadsheet without doing anything there."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

#: A cell that begins so is a formula to a spreadsheet, also behind blanks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Cell = str | int | None


def guarded(cell: Cell) -> str:
    """Return a cell as text; what a spreadsheet would take for a formula gets an apostrophe.

    Against CSV injection as OWASP describes it. Numbers are numbers and stay.
    """
    if isinstance(cell, int):
        return str(cell)
    text = cell or ""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield each row as a line of CSV (RFC 4180)."""
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([guarded(cell) for cell in row])
        yield out.getvalue()


def download(name: str, rows: Iterable[Sequence[Cell]]) -> Response:
    """Answer with a CSV file, streamed row by row. The mark at its head says UTF-8 to Excel."""

    def whole() -> Iterator[str]:
        yield "\ufeff"
        yield from lines(rows)

    answer = Response(stream_with_context(whole()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
