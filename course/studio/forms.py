"""The shape of what authors send beside the sheets."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from course.web.forms import PageForm


class RetireForm(PageForm):
    """Why a question goes out of use."""

    why = StringField(
        "Why",
        [DataRequired("Say why."), Length(max=200, message="At most 200 characters.")],
        filters=[lambda text: (text or "").strip()],
        description="Kept in the log.",
    )
