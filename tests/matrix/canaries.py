"""A bank in which all that is not to be seen carries a canary, and a search for it in any bytes."""

import base64
import contextlib
import html
import re
import zlib
from urllib.parse import unquote_plus

from course import yamlfile
from tests.items import kinds
from tests.matrix import content

#: Stands in every reason, explanation, accepted text and right option's id; the number is a key.
WORD, NUMBER = "canary-key", 765432
#: Questions of the attempt, by kind; the lesson's check shows the first.
NAMES = {kind: "first-one" if kind == "choice" else f"first-{kind}" for kind in kinds.ALL}


def _hidden(value):
    """The same data with a canary in each place that tells of the key."""
    if isinstance(value, list):
        return [_hidden(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _hidden(one) for name, one in value.items()}
    made |= {name: f"{WORD} tells why it is so" for name in ("why", "explanation") if name in made}
    if value.get("correct") and value["id"] not in {"true", "false"}:
        made["id"] = f"{WORD}-right-{value['id']}"
    for one in made.get("accept", []):
        one["text"] = f"{WORD} accepts {one['id']}"
    return made


def question(kind):
    """A question of a kind as its file gives it."""
    over = {"id": NAMES[kind], "objective": "aim-of-first-lesson", "references": []}
    made = _hidden(kinds.ALL[kind](**over)) | {"difficulty": "0.65", "safety": False}
    if kind == "number":
        made["answer"] |= {name: str(NUMBER) for name in ("value", "low", "high")}
    return made


def quiz(window, closes):
    """A quiz of one question a kind that tells everything in one window and nothing before."""
    told = ("attempt", "correctness", "marks", "reasons", "answer")
    return {
        "quiz": "first-quiz",
        "title": "First quiz",
        "intro": "One of each.",
        "draw": {"bank": "first", "pool": "practice", "questions": len(NAMES)},
        "minutes": 30,
        "attempts": 9,
        "window": {"zone": "UTC", "closes": f"{closes:%Y-%m-%dT%H:%M}+00:00"},
        "review": {name: [window] for name in told},
        "practice_mark": "0.7",
    }


def writer(window, closes):
    """Return what writes the small curriculum with these questions and this quiz.

    The pre-test keeps its own two, which carry no canary: it tells its keys when it is over.
    """
    bank = {"bank": "first", "title": "First bank", "questions": [*map(question, NAMES)]}
    pretest = "".join(content.question(name, "diagnostic") for name in ("four", "five"))

    def write(root):
        content.write(root)
        (root / "quizzes/first.yaml").write_text(yamlfile.dump(bank) + pretest, encoding="utf-8")
        text = yamlfile.dump(quiz(window, closes))
        (root / "quizzes/modules/first-quiz.yaml").write_text(text, encoding="utf-8")
        return root

    return write


_RUN = re.compile(rb"[A-Za-z0-9+/_-]{20,}")
_PLAIN = bytes.maketrans(b"-_", b"+/")


def _readings(raw):
    """Yield what bytes can be read as: themselves, unescaped, unquoted, base64, and packed."""
    text = raw.decode("utf-8", "replace")
    yield from (text, html.unescape(text), unquote_plus(text))
    for run in _RUN.findall(raw):
        # Words before it may look like its beginning: each way to cut it into fours is read.
        for start in range(4):
            part = run[start:].translate(_PLAIN)
            packed = base64.b64decode(part[: len(part) // 4 * 4])
            yield packed.decode("latin-1")
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(packed).decode("latin-1")


def found(raw):
    """Return whether anything of a key can be read in these bytes."""
    return any(WORD in text or str(NUMBER) in text for text in _readings(raw))
