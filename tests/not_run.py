"""What was not run is said in capitals at the end of the run, whatever the reason."""

import pytest

_REASONS: list[str] = []


def not_run(reason):
    """Skip what cannot be run here, and say so at the end."""
    _REASONS.append(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter):
    """Say in capitals what was not run, and why; with several processes it is in the reports."""
    skipped = terminalreporter.stats.get("skipped", [])
    said = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped}
    for reason in sorted(said | set(_REASONS)):
        terminalreporter.write_line(f"NOT RUN: {reason}".upper(), red=True)
