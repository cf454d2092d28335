"""Choosing a requirement set as a goal, with what is known of it."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course import db
from course.curriculum import program
from course.curriculum.models import PartKind
from course.goals.forms import ChooseForm
from course.goals.rules import Candidate
from course.goals.schemas import SetFile
from course.goals.service import goals, sets
from course.goals.service.goals import Aim
from course.goals.service.sets import SetLine
from course.goals.views.boards import goals as bp
from course.goals.views.boards import shared
from course.goals.wording import sentences
from course.hours.views.boards import by
from course.permissions import Viewer, policy, the_viewer
from course.sources.service import edition
from course.web.posting import code_of, tell, tried


@bp.get("/goals/new")
@policy("goals.own")
def choices() -> ResponseReturnValue:
    """List the requirement sets that can be chosen, those of one's program first."""
    session = db.session()
    found = sets.catalog(session, edition(session))
    ours = program.ours(session, the_viewer(), PartKind.REQUIREMENT_SET)
    lines = sorted(found.values(), key=lambda line: line.slug not in ours)
    return render_template("goals/choices.html", sets=lines, ours=ours)


@dataclass(frozen=True)
class Shown:
    """A set, and the version of it that is looked at."""

    line: SetLine
    version: Candidate

    @property
    def asked(self) -> SetFile:
        """What that version asks for."""
        return self.line.files[self.version.id]


def the_set(session: Session, viewer: Viewer | None, slug: str) -> Shown | None:
    """Load a set that can be chosen; `?version=` looks at an older one."""
    del viewer  # Sets are the same for all trainees.
    line = sets.catalog(session, edition(session)).get(slug)
    if line is None:
        return None
    asked = request.args.get("version", "")
    older = [one for one in line.versions if str(one.number) == asked]
    return Shown(line, (older or list(line.versions))[0])


@bp.route("/goals/new/<slug>", methods=["GET", "POST"])
@policy("goals.own", load=the_set)
def choose(shown: Shown) -> ResponseReturnValue:
    """Show what a set asks for, and take it up as a goal."""
    form = ChooseForm()
    form.about(shown.asked.applies_by)
    if form.validate_on_submit():
        aim = Aim(shown.line, form.contract_day.data, form.target_day.data)
        public_id, who, me = form.entry.data or "", by(), the_viewer().id
        if tried(form, lambda session: goals.choose(session, me, public_id, aim, who)):
            return tell("This is your goal now.", url_for("goals.show", public_id=public_id))
    page = render_template(
        "goals/choose.html", form=form, shown=shown, sentences=sentences, **shared()
    )
    return page, code_of(form)
