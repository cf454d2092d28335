"""The shape of what people send about people."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    widgets,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from course.errors import Invalid
from course.people import rules
from course.permissions import Role
from course.web.forms import PageForm

_ROLE_LABELS = {
    Role.TRAINEE.value: "Trainee: studies, answers quizzes, sees their own progress",
    Role.INSTRUCTOR.value: "Instructor: writes modules and quizzes",
    Role.SUPERVISOR.value: "Supervisor: sees the trainees assigned to them",
    Role.DIRECTOR.value: "Director: manages people, roles and cohorts",
}
_THEME_LABELS = {"system": "As the device", "light": "Light", "dark": "Dark"}
_WHY = "Kept in the history. No clinical or private details."


def zone_choices() -> dict[str, str]:
    """Return the names of time zones by place, and UTC; legacy aliases without a place are out."""
    return _zones()


@cache
def _zones() -> dict[str, str]:
    places = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/")
    more = ("Europe/", "Indian/", "Pacific/")
    names = sorted(z for z in available_timezones() if z.startswith(places + more))
    return {name: name.replace("_", " ") for name in ("UTC", *names)}


def _fits(rule: Callable[[str], Any]) -> Callable[[Any, Field], None]:
    """Return a validator that asks a rule, and shows what the rule says."""

    def validate(_: Any, field: Field) -> None:
        try:
            rule(field.data or "")
        except Invalid as error:
            raise ValidationError(str(error)) from error

    return validate


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def _email_field(label: str = "E-mail") -> EmailField:
    wrong = "Enter an e-mail address such as name@example.org."
    return EmailField(label, [InputRequired(wrong), _fits(rules.normal_email)], filters=[_stripped])


def _name_field(description: str = "") -> StringField:
    checks = [InputRequired("Enter a name."), _fits(rules.normal_name)]
    return StringField("Name", checks, description=description)


def _zone_field() -> SelectField:
    return SelectField(
        "Time zone",
        choices=zone_choices,
        description="Deadlines and times are shown in it.",
    )


class SignInForm(PageForm):
    """Who wants in. Nothing is said about the shape of an address: only whether both fit."""

    email = EmailField(
        "E-mail",
        [InputRequired("Enter your e-mail address."), Length(max=rules.LONGEST_EMAIL)],
        filters=[_stripped],
    )
    password = PasswordField(
        "Password",
        # Longer than any password here: hashing it would only take time.
        [InputRequired("Enter your password."), Length(max=4 * rules.LONGEST_PASSWORD)],
    )


class NewPasswordForm(PageForm):
    """A new password, twice. `email` and `name` of its owner must not be in it."""

    password = PasswordField(
        "New password",
        [InputRequired("Choose a password.")],
        description="At least 15 characters. Four or five words are easy to keep; "
        "a password manager is welcome.",
    )
    again = PasswordField(
        "The same password again", [InputRequired("Enter the password a second time.")]
    )

    def __init__(self, *, email: str, name: str, **words: Any) -> None:
        super().__init__(**words)
        self._owner = {"email": email, "name": name}

    def validate_password(self, field: Field) -> None:
        """Show what is wrong with the password."""
        problem = rules.password_problem(field.data, **self._owner)
        if problem:
            raise ValidationError(problem)

    def validate_again(self, field: Field) -> None:
        """Show that the two differ."""
        if not rules.same_password(field.data or "", self.password.data or ""):
            raise ValidationError("The two passwords differ. Enter both again.")


class JoinForm(NewPasswordForm):
    """Taking up an invitation."""

    name = _name_field("As your supervisor and the director of your program should see it.")
    zone = _zone_field()


class ChangePasswordForm(NewPasswordForm):
    """A new password for somebody who knows the old one."""

    current = PasswordField("Current password", [InputRequired("Enter your current password.")])


class AskResetForm(PageForm):
    """Where to send a link for a new password."""

    email = _email_field()


class ProfileForm(PageForm):
    """What people decide about themselves."""

    name = _name_field("As your supervisor and the director of your program should see it.")
    zone = _zone_field()
    theme = RadioField("Colors", choices=_THEME_LABELS)
    wants_digest = BooleanField(
        "Write to me once a day when something waits",
        description="The mail says how many things wait, and nothing of what they are.",
    )


class InviteForm(PageForm):
    """Whom to invite."""

    email = _email_field()
    name = _name_field("They can correct it when they join.")
    roles = SelectMultipleField(
        "Roles",
        [InputRequired("Choose at least one role.")],
        choices=_ROLE_LABELS,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    cohort = SelectField("Cohort", [Optional()], description="For trainees.")

    def validate_cohort(self, field: Field) -> None:
        """Say that only trainees are in cohorts."""
        if field.data and Role.TRAINEE.value not in (self.roles.data or []):
            raise ValidationError("Only trainees are in cohorts. Add that role, or choose none.")


class RoleForm(PageForm):
    """A role that comes or goes."""

    role = SelectField("Role", choices={role.value: role.value.capitalize() for role in Role})
    why = StringField("Why", [Optional(), Length(max=200)], filters=[_stripped], description=_WHY)


class WhyForm(PageForm):
    """A reason."""

    why = StringField("Why", [Optional(), Length(max=200)], filters=[_stripped], description=_WHY)


class CohortForm(PageForm):
    """A new cohort."""

    name = StringField(
        "Name of the cohort",
        [InputRequired("Enter a name, such as Spring 2027."), _fits(rules.normal_name)],
    )


def _day(label: str, description: str = "") -> DateField:
    checks = [InputRequired("Enter a day."), _fits_a_century]
    return DateField(label, checks, description=description)


def _optional_day(label: str, description: str = "") -> DateField:
    return DateField(label, [Optional(), _fits_a_century], description=description)


def _fits_a_century(_: Any, field: Field) -> None:
    if isinstance(field.data, dt.date) and not 1970 <= field.data.year <= 2100:  # noqa: PLR2004
        raise ValidationError("Enter a year between 1970 and 2100.")


class EnrollForm(PageForm):
    """A cohort for a trainee."""

    cohort = SelectField("Cohort", [InputRequired("Choose a cohort.")])
    from_day = _day("First day")
    until_day = _optional_day("Last day", "Empty while it goes on.")


class LastDayForm(PageForm):
    """When something ends."""

    until_day = _day("Last day")


class LeaveForm(LastDayForm):
    """When a trainee leaves a cohort."""

    cohort = SelectField("Cohort", [InputRequired("Choose a cohort.")])


class AssignForm(PageForm):
    """A supervisor for a trainee."""

    supervisor = SelectField("Supervisor", [InputRequired("Choose a supervisor.")])
    from_day = _day("First day", "From this day on the supervisor sees the trainee's progress.")
    until_day = _optional_day("Last day", "Empty while it goes on.")
    contract_day = _optional_day(
        "Day of the supervision contract", "The day on which both signed it."
    )
