"""The body of a lesson: Markdown with blocks, citations, checks and figures."""

from course.curriculum.body.blocks import Block as Block
from course.curriculum.body.blocks import BodyError as BodyError
from course.curriculum.body.counting import Used as Used
from course.curriculum.body.counting import minutes as minutes
from course.curriculum.body.counting import used as used
from course.curriculum.body.counting import words as words
from course.curriculum.body.law import is_stale as is_stale
from course.curriculum.body.marks import LESSON as LESSON
from course.curriculum.body.marks import RESERVED as RESERVED
from course.curriculum.body.parsing import parse as parse
from course.curriculum.body.rendering import Check as Check
from course.curriculum.body.rendering import Html as Html
from course.curriculum.body.rendering import Law as Law
from course.curriculum.body.rendering import Segment as Segment
from course.curriculum.body.rendering import plan_anchor as plan_anchor
from course.curriculum.body.rendering import render as render
from course.curriculum.body.rendering import room_anchor as room_anchor
from course.curriculum.body.sections import Section as Section
from course.curriculum.body.sections import sections as sections
