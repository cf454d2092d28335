"""The item-writing check: what a program can find in one question and in a bank.

It finds signs, not faults. A question may carry `allow: {code: reason}` for a warning that is
right to stand; errors cannot be allowed.
"""

from collections.abc import Iterable, Mapping

from course.items.source import Question
from course.items.writing_check.balance import balance
from course.items.writing_check.findings import CODES, Finding, Severity
from course.items.writing_check.objectives import Tier, counts
from course.items.writing_check.twins import near_duplicates
from course.items.writing_check.wording import wording

__all__ = ["CODES", "Finding", "Severity", "Tier", "check_bank", "check_question"]


def check_question(question: Question) -> list[Finding]:
    """Return the findings in one question, without those it allows with a reason."""
    return _standing(question, [*_unknown_allowed(question), *wording(question)])


def check_bank(questions: Iterable[Question], objectives: Mapping[str, Tier]) -> list[Finding]:
    """Return the findings in each question, and then those of the bank as a whole.

    `objectives` gives the tier of each objective that the bank has to cover. A finding about
    the whole bank names no question.
    """
    bank = list(questions)
    by_id = {question.id: question for question in bank}
    single = [finding for question in bank for finding in check_question(question)]
    shared = [*near_duplicates(bank), *counts(bank, objectives), *balance(bank)]
    return single + [one for one in shared if not _allowed(by_id.get(one.question or ""), one)]


def _standing(question: Question, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not _allowed(question, finding)]


def _allowed(question: Question | None, finding: Finding) -> bool:
    if question is None or finding.severity == "error":
        return False
    return finding.code in question.allow


def _unknown_allowed(question: Question) -> list[Finding]:
    return [
        Finding("allow-unknown", f"`allow` names {code!r}, which is no code.", question.id)
        for code in question.allow
        if code not in CODES
    ]
