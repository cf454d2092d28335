"""The whole delivered course in the database: pages cost what they cost with a small one."""

from course import clock
from course.bench.statements import counting
from course.content import loading
from course.curriculum import service as curriculum
from course.db import session
from course.sources.service import edition

#: Viewer; edition; what was read; the program; the module's quizzes (module).
BOUNDS = {"/modules": 4, "/modules/{module}": 5, "/modules/{module}/{lesson}": 2}


def _addresses():
    """The course, and the module with the most lessons with its longest one."""
    catalog = curriculum.catalog(session(), edition(session()))
    module = max(catalog, key=lambda one: len(one.lessons))
    lesson = max(module.lessons, key=lambda one: one.minutes)
    return {url: url.format(module=module.slug, lesson=lesson.slug) for url in BOUNDS}


def test_index_module_and_lesson_keep_their_statements(app, content_root, signed_in, tara):
    with app.app_context():
        loading.load(content_root, clock.now(), say=lambda _: None)
        addresses = _addresses()
    browser = signed_in(tara)
    cost = {}
    for url, address in addresses.items():
        assert browser.get(address).status_code == 200
        with counting(app) as sent:
            browser.get(address)
        cost[url] = len([one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))])
    assert {url: count for url, count in cost.items() if count > BOUNDS[url]} == {}
