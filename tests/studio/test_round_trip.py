"""What was published in the browser comes back to the files, and loads again without change."""

import pytest

from course import clock, db
from course.content import dumping, loading
from course.content.checking import check
from course.questions.models import Question
from tests.content import small
from tests.content.looking import counts, edition, row, version
from tests.studio.conftest import words
from tests.studio.pictures import PNG_WITH_WORDS
from tests.studio.test_lessons import FIGURE, upload
from tests.studio.test_sheets import SHEET

BANK = "/studio/banks/first/new?type=choice"


def everything(desk):
    """Edit a question, a lesson with a new picture, a quiz; write, retire and restore."""
    one = "/studio/questions/one-practice"
    text = "/studio/lessons/one"
    with_figure = desk.sheet(text).replace("Ask first", "Ask before") + FIGURE
    mock = "/studio/questions/one-mock"
    done = [
        desk.publish(one, "What comes first in one-practice?", '"Which: first, or #1? “Last”?"'),
        upload(desk, "new-one.png", PNG_WITH_WORDS, with_figure),
        desk.send(text, "publish", with_figure),
        desk.publish("/studio/quizzes/first-quiz", "Two questions.", "Two of them."),
        desk.send(BANK, "publish", SHEET, base=0),
        desk.send(BANK, "publish", SHEET.replace("a-question", "b-question"), base=0),
        desk.browser.post(f"{mock}/retire", {"why": "It leaked."}, form_at=mock),
    ]
    assert [answer.status_code for answer in done] == [303] * len(done)


def versions():
    kept = counts()
    return {name: kept[name] for name in kept if name.endswith("_version") or name == "asset"}


def test_an_edit_on_the_web_is_dumped_checked_and_loads_without_change(desk, in_app, tmp_path):
    everything(desk)
    dumping.dump(db.session(), tmp_path / "dumped")
    report = check(tmp_path / "dumped")
    assert report.errors == []
    before, token = versions(), edition()
    loading.load(tmp_path / "dumped", clock.now(), say=lambda _: None)
    assert (versions(), edition()) == (before, token)
    assert row(Question, "one-mock").retired_at is not None


def test_a_second_dump_gives_the_same_bytes(desk, in_app, tmp_path):
    everything(desk)
    first = dumping.files(db.session())
    dumping.dump(db.session(), tmp_path / "dumped")
    loading.load(tmp_path / "dumped", clock.now(), say=lambda _: None)
    assert dumping.files(db.session()) == first


def test_the_files_as_they_were_change_nothing_of_it(desk, in_app, root):
    everything(desk)
    before, token = versions(), edition()
    loading.load(root, clock.now(), say=lambda _: None)
    assert (versions(), edition()) == (before, token)
    assert row(Question, "one-mock").retired_at is not None


def test_a_question_retired_on_the_web_and_changed_in_its_file_is_a_conflict(desk, in_app, root):
    mock = "/studio/questions/one-mock"
    desk.browser.post(f"{mock}/retire", {"why": "It leaked."}, form_at=mock)
    small.change(root, "quizzes/first.yaml", "What comes first in one-mock?", "The file asks?")
    with pytest.raises(loading.ContentError, match="one-mock was changed both"):
        loading.load(root, clock.now(), say=lambda _: None)


def test_a_question_put_back_is_in_the_files_again(desk, in_app):
    mock = "/studio/questions/one-mock"
    desk.browser.post(f"{mock}/retire", {"why": "It leaked."}, form_at=mock)
    desk.browser.post(f"{mock}/restore", form_at=mock)
    assert b"one-mock" in dumping.files(db.session())["quizzes/first.yaml"]


def test_content_that_changed_while_it_was_looked_at_is_looked_at_again(desk, in_app, monkeypatch):
    from course.sources import service as sources
    from course.studio import publishing

    look = in_app.extensions[publishing._KEY]
    looked = []

    def slow(session, changes):
        found = look(session, changes)
        if not looked:
            with db.writing() as writing:
                sources.bump(writing)
        looked.append(1)
        return found

    monkeypatch.setitem(in_app.extensions, publishing._KEY, slow)
    answer = desk.publish("/studio/questions/one-mock", "level: apply", "level: recall")
    assert (answer.status_code, len(looked)) == (303, 2)
    assert version("one-mock").number == 2


def test_content_that_keeps_changing_is_not_written_over(desk, in_app, monkeypatch):
    from course.sources import service as sources
    from course.studio import publishing

    def restless(session, changes):
        with db.writing() as writing:
            sources.bump(writing)
        return []

    monkeypatch.setitem(in_app.extensions, publishing._KEY, restless)
    answer = desk.publish("/studio/questions/one-mock", "level: apply", "level: recall")
    assert (answer.status_code, version("one-mock").number) == (503, 1)
    assert "again and again" in words(answer)
