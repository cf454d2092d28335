"""The pages of the studio: importing their modules puts the routes in place."""

from course.studio.views.desk import bp as bp
from course.studio.views.index import index as _index
from course.studio.views.lessons import lesson as _lesson
from course.studio.views.new import new as _new
from course.studio.views.new_quiz import new_quiz as _new_quiz
from course.studio.views.questions import question as _question
from course.studio.views.quiz_use import retire_quiz as _quiz_use
from course.studio.views.quizzes import quiz as _quiz
from course.studio.views.results import quiz_results as _results
from course.studio.views.trial import trial as _trial

#: The first page of each module.
FIRST = (_index, _lesson, _new, _new_quiz, _question, _quiz, _quiz_use, _results, _trial)
