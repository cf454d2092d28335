"""Results of a quiz, against numbers worked by hand."""

import datetime as dt
import math
from fractions import Fraction

import pytest

from course import clock, db
from course.people.service import create_person
from course.people.service.acts import Acting
from course.permissions import Role
from course.psychometrics.rules import mean_and_sd
from course.questions.models import Question
from course.quizzes.models import Quiz
from course.quizzes.service import correcting
from course.quizzes.service.corrections import Decision
from course.quizzes.states import CorrectionKind
from course.studio.rules import Seen
from course.studio.service import chosen, results
from course.studio.views.results import bars
from tests.conftest import NOON
from tests.content.looking import counts, row
from tests.studio.answering import planned, take
from tests.studio.conftest import words

ONE, TWO = "one-practice", "two-practice"
URL = "/studio/quizzes/first-quiz/results"


@pytest.fixture
def people(site, in_app):
    """A function that makes so many trainees."""

    def make(number):
        with db.writing() as session:
            made = [
                create_person(
                    session,
                    email=f"trainee{place}@practicum.test",
                    name=f"Trainee {place}",
                    roles=[Role.TRAINEE],
                    zone="UTC",
                    password_hash=None,
                    now=NOON,
                    actor_id=None,
                )
                for place in range(number)
            ]
            session.expunge_all()
        return made

    return make


#: Question one: right, right, wrong, wrong. Question two: right, wrong, wrong, blank.
FOUR = [
    {ONE: ["a"], TWO: ["a"]},
    {ONE: ["a"], TWO: ["b"]},
    {ONE: ["b"], TWO: ["b"]},
    {ONE: ["b"]},
]


@pytest.fixture
def four(people):
    made = people(4)
    for person, answers in zip(made, FOUR, strict=True):
        take(person, "first-quiz", answers)
    return made


def quiz_id():
    return row(Quiz, "first-quiz").id


def by_slug(**words_):
    dropped = results.dropped(db.session(), quiz_id())
    found = results.questions(db.session(), quiz_id(), dropped, **words_)
    return {one.slug: one for one in found}


def test_scores_are_shares_of_the_possible_marks(four):
    scores = results.scores(db.session(), quiz_id())
    assert scores == {Fraction(1): 1, Fraction(1, 2): 1, Fraction(0): 2}
    # mean 3/8; squares 25/64 + 1/64 + 9/64 + 9/64 = 44/64, by 3
    mean, sd = mean_and_sd(scores)
    assert (mean, sd) == (Fraction(3, 8), pytest.approx(math.sqrt(44 / 192)))


def test_facility_and_discrimination_are_those_worked_by_hand(four):
    one, two = by_slug()[ONE].seen, by_slug()[TWO].seen
    assert (one.n, one.answered, one.facility) == (4, 4, Fraction(1, 2))
    assert (two.n, two.answered, two.facility) == (4, 3, Fraction(1, 4))
    # x 1 1 0 0, rest 1 0 0 0: products .375 - .125 + .125 + .125 = .5, squares 1 and .75
    assert one.discrimination == pytest.approx(0.5 / math.sqrt(0.75))
    # the same two lists the other way round
    assert two.discrimination == pytest.approx(one.discrimination)


def test_a_discrimination_from_few_answers_is_not_shown(four):
    assert by_slug()[ONE].shown_discrimination is None
    assert by_slug()[ONE].reasons == []


def test_only_first_attempts_count_unless_all_are_asked_for(four):
    take(four[3], "first-quiz", {ONE: ["a"], TWO: ["a"]})
    assert by_slug()[ONE].seen.n == 4
    again = by_slug(first=False)[ONE].seen
    assert (again.n, again.facility) == (5, Fraction(3, 5))


def test_open_attempts_and_checks_do_not_count(four):
    from course.quizzes.service import start as starting

    session = db.session()
    opened = starting.quiz(session, "first-quiz")
    plan = planned(session, four[0], opened.file)
    with db.writing() as session:
        starting.start(session, four[0].id, opened, plan, NOON)
    assert by_slug(first=False)[ONE].seen.n == 4


def test_options_are_counted_with_those_that_nobody_chose(four):
    (version,) = chosen.versions(db.session(), quiz_id(), TWO)
    assert (version.number, version.n, version.blank) == (1, 4, 1)
    found = [(str(one.text), one.right, one.count) for one in version.options]
    assert sorted(found) == [("Ask", True, 1), ("Wait", False, 2)]
    assert {one.by_the_stronger for one in version.options} == {None}


