"""The forms: what all kinds of questions share, and what each has of its own.

Boxes have the names of the sheet, so that one way from form to sheet serves every kind.
"""

from typing import ClassVar

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)

from course.studio.fields.rows import Rows
from course.web.forms import FormPart, PageForm

LEVELS = {level: level for level in ("recall", "understand", "apply", "analyze")}
POOLS = {
    "practice": "Practice",
    "mock": "Mock: reserved for mock exams",
    "diagnostic": "Diagnostic: reserved for the pre-test",
}
_GENDERS = {"": "Choose", **{one: one for one in ("man", "woman", "nonbinary", "unstated")}}
_COUPLES = {"": "Choose", **{one: one for one in ("mixed", "same-gender", "other", "none")}}
_WHY = "Why it tempts, and why it is right or wrong"
_MODEL = (
    "The first is the model answer. Capitals and spaces around it do not matter; spelling does."
)


class Named(FormPart):
    """A row that has an id. It is made when the row is new, stays for ever, and is not shown."""

    id = HiddenField()


class OptionRow(Named):
    """An option to choose."""

    text = TextAreaField("Text")
    correct = BooleanField("This is right")
    why = TextAreaField(_WHY)


class SideRow(FormPart):
    """One side of a statement that is true or false."""

    correct = BooleanField("This is right")
    why = TextAreaField(_WHY)


class PairRow(Named):
    """A left side and the right side that belongs to it."""

    left = TextAreaField("Left side")
    right = TextAreaField("Right side that belongs to it")
    why = TextAreaField("Why they belong together, and what it may be taken for")


class TextRow(Named):
    """A text with its reason: a step, an answer, a right side that belongs to nothing."""

    text = TextAreaField("Text")
    why = TextAreaField(_WHY)


class NumberRow(Named):
    """A wrong number that somebody comes to."""

    value = StringField("Number")
    low = StringField("Or from")
    high = StringField("to")
    why = TextAreaField(_WHY)


class NumberForm(FormPart):
    """The right number."""

    value = StringField("Number", description="With a point before decimals, such as 16.5.")
    low = StringField("Right from", description="Empty: only the number itself is right.")
    high = StringField("to")
    why = TextAreaField(_WHY)


#: What an answer in a gap is: to choose from a list or to write, and right or wrong.
USES = {
    "pick-right": "to choose from a list, right",
    "pick-wrong": "to choose from a list, wrong",
    "type-right": "to write, right",
    "type-wrong": "to write, wrong: a tempting answer",
}


class GapRow(Named):
    """An answer in a gap of the text."""

    gap = StringField("Gap", description="Its name in the stem. Empty: the gap of the row above.")
    use = SelectField("It is", choices=USES, validate_choice=False)
    text = TextAreaField("Text")
    why = TextAreaField(_WHY)


class AllowRow(FormPart):
    """A finding of the item-writing check that is accepted."""

    finding = StringField("Finding", description="Its name, as the check beside the form says it.")
    why = StringField("Why it may stay")


class QuestionForm(PageForm):
    """What every kind has. `OWN` names what a kind adds, in the order of the page."""

    OWN: ClassVar[tuple[str, ...]] = ()

    id = StringField(
        "Id", description="Short, in no other question, and for ever: eth-kiss-of-thanks."
    )
    stem = TextAreaField("Stem", description="What is asked, in Markdown.")
    explanation = TextAreaField("Explanation", description="Shown to everybody afterwards.")
    objective = SelectField("Objective", choices={}, validate_choice=False)
    level = SelectField("Level", choices=LEVELS, validate_choice=False)
    difficulty = StringField(
        "Difficulty",
        description="Your guess: the share of just-qualified trainees who get it right, "
        "such as 0.65.",
    )
    safety = BooleanField("A safety item: ethics, boundaries or risk")
    pool = SelectField("Pool", choices=POOLS, validate_choice=False)
    references = FieldList(StringField("Reference"), "References", min_entries=3, max_entries=20)
    age = StringField("Age of the client", description="20 to 80.")
    gender = SelectField("Gender of the client", choices=_GENDERS, validate_choice=False)
    couple = SelectField("Couple", choices=_COUPLES, validate_choice=False)
    allow = Rows(AllowRow, "Accepted finding", most=10, show=1)

    @property
    def tables(self) -> list[Rows]:
        """All rows of the form."""
        return [one for one in self if isinstance(one, Rows)]

    def grow(self) -> None:
        """Give every table empty rows to fill."""
        for table in self.tables:
            table.grow()
        while (
            len(self.references) < (self.references.max_entries or 0) and self.references[-1].data
        ):
            self.references.append_entry()


class ChoiceForm(QuestionForm):
    """One best answer, or several right ones."""

    OWN = ("options",)
    options = Rows(OptionRow, "Option", least=2, show=5, most=5)


class TrueFalseForm(QuestionForm):
    """A statement that is true or false."""

    OWN = ("options",)
    options = Rows(SideRow, "Side", names=("true", "false"), most=2)


class MatchingForm(QuestionForm):
    """Pairs, and right sides that belong to nothing."""

    OWN = ("pairs", "distractors")
    pairs = Rows(PairRow, "Pair", least=2, show=3, most=6)
    distractors = Rows(TextRow, "Right side that belongs to nothing", show=1, most=6)


class OrderingForm(QuestionForm):
    """Steps in their right order."""

    OWN = ("steps",)
    steps = Rows(
        TextRow,
        "Step",
        least=3,
        show=4,
        most=6,
        description="In the right order. Trainees get them in another one.",
    )


class ShortTextForm(QuestionForm):
    """A word or a few."""

    OWN = ("accept", "tempting")
    accept = Rows(TextRow, "Right answer", least=1, show=2, most=10, description=_MODEL)
    tempting = Rows(TextRow, "Tempting answer", show=1, most=10)


class NumberQuestionForm(QuestionForm):
    """A number."""

    OWN = ("unit", "answer", "tempting")
    unit = StringField("Unit", description="Stands beside the box, such as percent; may be empty.")
    answer = FormField(NumberForm, "The right number")
    tempting = Rows(NumberRow, "Tempting number", show=1, most=10)


class ClozeForm(QuestionForm):
    """A text with gaps."""

    OWN = ("gaps",)
    gaps = Rows(
        GapRow,
        "Answer in a gap",
        least=1,
        show=4,
        most=60,
        description="In the stem a gap stands as [[name]]. It is answered from a list or by "
        "writing, not both; each answer is a row.",
    )


#: The form of each kind.
FORMS: dict[str, type[QuestionForm]] = {
    "choice": ChoiceForm,
    "several": ChoiceForm,
    "true-false": TrueFalseForm,
    "matching": MatchingForm,
    "ordering": OrderingForm,
    "short-text": ShortTextForm,
    "number": NumberQuestionForm,
    "cloze": ClozeForm,
}
