"""The shape of what a trainee decides about a goal."""

from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from course.goals.rules import AppliesBy, day_name
from course.hours.forms import NewForm, SeenForm, WhyForm


def _target() -> DateField:
    return DateField(
        "Target day",
        [Optional()],
        description="The day by which you would like to have it all, if any. You can change it.",
    )


class ChooseForm(NewForm):
    """A set taken up as a goal. What the deciding day is called depends on the set."""

    contract_day = DateField("", [Optional()])
    target_day = _target()

    def about(self, applies_by: AppliesBy) -> None:
        """Name the deciding day as the body does."""
        what = day_name(applies_by)
        self.contract_day.label.text = f"Day of your {what}"
        self.contract_day.description = (
            "It chooses the version of the requirements, for good. Empty while there is none: "
            "you set it later."
        )


class TargetForm(SeenForm):
    """Another day to be done by."""

    target_day = _target()


class ContractForm(SeenForm):
    """The day that decides which version applies."""

    contract_day = DateField("Day", [InputRequired("Enter the day.")])


class DropForm(WhyForm):
    """Why a goal is dropped."""
