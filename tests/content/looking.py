"""What tests look at in the database, and how they stand in for the pages that edit it."""

from sqlalchemy import func, select

from course import clock, db, items
from course.curriculum import saving
from course.curriculum.models import Module
from course.curriculum.schemas import ModuleFile
from course.db.base import Base
from course.digest import canonical
from course.questions import service
from course.questions.models import Question, QuestionVersion
from course.sources import service as sources


def counts():
    tables = Base.metadata.sorted_tables
    return {
        table.name: db.session().scalar(select(func.count()).select_from(table)) for table in tables
    }


def edition():
    return sources.edition(db.session())


def row(table, slug):
    db.session().expire_all()
    return db.session().scalar(select(table).where(table.slug == slug))


def version(slug):
    """The current version of a question."""
    return db.session().scalar(
        select(QuestionVersion)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(Question.slug == slug)
    )


def stem(slug):
    return items.parse_source(version(slug).source).stem


def edit_stem(slug, words):
    """Change a question in the database, as a page for instructors does."""
    source = items.parse_source(version(slug).source).model_copy(update={"stem": words})
    made = service.ready(source)
    with db.writing() as session:
        question = session.scalar(select(Question).where(Question.slug == slug))
        service.add_version(session, question, made, "a", clock.now())
        sources.bump(session)


def edit_module(slug, **changed):
    """Change a module in the database, as a page for instructors does."""
    body = row(Module, slug).body
    file = ModuleFile.model_validate_json(body).model_copy(update=changed)
    with db.writing() as session:
        saving.save_module(session, file, canonical(file.model_dump(mode="json")))
        sources.bump(session)
