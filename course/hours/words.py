"""What pages call the kinds of hours and documents."""

from course.hours.kinds import MODES, Category, Degree, Document, Mode
from course.hours.states import EntryState, SignOffKind

CATEGORIES: dict[Category, str] = {
    Category.CORE: "Core knowledge",
    Category.TRAINING: "Training in sex therapy, counseling or education",
    Category.SAR: "Sexual Attitude Reassessment (SAR)",
    Category.CLINICAL: "Sex therapy with clients",
    Category.COUNSELING: "Sexuality counseling with clients",
    Category.TEACHING: "Teaching sexuality education",
    Category.RELATIONSHIP_THERAPY: "Relationship therapy with clients",
    Category.SUPERVISION: "Supervision received",
    Category.SUPERVISION_OF_SUPERVISION: "Supervision of one's supervising",
    Category.PERSONAL: "Personal or experiential work",
    Category.CE_APPROVED: "Continuing education, approved",
    Category.CE_OTHER: "Continuing education, other",
}

MODE_NAMES: dict[Mode, str] = {
    Mode.IN_PERSON: "In person",
    Mode.LIVE_ONLINE: "Live online",
    Mode.SELF_PACED: "Self-paced",
    Mode.TELEHEALTH: "By video or telephone",
    Mode.INDIVIDUAL: "One to one",
    Mode.GROUP: "In a group",
}

DOCUMENTS: dict[Document, str] = {
    Document.MEMBERSHIP: "Membership of a professional body",
    Document.CODE: "Code of conduct, read and signed",
    Document.DEGREE: "Degree",
    Document.EXPERIENCE: "Practice after the degree",
    Document.LICENSE: "License to practice",
    Document.INSURANCE: "Liability insurance",
    Document.CONTRACT: "Supervision contract",
    Document.CERTIFICATE: "Certificate held",
    Document.COURSE: "Course completed",
    Document.LETTERS: "Professional recommendations",
    Document.EXAM: "Examination passed",
    Document.CASE: "Case interview passed",
}

DEGREES: dict[Degree, str] = {
    Degree.BACHELOR: "Bachelor's",
    Degree.MASTER: "Master's",
    Degree.DOCTORATE: "Doctorate",
}

STATES: dict[EntryState, str] = {
    EntryState.WAITING: "not signed yet",
    EntryState.SIGNED: "signed",
    EntryState.RETURNED: "returned",
    EntryState.WITHDRAWN: "withdrawn",
}

SAID: dict[SignOffKind, str] = {
    SignOffKind.SIGNED: "Signed",
    SignOffKind.RETURNED: "Returned",
    SignOffKind.UNSIGNED: "Signature taken back",
}


def modes_of(category: Category) -> str:
    """Return in words how this category can be done."""
    return " or ".join(MODE_NAMES[mode].lower() for mode in MODES[category])


def duration(minutes: int) -> str:
    """Return minutes as people say them, such as `1 h 30 min`, `2 h` or `45 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)


def clock_time(starts_minute: int) -> str:
    """Return minutes after midnight as a clock shows them, such as `09:05`."""
    return f"{starts_minute // 60:02}:{starts_minute % 60:02}"
