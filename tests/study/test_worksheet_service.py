import threading

import pytest
from sqlalchemy import func, select

from course import clock, db
from course.errors import Refused
from course.study.models import Worksheet
from course.study.worksheets import service
from course.study.worksheets.rules import Entry
from course.study.worksheets.service import Save, Stale


def _save(text="mine", seq=1, op_id="operation-1", sheet="my-plan"):
    return Save(sheet, "plan", "My plan", [Entry("a", "What first", text)], op_id, seq)


def _keep(person, new):
    with db.writing() as session:
        return service.save(session, person.id, new, clock.now())


def _text(person, sheet="my-plan"):
    found = service.find(db.session(), person.id, sheet)
    return found and found.entries[0].text


def test_a_save_is_kept_as_it_was_with_its_prompt(in_app, tara):
    kept = _keep(tara, _save())
    assert service.find(db.session(), tara.id, "my-plan") == kept
    assert (kept.seq, kept.title, kept.entries) == (
        1,
        "My plan",
        (Entry("a", "What first", "mine"),),
    )
    assert db.session().scalar(select(Worksheet.body)) == '[["a","What first","mine"]]'


def test_the_same_operation_has_one_effect_and_another_body_under_its_id_is_refused(in_app, tara):
    first = _keep(tara, _save())
    assert _keep(tara, _save()) == first
    for other in (_save("other"), _save(seq=2)):
        with pytest.raises(Refused, match="operation id"):
            _keep(tara, other)
    assert _text(tara) == "mine"


@pytest.mark.parametrize("seq", [1, 2, 4, 7])
def test_a_page_that_did_not_see_the_newest_save_is_stale_and_nothing_is_lost(in_app, tara, seq):
    _keep(tara, _save("one"))
    _keep(tara, _save("two", 2, "operation-2"))
    with pytest.raises(Stale, match="changed") as caught:
        _keep(tara, _save("late", seq, "operation-3"))
    assert (caught.value.stored.seq, caught.value.stored.entries[0].text) == (2, "two")
    assert _text(tara) == "two"


def test_an_open_page_does_not_bring_back_what_was_deleted(in_app, tara):
    _keep(tara, _save())
    with db.writing() as session:
        service.remove(session, tara.id, "my-plan")
    with pytest.raises(Stale, match="deleted") as caught:
        _keep(tara, _save("again", 2, "operation-2"))
    assert caught.value.stored is None
    assert db.session().scalar(select(func.count(Worksheet.id))) == 0


def test_everybody_has_their_own(in_app, tara, otto):
    _keep(tara, _save("of Tara"))
    _keep(otto, _save("of Otto"))
    _keep(otto, _save("more of Otto", sheet="other"))
    with db.writing() as session:
        service.remove(session, otto.id, "my-plan")
        service.share(session, otto.id, "my-plan", clock.now())
    assert [one.shared_at for one in service.all_of(db.session(), tara.id)] == [None]
    assert _text(tara) == "of Tara"
    assert [one.sheet for one in service.all_of(db.session(), otto.id)] == ["other"]


def test_two_first_saves_at_once_keep_one_and_tell_the_other(app, tara):
    ready, said = threading.Barrier(2), []

    def run(name):
        with app.app_context():
            ready.wait()
            try:
                _keep(tara, _save(name, 1, f"operation-{name}"))
                said.append(name)
            except Stale as stale:
                said.append(f"stale, {stale.stored.entries[0].text} is kept")

    threads = [threading.Thread(target=run, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        kept = _text(tara)
    assert sorted(said) == sorted([kept, f"stale, {kept} is kept"])
