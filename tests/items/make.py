"""Questions for tests, as a YAML file would give them."""

from decimal import Decimal

from hypothesis import strategies as st

from course import items


def choice(**over):
    return {
        "id": "eth-gift",
        "type": "choice",
        "stem": "Amara, 41, brings a painting to the last session. What do you do first?",
        "options": [
            {"id": "a", "text": "Talk about its meaning", "correct": True, "why": "It opens it."},
            {"id": "b", "text": "Accept it without a word", "why": "It is polite, yet silent."},
            {"id": "c", "text": "Return it the next day", "why": "It looks strict, and cold."},
        ],
        "explanation": "Meaning comes before the decision.",
        "objective": "hold-no-sexual-contact",
        "level": "apply",
        "difficulty": Decimal("0.65"),
        "safety": True,
        "pool": "practice",
        "references": ["aca2014"],
        **over,
    }


def several(**over):
    options = [
        {"id": "a", "text": "Ask each one alone", "correct": True, "why": "Right."},
        {"id": "b", "text": "Agree how to pause", "correct": True, "why": "Right."},
        {"id": "c", "text": "Start at the next visit", "why": "Wrong."},
        {"id": "d", "text": "Leave it to the couple", "why": "Wrong."},
    ]
    stem = "Which steps come before a home exercise? Choose all that apply."
    return choice(**{"id": "eth-gate", "type": "several", "stem": stem, "options": options, **over})


def true_false(**over):
    options = [
        {"id": "true", "why": "It may be legal."},
        {"id": "false", "correct": True, "why": "The stricter rule governs."},
    ]
    stem = "A home exercise may be shown by touch in the session."
    return choice(
        **{"id": "eth-show", "type": "true-false", "stem": stem, "options": options, **over}
    )


def option(name, *, correct=False, text=None):
    text = text or f"Take the way called {name}"
    return {"id": name, "text": text, "why": "A reason.", **({"correct": True} if correct else {})}


def read(data):
    return items.read_question(data)


def item(data):
    return items.to_item(read(data))


@st.composite
def several_items(draw):
    """A several item with 2 to 4 right options and at least one wrong one, 5 at most."""
    size = draw(st.integers(3, 5))
    right = draw(st.integers(2, size - 1))
    marks = draw(st.permutations([True] * right + [False] * (size - right)))
    options = [option(name, correct=mark) for name, mark in zip("abcde", marks, strict=False)]
    return item(several(options=options))


@st.composite
def answered(draw):
    """An item of any kind here, with a valid response."""
    one = draw(st.one_of(several_items(), st.sampled_from([item(choice()), item(true_false())])))
    answer = one.interactions["answer"]
    ids = [known.id for known in answer.options]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=answer.limit))
    return one, {"answer": chosen}
