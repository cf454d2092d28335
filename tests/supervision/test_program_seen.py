"""What a cohort's program asks of a trainee is marked where the trainee meets it."""

from course.permissions import Role
from course.quizzes.service.catalog import QuizLine, by_number
from tests.supervision.test_director import program

OURS = "part of your program"


def test_a_quiz_and_a_requirement_set_of_the_program_are_marked(
    petras, signed_in, tara, make_person, cohort, course
):
    for part in ("quiz:first-quiz", "requirement-set:other-set"):
        sent = {"part": part, "from_day": "2026-11-24"}
        assert petras.post(program(cohort), sent).status_code == 303, part
    page = petras.text(program(cohort))
    assert "Requirement set: The other-set" in page
    browser, other = signed_in(tara), signed_in(make_person("Mia", Role.TRAINEE))
    for url in ("/modules/first-module", "/goals/new"):
        assert browser.text(url).count(OURS) == 1, url
        assert OURS not in other.text(url)
    sets = browser.text("/goals/new")
    assert sets.index("The other-set") < sets.index("The first-set")
    assert OURS not in petras.text("/modules/first-module")


def test_quizzes_are_listed_as_people_count():
    titles = ("Module 10 quiz", "Module 2 quiz", "Form A", "Module 1 quiz")
    lines = {at: QuizLine(str(at), title, None) for at, title in enumerate(titles)}
    assert [one.title for one in by_number(lines)] == [
        "Form A",
        "Module 1 quiz",
        "Module 2 quiz",
        "Module 10 quiz",
    ]
