"""How what a trainee writes is read: words without regard to form, numbers exactly."""

import re
import unicodedata
from decimal import Decimal

from course.items.invalid import InvalidResponse

#: The most characters of a short text, and of a number: Decimal keeps 28 digits exactly.
LONGEST_TEXT, LONGEST_NUMBER = 200, 24

#: Control characters, halves of surrogate pairs, and ends of lines and paragraphs.
_REFUSED = {"Cc", "Cs", "Zl", "Zp"}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)")
#: Digits in groups of three. A single point before three digits is a decimal point; a single
#: comma could be either, and so is refused.
_THOUSANDS = re.compile(
    r"[+-]?[1-9][0-9]{0,2}"
    r"(?:(?:[ ,'\u2019][0-9]{3})+(?:[.,][0-9]*)?|(?:\.[0-9]{3}){2,}(?:,[0-9]*)?|\.[0-9]{3},[0-9]*)"
)
_PERCENT = {"%", "percent"}


def check_line(name: str, text: str, longest: int) -> None:
    """Raise InvalidResponse for text that is too long or holds what is no character of a line."""
    if len(text) > longest:
        raise InvalidResponse(f"{name}: {len(text)} characters, and {longest} is the most")
    if any(unicodedata.category(sign) in _REFUSED for sign in text):
        raise InvalidResponse(f"{name}: the text holds a control character; write it on one line")


def comparable(text: str) -> str:
    """Return the text as it is compared.

    Unicode NFKC and case folding (Unicode Standard, sections 3.11 and 3.13), white space as one
    space, and no punctuation, white space or invisible sign at either end.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    start, end = 0, len(folded)
    while start < end and _is_outer(folded[start]):
        start += 1
    while end > start and _is_outer(folded[end - 1]):
        end -= 1
    return " ".join(folded[start:end].split())


def _is_outer(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "PZ" or category in {"Cf", "Cc"}


def read_number(name: str, text: str, unit: str) -> Decimal | None:
    """Return the exact number that is written, None for blank.

    A decimal comma or point; a percent sign where the unit is percent. Raises InvalidResponse
    in words for thousands separators and for all else.
    """
    check_line(name, text, LONGEST_NUMBER)
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    if unit in _PERCENT:
        plain = plain.removesuffix("%").rstrip()
    if not plain:
        return None
    if _THOUSANDS.fullmatch(plain):
        raise InvalidResponse(f"{name}: write the number without separators between thousands")
    if not _NUMBER.fullmatch(plain):
        raise InvalidResponse(f"{name}: write a number in digits, such as 12 or 0.5, and no more")
    return Decimal(plain.replace(",", "."))


def plain_number(value: Decimal) -> str:
    """Return the one spelling of a number: no exponent, no sign on zero, no trailing zero."""
    return format(value.normalize() + 0, "f")