def test_sixty_trainees_show_a_wrong_key(people):
    # Thirty weaker ones have the key of question one and two wrong; thirty stronger the reverse.
    for place, person in enumerate(people(60)):
        weak = place % 2
        take(person, "first-quiz", {ONE: ["a" if weak else "b"], TWO: ["b" if weak else "a"]})
    first, second = results.questions(db.session(), quiz_id(), [])
    assert first.shown_discrimination == pytest.approx(-1)
    assert [one.slug for one in (first, second)] == [ONE, TWO]
    (version,) = chosen.versions(db.session(), quiz_id(), ONE)
    told = {str(one.text): one.by_the_stronger for one in version.options}
    assert told == {"Ask": pytest.approx(-1), "Wait": pytest.approx(1)}


def test_the_page_says_too_few_and_draws_the_scores(four, ines, signed_in):
    browser = signed_in(ines)
    page = browser.get(URL)
    text = words(page)
    assert page.status_code == 200
    assert "Trainees, each by their first attempt 4" in text
    assert "Mean score 38 %" in text
    assert text.count("too few answers") == 2
    assert page.get_data(as_text=True).count('class="bar"') == 10
    assert words(browser.get(f"{URL}/{TWO}")).count("too few answers") == 2


def test_no_name_and_no_word_of_a_trainee_is_on_the_pages(four, ines, signed_in):
    browser = signed_in(ines)
    for url in (URL, f"{URL}?attempts=all", f"{URL}/{ONE}"):
        assert "Trainee 0" not in browser.text(url)
        assert "trainee0@" not in browser.text(url)


def test_looking_at_results_writes_nothing(four, ines, signed_in):
    browser = signed_in(ines)
    before = counts()
    browser.get(URL)
    assert counts() == before


def test_a_quiz_that_nobody_took_says_so(site, ines, signed_in):
    browser = signed_in(ines)
    assert "No graded attempts yet" in browser.text(URL)
    assert "Not put yet" in browser.text(f"{URL}/{ONE}")
    assert browser.get(f"{URL}/no-such").status_code == 404


def test_the_highest_bar_fills_the_plot_and_none_is_negative():
    drawn = bars([0, 5, 10, 0, 0, 0, 0, 0, 0, 1])
    assert [bar.height for bar in drawn] == [0, 80, 160, 0, 0, 0, 0, 0, 0, 16]
    assert [bar.label for bar in drawn][::9] == ["0 to 10 %", "90 to 100 %"]
    assert {bar.height for bar in bars([0] * 10)} == {0}


def test_marks_that_everybody_was_given_tell_nothing_of_a_question(desk, four, ines):
    decision = Decision(quiz_id(), row(Question, ONE).id, CorrectionKind.DROP, None)
    before = by_slug()[TWO].seen
    assert correcting.correct(decision, Acting(ines.id, NOON, "secret"), "not taught") == 2
    db.session().expire_all()
    assert set(by_slug()) == {TWO}
    assert by_slug()[TWO].seen.facility == before.facility
    assert f"{ONE}</a>." in desk.text(URL).partition("Dropped by a correction")[2]
    page = desk.text(f"{URL}/{ONE}")
    assert "This question was dropped from the quiz" in page
    assert "Put 4 times" in page


def test_a_later_version_of_a_dropped_question_is_counted_again(desk, four, people, ines):
    decision = Decision(quiz_id(), row(Question, ONE).id, CorrectionKind.DROP, None)
    correcting.correct(decision, Acting(ines.id, NOON, "secret"), "not taught")
    with clock.held(NOON + dt.timedelta(minutes=1)):
        desk.publish(f"/studio/questions/{ONE}", "Ask first.", "Ask first of all.")
    db.session().rollback()
    with db.writing() as session:
        late = create_person(
            session,
            email="late@practicum.test",
            name="Lee Late",
            roles=[Role.TRAINEE],
            zone="UTC",
            password_hash=None,
            now=NOON,
            actor_id=None,
        )
        session.expunge_all()
    with clock.held(NOON + dt.timedelta(hours=1)):
        take(late, "first-quiz", {ONE: ["b"], TWO: ["a"]})
    assert (by_slug()[ONE].seen.n, by_slug()[ONE].seen.facility) == (1, 0)


def test_of_questions_without_a_finding_the_hardest_comes_first():
    def result(slug, facility):
        seen = Seen(3, 3, facility, None, Fraction(1, 2), Fraction(0))
        return results.QuestionResult(slug, "", False, seen, None, [])

    lines = [result("a", Fraction(1)), result("b", None), result("c", Fraction(1, 3))]
    assert [one.slug for one in sorted(lines, key=results.worst_first)] == ["c", "a", "b"]
