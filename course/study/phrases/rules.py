"""Finding phrases by words."""

import unicodedata
from collections.abc import Sequence

#: Characters of a search.
LONGEST = 200


def folded(text: str) -> str:
    """Return a text without capitals and accents, with plain apostrophes."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    return plain.replace("\u2019", "'")


def matches(folded_text: str, words: Sequence[str]) -> bool:
    """Return whether every word occurs in a text; both are folded."""
    return all(word in folded_text for word in words)
