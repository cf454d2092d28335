"""Every feature's tables, so that the metadata is whole. Imported by migrations and by the app."""

import course.audit.models
import course.comments.models
import course.curriculum.models
import course.goals.models
import course.hours.models
import course.outbox.models
import course.people.models
import course.progress.models
import course.questions.models
import course.quizzes.decisions
import course.quizzes.models
import course.sources.models
import course.studio.models
import course.study.models
import course.supervision.models  # noqa: F401
