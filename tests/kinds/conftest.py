import pytest

from course import clock, db
from course.content import loading
from course.sources.rules import Take
from tests.kinds import files
from tests.kinds.forms import Form


@pytest.fixture
def browser(app, tmp_path, tara, signed_in):
    """Tara's browser on a site with a question of every kind."""
    with app.app_context():
        loading.load(files.write(tmp_path / "files"), clock.now(), Take.NEITHER, lambda _: None)
    return signed_in(tara)


class Attempt:
    """An attempt at the quiz with every kind, and where each kind stands in it."""

    def __init__(self, app, browser):
        self.app, self.browser = app, browser
        quiz = "/quizzes/all-kinds-quiz"
        self.url = (
            browser.post(f"{quiz}/attempts", form_at=quiz)
            .headers["Location"]
            .rsplit("/questions/")[0]
        )
        self.places = dict(self._places())

    def _places(self):
        count = len(files.KINDS)
        stems = {one.stem.split("[[")[0].strip(): one.type for one in files.questions()}
        for number in range(1, count + 1):
            page = self.browser.text(f"{self.url}/questions/{number}")
            yield next(kind for stem, kind in stems.items() if stem in page), number

    def address(self, kind):
        return f"{self.url}/questions/{self.places[kind]}"

    def page(self, kind):
        return self.browser.text(self.address(kind))

    def form(self, kind):
        return Form(self.page(kind))

    def post(self, form, kind, **more):
        data = {**form.hidden, **form.sent(), "go": "stay", **more}
        return self.browser.client.post(self.address(kind), data=data)

    def save(self, answer, kind, seq, window="one"):
        """Save as our script does, in one of several windows."""
        slot = self.places[kind]
        op_id = f"{window}-window-{slot}-{seq}"
        body = {"op_id": op_id, "slot": slot, "seq": seq, "answer": answer}
        at = f"{self.url}/answers"
        return self.browser.post_json(at, body, form_at=self.address(kind))

    def stored(self, kind):
        """The response as it is stored."""
        from course.quizzes.models import AnswerCurrent

        with self.app.app_context():
            query = db.session().query(AnswerCurrent.response)
            return query.filter(AnswerCurrent.slot == self.places[kind]).scalar()

    def submit(self):
        self.browser.post(f"{self.url}/submit", form_at=f"{self.url}/overview")
        return self.browser.text(f"{self.url}/review")


@pytest.fixture
def attempt(app, browser):
    """An open attempt of Tara's with a question of every kind."""
    return Attempt(app, browser)
