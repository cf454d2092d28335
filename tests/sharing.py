"""Which tests one process runs together: those that share what is dear to make.

xdist's own marks for this change nothing with this pytest, so the places say it.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

#: The beginning of a test's name, and its group; the first that fits counts. One browser at a time:
#: it works with more than one core, and two of them make each other slow.
TOGETHER = {
    "tests/browser/": "browser",
    "tests/crash/": "crash",
    "tests/stress/": "stress",
}


class Sharing(LoadScopeScheduling):
    """Gives each process one test after another, and those of a group all to one."""

    def _split_scope(self, nodeid):
        return next((name for start, name in TOGETHER.items() if nodeid.startswith(start)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)
