"""Rows of boxes: as many as are filled, and some more to fill."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FieldList, Form, FormField, SelectField

#: Empty rows that stand below those that are filled, where more fit.
SPARE = 2


if TYPE_CHECKING:
    _Entries = FieldList[Any]
else:
    _Entries = FieldList


class Rows(_Entries):
    """A list of rows of one shape; a row without words is none.

    `show` rows stand there at first and `most` at the most; the first `least` have to be filled.
    Rows with `names` are always there, one for each name, and the name is the row's id.
    """

    def __init__(
        self,
        row: type[Form],
        label: str,
        *,
        most: int,
        show: int = 0,
        least: int = 0,
        names: Sequence[str] = (),
        **given: Any,
    ) -> None:
        size = len(names) or show
        entry = FormField(row, label)
        super().__init__(entry, label, min_entries=size, max_entries=most, **given)
        #: What pages know it by: a list of rows is shown and told like any list of fields.
        self.type = "FieldList"
        self.least, self.names = least, tuple(names)

    @property
    def filled(self) -> list[Form]:
        """The forms of the rows that hold something, in their order."""
        forms = [entry.form for entry in self.entries]
        return forms if self.names else [form for form in forms if not is_empty(form)]

    @property
    def can_grow(self) -> bool:
        """Whether more rows can be had."""
        return not self.names and len(self.entries) < (self.max_entries or 0)

    def grow(self) -> None:
        """Add empty rows, so that there are some to fill below the last one that is filled."""
        while self.can_grow and not all(is_empty(one.form) for one in self.entries[-SPARE:]):
            self.append_entry()


#: Boxes that make no row by themselves.
_NAMES = {"id", "gap"}


def is_empty(form: Form) -> bool:
    """Return whether nobody wrote in a row; a name, a tick or a choice alone says nothing."""
    written = [one for one in form if not isinstance(one, BooleanField | SelectField)]
    return not any(line(one.data) for one in written if one.short_name not in _NAMES)


def line(text: Any) -> str:
    """Return a text without white space around it, and without what no file can hold."""
    return str("" if text is None else text).replace("\0", "").strip()


def block(text: Any) -> str:
    """Return a text of several lines with the line ends of files."""
    return line(text).replace("\r\n", "\n").replace("\r", "\n")
