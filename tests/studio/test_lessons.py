"""Lessons on the web: the same renderer, the same check, figures that are only pictures."""

import io

import pytest
from sqlalchemy import select

from course import db
from course.curriculum.models import Asset, Lesson, LessonVersion
from course.questions.models import Question, QuestionVersion
from tests.content import small
from tests.content.looking import counts, row, version
from tests.studio.conftest import words
from tests.studio.pictures import PNG

ONE = "/studio/lessons/one"


def body(number):
    lesson = row(Lesson, "one")
    where = (LessonVersion.lesson_id == lesson.id, LessonVersion.number == number)
    return db.session().scalar(select(LessonVersion.body).where(*where))


def test_the_form_shows_the_lesson_as_its_file_does(desk):
    assert desk.sheet(ONE).startswith("---\nid: one\ntitle: Lesson one\n")


def test_publishing_makes_the_next_version_that_readers_see(desk, in_app):
    answer = desk.publish(ONE, "Ask first", "Ask **always** first")
    assert (answer.status_code, row(Lesson, "one").current_number) == (303, 2)
    assert "Ask **always** first" in body(2)
    assert "Ask first" in body(1)
    assert "<strong>always</strong>" in desk.text("/modules/first-module/one")
    assert desk.acts()[-1] == ("lesson.published", "one")


def test_a_preview_is_what_the_page_shows_and_stores_nothing(desk, in_app):
    before = counts()
    text = desk.sheet(ONE).replace("Ask first", "Ask *kindly* first")
    page = desk.send(ONE, "preview", text).get_data(as_text=True)
    assert "Ask <em>kindly</em> first" in page
    assert "What comes first in one-practice?" in page  # the check, as it will be asked
    assert "/assets/" in page or "path.svg" in page
    assert counts() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[@bass2006]", "[@nobody1999]", "there is no reference nobody1999"),
        ("::: check one-practice", "::: check one-mock", "the check one-mock is reserved: mock"),
        ("::: check one-practice", "::: check no-such", "there is no question no-such"),
        ("::: figure path.svg", "::: figure other.svg", "there is no figure other.svg"),
        ("id: do-one", "id: do-two", "the objective do-two stands in"),
        ("areas: [a]", "areas: [z]", "areas.0: must be a letter from a to q"),
        ("id: one", "id: other", "id: must stay one"),
        ("::: figure", "::: picture", "there is no block ::: picture"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line_and_not_published(desk, in_app, old, new, said):
    text = desk.sheet(ONE)
    line = text[: text.index(old)].count("\n") + 1
    answer = desk.publish(ONE, old, new)
    page = words(answer)
    assert answer.status_code == 422
    assert said in page
    if "do-two" not in said:  # an objective is no line of its own to the check of the course
        assert f"Line {line}" in page
    assert row(Lesson, "one").current_number == 1


def test_an_objective_that_questions_need_does_not_leave_the_lesson(desk):
    answer = desk.publish(ONE, "id: do-one", "id: do-three")
    assert answer.status_code == 422
    assert "one-practice: there is no objective do-one" in words(answer)


def test_questions_follow_when_the_lesson_teaches_another_area(desk, in_app):
    assert desk.publish(ONE, "areas: [a]", "areas: [b]").status_code == 303
    assert (version("one-practice").areas, version("one-practice").number) == ("b", 2)
    assert version("two-practice").areas == "a"


def test_publishing_over_another_version_is_refused_with_both_shown(desk, in_app):
    mine = desk.sheet(ONE).replace("Ask first", "Mine first")
    desk.publish(ONE, "Ask first", "Theirs first")
    answer = desk.send(ONE, "publish", mine)
    assert answer.status_code == 409
    assert "-Theirs first" in words(answer)
    assert "+Mine first" in words(answer)
    assert row(Lesson, "one").current_number == 2
    assert desk.send(ONE, "publish", mine, base=2).status_code == 303


def upload(desk, name, content, text=None):
    file = (io.BytesIO(content), name)
    return desk.send(ONE, "upload", text or desk.sheet(ONE), picture=file)


FIGURE = "\n::: figure new-one.png\nA dot.\n\nOne dot and nothing else.\n:::\n"


def test_an_uploaded_picture_waits_with_the_draft_and_is_published_with_the_lesson(desk, in_app):
    text = desk.sheet(ONE) + FIGURE
    assert upload(desk, "C/New One.PNG", PNG, text).status_code == 303
    assert desk.sheet(ONE) == text
    picture = desk.get(f"{ONE}/pictures/new-one.png")
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert desk.send(ONE, "publish", text).status_code == 303
    assert (counts()["draft_picture"], counts()["draft"], counts()["asset"]) == (0, 0, 2)
    assert db.session().scalar(select(Asset.mime).where(Asset.mime == "image/png"))
    assert "new-one.png" in desk.text("/modules/first-module/one")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", b"<svg><script>1</script></svg>", "a figure neither acts nor fetches"),
        ("a.png", b"\x89PNG\r\n\x1a\nnothing", "is damaged"),
        ("a.png", b"GIF89a", "is not a picture"),
        ("a.gif", b"GIF89a", "must have a name and end in one of"),
        ("a.html", b"<p>", "must have a name and end in one of"),
        ("....", b"x", "must have a name and end in one of"),
        ("a.png", b"", "is not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_text_stays(desk, in_app, name, content, said):
    text = desk.sheet(ONE).replace("Ask first", "Typed just now")
    answer = upload(desk, name, content, text)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Typed just now" in words(answer)
    assert counts()["draft_picture"] == 0


def test_a_waiting_picture_is_its_author_s_alone(desk, make_person, signed_in):
    from course.permissions import Role

    upload(desk, "new-one.png", PNG)
    other = signed_in(make_person("Noor Haddad", Role.INSTRUCTOR))
    assert other.get(f"{ONE}/pictures/new-one.png").status_code == 404


def test_throwing_the_draft_away_throws_its_pictures_away(desk, in_app):
    upload(desk, "new-one.png", PNG)
    desk.send(ONE, "discard", "")
    assert (counts()["draft"], counts()["draft_picture"]) == (0, 0)


def test_a_lesson_s_questions_keep_their_versions_when_only_words_change(desk, in_app):
    desk.publish(ONE, "Ask first", "Ask before")
    numbers = select(QuestionVersion.number).join(
        Question, Question.current_version_id == QuestionVersion.id
    )
    assert set(db.session().scalars(numbers)) == {1}


def test_the_small_course_has_the_words_that_these_tests_change():
    assert "Ask first [@bass2006]." in small.lesson("one")
