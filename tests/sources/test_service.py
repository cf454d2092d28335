from course import db
from course.sources import service
from course.sources.things import Thing


def thing(text, path="modules/references.yaml", position=0):
    return Thing("reference", "annon1976", path, position, 1, text, None)


def kept():
    return {key: (row.path, row.position) for key, row in service.known(db.session()).items()}


def test_what_a_file_said_is_kept_and_replaced(in_app):
    with db.writing() as session:
        service.remember(session, thing("one"), None)
    first = service.known(db.session())["reference", "annon1976"].digest
    with db.writing() as session:
        row = service.known(session)["reference", "annon1976"]
        service.remember(session, thing("two", "modules/other.yaml", 4), row)
    assert kept() == {("reference", "annon1976"): ("modules/other.yaml", 4)}
    assert service.known(db.session())["reference", "annon1976"].digest != first


def test_what_left_the_files_is_forgotten(in_app):
    with db.writing() as session:
        service.remember(session, thing("one"), None)
    with db.writing() as session:
        service.forget(session, "reference", "annon1976")
    assert kept() == {}


def test_every_bump_gives_an_edition_that_was_never_there(in_app):
    seen = [service.edition(db.session())]
    for _ in range(3):
        with db.writing() as session:
            service.bump(session)
        seen.append(service.edition(db.session()))
    assert seen[0] == ""
    assert len(set(seen)) == 4
