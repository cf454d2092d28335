"""The delivered mock exams: weights, modules, and that they can be drawn again and again."""

from collections import Counter

import pytest

from course.config import ROOT
from course.content import checking, drawing

#: Section 5 of the curriculum's design: questions of Form A by domain.
WEIGHTS = {
    "Assessment and formulation": 15,
    "Desire, arousal, erection": 13,
    "Orgasm and ejaculation": 8,
    "Pain and non-consummation": 8,
    "Compulsive behavior, paraphilia, technology": 8,
    "Medical and drugs": 10,
    "Interventions and couples": 13,
    "Populations and culture": 8,
    "Ethics, law, records": 9,
    "Safety": 8,
}
#: Exam: questions, minutes, attempts.
SHAPES = {"form-a": (100, 180, None), "form-s": (30, 45, None)}
MOCK = list(SHAPES)


@pytest.fixture(scope="module")
def course():
    return checking.check(ROOT).course


@pytest.fixture(scope="module")
def files(course):
    return {thing.key: thing.data for thing in course.of("quiz") if thing.data.is_exam}


@pytest.fixture(scope="module")
def drawn(course):
    return {row["exam"]: row for row in drawing.exams(course)}


def _domains(file):
    counted = Counter()
    for cell in file.cells:
        counted[cell.domain] += cell.count
    return counted


def test_each_exam_has_its_length_time_and_attempts(files):
    shapes = {key: (file.count, file.minutes, file.attempts) for key, file in files.items()}
    assert {key: shapes[key] for key in MOCK} == SHAPES


def test_form_a_has_the_weights_of_the_curriculum(files):
    assert _domains(files["form-a"]) == WEIGHTS
    assert sum(WEIGHTS.values()) == 100


def test_form_s_follows_the_same_weights(files):
    file = files["form-s"]
    for domain, count in _domains(file).items():
        assert abs(count - WEIGHTS[domain] * file.count / 100) < 1, domain


@pytest.mark.parametrize("slug", MOCK)
def test_every_module_with_lessons_stands_in_one_domain(course, files, slug):
    named = [module for cell in files[slug].cells for module in cell.modules]
    assert sorted(named) == sorted({thing.data.module for thing in course.of("lesson")})


def test_mock_exams_draw_what_is_reserved_and_leave_out_ninety_days(files):
    for slug in MOCK:
        assert {cell.pool for cell in files[slug].cells} == {"mock"}
        assert files[slug].exclude_seen_days == 90


def test_every_reserved_question_with_one_right_option_has_four(course):
    found = [one for one in course.questions().values() if one.pool == "mock"]
    assert [one.id for one in found if one.type == "choice" and len(one.options) != 4] == []


def test_twenty_draws_meet_each_blueprint_exactly(drawn):
    assert {key: drawn[key]["exact"] for key in MOCK} == dict.fromkeys(MOCK, 20)


@pytest.mark.parametrize("slug", MOCK)
def test_the_reserved_pool_has_three_times_what_a_mock_exam_draws(drawn, slug):
    assert [one for one in drawn[slug]["cells"] if one["there"] < 3 * one["needed"]] == []
    assert drawn[slug]["together"]


@pytest.mark.parametrize("slug", MOCK)
def test_two_draws_share_under_half_of_their_questions(drawn, slug):
    assert drawn[slug]["overlap"]["max"] < 0.5


def test_the_pre_test_asks_every_domain_from_a_pool_of_its_own(course, files):
    file = files["pre-test"]
    assert (file.count, file.attempts, file.is_pretest) == (25, 1, True)
    assert set(_domains(file)) == set(WEIGHTS)
    named = [module for cell in file.cells for module in cell.modules]
    assert sorted(named) == sorted({thing.data.module for thing in course.of("lesson")})
    pool = [one for one in course.questions().values() if one.pool == "diagnostic"]
    assert len(pool) == 40
    assert {len(one.options) for one in pool} == {4}


def test_ethics_and_safety_come_first_for_everybody(files):
    first = {cell.domain for cell in files["pre-test"].cells if cell.first}
    assert first == {"Safety", "Ethics, law, records"}
