"""Questions answered by putting steps into their order."""

from course.items.kinds.order.handler import OrderingHandler
from course.items.kinds.order.schemas import OrderingQuestion, own_yaml, to_item
from course.items.source import Kind

HANDLERS = {"order": OrderingHandler()}
KINDS = {"ordering": Kind(OrderingQuestion, to_item, own_yaml)}
