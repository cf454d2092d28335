"""The largest flow through a small network of limits, in whole minutes."""

from collections import deque
from collections.abc import Hashable, Mapping

Node = Hashable
#: What an edge may carry, by its two ends.
Network = Mapping[tuple[Node, Node], int]

SOURCE, SINK = "source", "sink"


def largest(network: Network) -> dict[tuple[Node, Node], int]:
    """Return what each edge carries when as much as possible goes from SOURCE to SINK.

    Shortest augmenting paths (Edmonds and Karp 1972); capacities are whole numbers, so the
    result is whole and exact, and the same network gives the same result.
    """
    left: dict[Node, dict[Node, int]] = {}
    for (tail, head), most in network.items():
        left.setdefault(tail, {})[head] = most
        left.setdefault(head, {}).setdefault(tail, 0)
    while path := _path(left):
        step = min(left[tail][head] for tail, head in path)
        for tail, head in path:
            left[tail][head] -= step
            left[head][tail] += step
    return {edge: most - left[edge[0]][edge[1]] for edge, most in network.items()}


def _path(left: dict[Node, dict[Node, int]]) -> list[tuple[Node, Node]]:
    """Return a shortest path with room on every edge, or an empty list."""
    came_from: dict[Node, Node] = {}
    waiting: deque[Node] = deque([SOURCE])
    while waiting:
        here = waiting.popleft()
        for there, room in left.get(here, {}).items():
            if room > 0 and there not in came_from and there != SOURCE:
                came_from[there] = here
                waiting.append(there)
        if SINK in came_from:
            return _back(came_from)
    return []


def _back(came_from: dict[Node, Node]) -> list[tuple[Node, Node]]:
    path: list[tuple[Node, Node]] = []
    here: Node = SINK
    while here != SOURCE:
        path.append((came_from[here], here))
        here = came_from[here]
    return path
