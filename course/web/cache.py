"""What was made from content once and is kept: per application, by edition, in memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import Flask, current_app

T = TypeVar("T")
_KEY = "practicum.cache"

#: Entries kept: about a hundred lessons and their questions.
SIZE = 4000


class Cache:
    """The newest `SIZE` values by key; safe between threads. A value is never changed."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value under the key, made now when there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made


def init_app(app: Flask) -> None:
    """Give the app its cache."""
    app.extensions[_KEY] = Cache()


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """Return the value under the key in this app's cache; see `Cache.get`."""
    cache: Cache = current_app.extensions[_KEY]
    return cache.get(key, make)
