"""Writing field by field: a form for each kind of question and for a quiz, and its sheet.

The sheet is what is read, checked and kept. A form only shows it in boxes: what is wrong with the
sheet is told at the box that it came from.
"""

from course.studio.fields.reading import empty as empty
from course.studio.fields.reading import opened as opened
from course.studio.fields.shapes import FORMS as FORMS
from course.studio.fields.shapes import QuestionForm as QuestionForm
from course.studio.fields.writing import sheet_of as sheet_of
from course.studio.fields.writing import tell as tell
