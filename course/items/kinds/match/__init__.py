"""Questions answered by giving each left side one right side."""

from course.items.kinds.match.handler import MatchHandler
from course.items.kinds.match.schemas import MatchingQuestion, own_yaml, to_item
from course.items.source import Kind

HANDLERS = {"match": MatchHandler()}
KINDS = {"matching": Kind(MatchingQuestion, to_item, own_yaml)}
