"""A question of each kind beyond choosing, as a YAML file would give it."""

from hypothesis import strategies as st

from tests.items import make


def known(name, text, why=None):
    return {"id": name, "text": text, "why": why or f"A reason for {name}."}


def pair(name, left, right):
    return {"id": name, "left": left, "right": right, "why": f"A reason for {name}."}


def _question(name, kind, stem, own, over):
    data = make.choice(id=name, type=kind, stem=stem)
    del data["options"]
    return {**data, **own, **over}


def matching(**over):
    own = {
        "pairs": [
            pair("limits", "I say what I may not keep to myself", "Limits of confidentiality"),
            pair("consent", "You can stop this at any time", "Informed consent"),
            pair("scope", "For that I would send you to a physician", "Scope of practice"),
        ],
        "distractors": [known("record", "Keeping of records")],
    }
    return _question("eth-duty", "matching", "Which duty does each sentence serve?", own, over)


def ordering(**over):
    steps = ("ask", "Ask about means"), ("plan", "Agree on a plan"), ("tell", "Tell the team")
    own = {"steps": [known(*step) for step in (*steps, ("note", "Write it down"))]}
    return _question("eth-plan", "ordering", "What comes first, and what next?", own, over)


def short_text(**over):
    own = {
        "accept": [known("consent", "Consent"), known("informed", "Informed consent")],
        "tempting": [known("contract", "The contract")],
    }
    stem = "What has to be renewed before each exercise?"
    return _question("eth-renew", "short-text", stem, own, over)


def number(**over):
    own = {
        "unit": "percent",
        "answer": {"value": "16", "low": "15.5", "high": "16.5", "why": "Eight of fifty."},
        "tempting": [
            {"id": "count", "value": "8", "why": "The count."},
            {"id": "odds", "low": "19", "high": "19.1", "why": "The odds."},
        ],
    }
    return _question("eth-share", "number", "Of 50 clients 8 chose it. Which share?", own, over)


def gap_options():
    options = [known("consent", "consent"), known("fee", "the fee"), known("form", "a form")]
    options[0] = {**options[0], "correct": True}
    keys = ("id", "text", "correct", "why")
    return [{key: one[key] for key in keys if key in one} for one in options]


def cloze(**over):
    own = {
        "gaps": [
            {"id": "before", "options": gap_options()},
            {
                "id": "end",
                "accept": [known("either", "either partner")],
                "tempting": [known("therapist", "the therapist")],
            },
        ]
    }
    stem = "Before the exercise comes [[before]]; it ends when [[end]] says so."
    return _question("eth-home", "cloze", stem, own, over)


#: By the `type` of the file.
ALL = {
    "choice": make.choice,
    "several": make.several,
    "true-false": make.true_false,
    "matching": matching,
    "ordering": ordering,
    "short-text": short_text,
    "number": number,
    "cloze": cloze,
}


@st.composite
def matchings(draw):
    """A matching with 2 to 6 pairs and up to 2 distractors."""
    size = draw(st.integers(2, 6))
    pairs = [pair(name, f"Left {name}", f"Right {name}") for name in "abcdef"[:size]]
    others = [known(name, f"Other {name}") for name in "yz"[: draw(st.integers(0, 2))]]
    return make.item(matching(pairs=pairs, distractors=others))


@st.composite
def orderings(draw):
    """An ordering with 3 to 6 steps."""
    names = "abcdef"[: draw(st.integers(3, 6))]
    return make.item(ordering(steps=[known(name, f"Step {name}") for name in names]))


#: An item of every kind.
ITEMS = st.one_of(
    make.several_items(),
    matchings(),
    orderings(),
    st.sampled_from([make.item(one()) for one in ALL.values()]),
)
_WORDS = st.sampled_from(["consent", "the contract", "16", "8", "19,05", "either partner", "0"])


@st.composite
def picks(draw, one, field):
    """What a page may give back for one control."""
    if field.control == "text":
        return draw(st.lists(_WORDS, max_size=1))
    ids = [option.id for option in field.options]
    return draw(st.lists(st.sampled_from(ids), unique=True, max_size=field.max))


@st.composite
def answered(draw):
    """An item of any kind, with an answer as a page may give it back, in canonical form."""
    from course import items

    one = draw(ITEMS)
    view = items.for_taking(one, items.shown_order(one, "seed"))
    response = {}
    for part in view.interactions:
        picked = [each for field in part.fields for each in draw(picks(one, field))]
        if part.type == "number":
            picked = [each for each in picked if each[0].isdigit()]
        response[part.id] = items.canonical_part(one, part.id, picked)
    return one, response
