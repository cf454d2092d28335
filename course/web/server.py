"""How gunicorn serves Practicum: on this machine, as many workers as cores, few threads.

More threads than cores only lengthen the tail. Behind a proxy, set TRUSTED_PROXIES and BIND.
"""

import os
from typing import Any

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 2))
worker_class = "gthread"
threads = 2
#: A save waits for the writer lock at most ten seconds.
timeout = 60
graceful_timeout = 20
keepalive = 15
loglevel = "warning"
#: The log is ours: one JSON line a request, without addresses.
accesslog = None
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where it is, once it listens."""
    server.log.debug("listening")
    where = bind if ":" in bind else f"127.0.0.1:{bind}"
    print(f"Practicum is ready on http://{where}", flush=True)  # noqa: T201 - for the person at the terminal
