import re
from html import unescape

import pytest

from course import clock, db
from course.audit.models import Audit
from course.content import loading
from course.sources.rules import Take
from tests.content import small
from tests.kinds import files


def _load(app, root):
    with app.app_context():
        loading.load(root, clock.now(), Take.NEITHER, lambda _: None)


@pytest.fixture
def root(tmp_path):
    """The small course in files: two lessons, a bank of three questions, a quiz of two."""
    return small.write(tmp_path / "course-files")


@pytest.fixture
def site(app, root):
    """A site with the small course."""
    _load(app, root)
    return app


@pytest.fixture
def every_kind(app, tmp_path):
    """A site with a question of every kind that is not answered by choosing alone."""
    _load(app, files.write(tmp_path / "kinds-files"))
    return app


class Desk:
    """Ines at the studio."""

    def __init__(self, app, browser):
        self.app, self.browser = app, browser
        self.get, self.text = browser.get, browser.text

    def sheet(self, url):
        """The text in the form of a page."""
        page = self.text(f"{url}{'&' if '?' in url else '?'}as=sheet")
        found = re.search(r'<textarea class="code".*?>(.*?)</textarea>', page, re.DOTALL)
        return unescape(found[1])

    def send(self, url, do, text, base=1, **more):
        return self.browser.post(url, {"do": do, "text": text, "base": base, **more})

    def publish(self, url, old, new, base=1):
        """Change a text on a page and publish it."""
        text = self.sheet(url)
        assert old in text
        return self.send(url, "publish", text.replace(old, new), base)

    def acts(self):
        """What the log has, act and subject in order."""
        with self.app.app_context():
            return [(one.act, one.subject) for one in db.session().query(Audit).order_by(Audit.id)]


@pytest.fixture
def desk(site, ines, signed_in):
    """Ines at the studio of the small course."""
    return Desk(site, signed_in(ines))


@pytest.fixture
def kinds_desk(every_kind, ines, signed_in):
    """Ines at the studio of a course with every kind."""
    return Desk(every_kind, signed_in(ines))


def words(answer):
    """The words of a page without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())
