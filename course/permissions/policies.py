"""Who may do what: every policy by name, in one table.

A policy says which roles may knock; whether the thing behind the door is theirs is said by
the loader that the route gives beside it, which returns None for what is not theirs to see.
"""

from dataclasses import dataclass

from course.permissions.roles import Role
from course.permissions.viewer import Viewer


@dataclass(frozen=True)
class Policy:
    """Who may use the routes under this name: everyone, or the signed-in with one of the roles."""

    roles: frozenset[Role]
    why: str
    public: bool = False


EVERYONE = frozenset(Role)
_TRAINEE = frozenset({Role.TRAINEE})
_DIRECTOR = frozenset({Role.DIRECTOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_STAFF = frozenset({Role.INSTRUCTOR, Role.SUPERVISOR, Role.DIRECTOR})

POLICIES: dict[str, Policy] = {
    "site.public": Policy(EVERYONE, "pages for people without a sign-in", public=True),
    "site.use": Policy(EVERYONE, "home, help and the way out, for everyone signed in"),
    "profile.own": Policy(EVERYONE, "a person's own profile and password"),
    "curriculum.read": Policy(EVERYONE, "modules, lessons, figures and references"),
    "study.record": Policy(_TRAINEE, "marking one's own reading, answering a lesson's check"),
    "worksheet.write": Policy(_TRAINEE, "filling in worksheets, and sharing one's own"),
    "worksheet.own": Policy(EVERYONE, "reading, taking back and deleting one's own worksheets"),
    "worksheet.shared": Policy(
        EVERYONE,
        "what a trainee shares: the supervisor in charge then and today; 404 for others",
    ),
    "quiz.read": Policy(EVERYONE, "what a quiz asks and how, before it starts"),
    "attempt.start": Policy(_TRAINEE, "starting an attempt of one's own"),
    "attempt.answer": Policy(_TRAINEE, "answering and submitting one's own attempt"),
    "attempt.read": Policy(_TRAINEE, "one's own attempt and its review"),
    "attempt.handle": Policy(
        frozenset({Role.INSTRUCTOR, Role.DIRECTOR}),
        "taking attempts of others out of the count, reopening and marking them by hand",
    ),
    "grade.correct": Policy(
        frozenset({Role.INSTRUCTOR, Role.DIRECTOR}),
        "grading a question of a quiz again, or dropping it, for all who had it",
    ),
    "accommodation.give": Policy(
        frozenset({Role.SUPERVISOR, Role.DIRECTOR}),
        "what a trainee is given at quizzes: the supervisor in charge on that day, and directors",
    ),
    "progress.own": Policy(_TRAINEE, "one's own progress"),
    "progress.read": Policy(
        frozenset({Role.SUPERVISOR, Role.DIRECTOR}),
        "a trainee's progress: the supervisor assigned on that day, and directors",
    ),
    "supervision.roster": Policy(_SUPERVISOR, "the list of the trainees one supervises"),
    "trainee.supervise": Policy(
        _SUPERVISOR,
        "reviewing, private notes and leave of a trainee: the supervisor in charge on that day",
    ),
    "studio.read": Policy(
        frozenset({Role.INSTRUCTOR, Role.DIRECTOR}),
        "the studio: questions with their keys, previews, trials, results in numbers",
    ),
    "studio.write": Policy(
        frozenset({Role.INSTRUCTOR}), "writing, publishing and retiring what trainees are given"
    ),
    "hours.own": Policy(_TRAINEE, "one's own hours and documents: entering, correcting, reading"),
    "hours.read": Policy(
        frozenset({Role.SUPERVISOR, Role.DIRECTOR}),
        "a trainee's hours and documents: the supervisor assigned on that day, and directors",
    ),
    "goals.own": Policy(_TRAINEE, "one's own goals: choosing, changing, dropping, reading"),
    "goals.read": Policy(
        frozenset({Role.SUPERVISOR, Role.DIRECTOR}),
        "a trainee's goals: the supervisor assigned on that day, and directors",
    ),
    "signoff.give": Policy(
        _SUPERVISOR, "signing, returning and unsigning hours of days in one's charge"
    ),
    "note.own": Policy(_SUPERVISOR, "one's own private notes"),
    "comment.use": Policy(
        frozenset({Role.TRAINEE, Role.SUPERVISOR}),
        "comments on a trainee's work: the trainee, and the supervisor in charge on that day",
    ),
    "program.read": Policy(_DIRECTOR, "the program in numbers, and its export"),
    "audit.read": Policy(_DIRECTOR, "the log of what people with power did"),
    "leave.own": Policy(_TRAINEE, "one's own leave of absence"),
    "people.manage": Policy(_DIRECTOR, "inviting, granting, enrolling, assigning, disabling"),
    "outbox.read": Policy(_DIRECTOR, "mail that waits, for sites without a mail server"),
}


class Verdict:
    """What a policy answers: go on, sign in first, or not with your role."""

    ALLOW = "allow"
    SIGN_IN = "sign-in"
    FORBID = "forbid"


def decide(policy: Policy, viewer: Viewer | None) -> str:
    """Return the verdict of a policy for this viewer (None: not signed in)."""
    if policy.public:
        return Verdict.ALLOW
    if viewer is None:
        return Verdict.SIGN_IN
    return Verdict.ALLOW if viewer.has(*policy.roles) else Verdict.FORBID
