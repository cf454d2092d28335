"""The pages of quizzes and attempts."""

from course.quizzes.views import whole as _whole  # noqa: F401 - it adds its routes
from course.quizzes.views.accommodations import bp as accommodations
from course.quizzes.views.attempts import bp as attempts
from course.quizzes.views.corrections import bp as corrections
from course.quizzes.views.handling import bp as handling
from course.quizzes.views.quizzes import bp as quizzes

blueprints = [quizzes, attempts, accommodations, handling, corrections]
