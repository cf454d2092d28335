"""What hours are entered as. A goal's requirements name these; nothing else is counted."""

from enum import StrEnum


class Category(StrEnum):
    """What was done. An entry has one category, so nothing is counted twice."""

    CORE = "core-knowledge"
    TRAINING = "training"
    SAR = "sar"
    CLINICAL = "clinical"
    COUNSELING = "counseling"
    TEACHING = "teaching"
    RELATIONSHIP_THERAPY = "relationship-therapy"
    SUPERVISION = "supervision"
    SUPERVISION_OF_SUPERVISION = "supervision-of-supervision"
    PERSONAL = "personal-work"
    CE_APPROVED = "ce-approved"
    CE_OTHER = "ce-other"


class Mode(StrEnum):
    """How it was done. Each category has the modes that make sense for it."""

    IN_PERSON = "in-person"
    LIVE_ONLINE = "live-online"
    SELF_PACED = "self-paced"
    TELEHEALTH = "telehealth"
    INDIVIDUAL = "individual"
    GROUP = "group"


_LEARNING = (Mode.IN_PERSON, Mode.LIVE_ONLINE, Mode.SELF_PACED)
_CLIENTS = (Mode.IN_PERSON, Mode.TELEHEALTH)
_SUPERVISED = (Mode.INDIVIDUAL, Mode.GROUP)

MODES: dict[Category, tuple[Mode, ...]] = {
    Category.CORE: _LEARNING,
    Category.TRAINING: _LEARNING,
    Category.SAR: (Mode.IN_PERSON, Mode.LIVE_ONLINE),
    Category.CLINICAL: _CLIENTS,
    Category.COUNSELING: _CLIENTS,
    Category.TEACHING: (Mode.IN_PERSON, Mode.LIVE_ONLINE),
    Category.RELATIONSHIP_THERAPY: _CLIENTS,
    Category.SUPERVISION: _SUPERVISED,
    Category.SUPERVISION_OF_SUPERVISION: _SUPERVISED,
    Category.PERSONAL: (Mode.INDIVIDUAL, Mode.GROUP),
    Category.CE_APPROVED: _LEARNING,
    Category.CE_OTHER: _LEARNING,
}

#: Categories whose entries belong to a knowledge area.
WITH_AREA = frozenset({Category.CORE, Category.TRAINING, Category.CE_APPROVED, Category.CE_OTHER})


class Document(StrEnum):
    """Evidence that is not counted in hours: what is there, and from which day to which."""

    MEMBERSHIP = "membership"
    CODE = "code-of-conduct"
    DEGREE = "degree"
    EXPERIENCE = "experience"
    LICENSE = "license"
    INSURANCE = "insurance"
    CONTRACT = "supervision-contract"
    CERTIFICATE = "certificate"
    COURSE = "course"
    LETTERS = "professional-recommendation"
    EXAM = "examination"
    CASE = "case-interview"


class Degree(StrEnum):
    """The level of a degree, for requirements that ask for one."""

    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"
