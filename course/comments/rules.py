"""What a comment may be. Pure."""

from course.errors import Invalid

#: In characters: a page of a letter.
LONGEST_TEXT = 4000


def normal_text(text: str) -> str:
    """Return the text as it is kept. Raises Invalid for an empty or too long one."""
    kept = text.strip().replace("\r\n", "\n")
    if not kept:
        raise Invalid("text: write something first.")
    if len(kept) > LONGEST_TEXT:
        raise Invalid(f"text: use at most {LONGEST_TEXT} characters.")
    return kept
