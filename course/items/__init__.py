"""Questions as values: the neutral model, responses, scoring, taking, review, and the check.

Nothing here knows a web page, a database or a clock. A question file is read by `read_question`
into a `Question` of its kind (`Source` to those who store it), and becomes an `Item` by
`to_item`. An item is stored as `canonical_text` and read by `parse`. `shown_order` and
`for_taking` make what may be seen before release, `check_response` says whether an answer can
be one, `score` gives its fraction, and `for_review` tells all after release. `check_question`
and `check_bank` look for what makes questions bad. Each family of kinds is a module of `kinds`,
which holds its schema, its item, its showing, its scoring and its review.
"""

from course.items.answering import guessed, model_answer
from course.items.authoring import (
    AnyQuestion,
    parse_source,
    read_question,
    source_text,
    to_item,
    to_yaml_data,
)
from course.items.digests import about_digest, shown_digest
from course.items.invalid import InvalidResponse
from course.items.kinds import HANDLERS, KINDS
from course.items.kinds.choice import (
    Choice,
    ChoiceQuestion,
    Option,
    SeveralQuestion,
    TrueFalseQuestion,
)
from course.items.model import (
    Feedback,
    Interaction,
    Item,
    Scoring,
    Slot,
    Text,
    canonical_text,
    parse,
)
from course.items.outcomes import (
    Field,
    Order,
    Part,
    Response,
    Reviewed,
    ReviewedOption,
    ReviewView,
    Score,
    ShownOption,
    Taking,
    TakingView,
)
from course.items.responses import canonical_part, check_response, picked_part
from course.items.review import for_review
from course.items.scoring import score
from course.items.source import Question, Vignette
from course.items.taking import for_taking, option_token, shown_order
from course.items.writing_check import CODES, Finding, check_bank, check_question

#: The file form of a question, whatever its kind.
Source = Question

__all__ = [
    "CODES",
    "HANDLERS",
    "KINDS",
    "AnyQuestion",
    "Choice",
    "ChoiceQuestion",
    "Feedback",
    "Field",
    "Finding",
    "Interaction",
    "InvalidResponse",
    "Item",
    "Option",
    "Order",
    "Part",
    "Question",
    "Response",
    "ReviewView",
    "Reviewed",
    "ReviewedOption",
    "Score",
    "Scoring",
    "SeveralQuestion",
    "ShownOption",
    "Slot",
    "Source",
    "Taking",
    "TakingView",
    "Text",
    "TrueFalseQuestion",
    "Vignette",
    "about_digest",
    "canonical_part",
    "canonical_text",
    "check_bank",
    "check_question",
    "check_response",
    "for_review",
    "for_taking",
    "guessed",
    "model_answer",
    "option_token",
    "parse",
    "parse_source",
    "picked_part",
    "read_question",
    "score",
    "shown_digest",
    "shown_order",
    "source_text",
    "to_item",
    "to_yaml_data",
]
