"""A session plan that is right, and changes of it."""

PARTS = {
    "Aim": "Closeness without a demand [@a].",
    "Not when": "- Fear.",
    "Steps": "1. A frame.",
    "Words to use": "- \u201cShall we stop?\u201d",
    "Homework and consent": "Each says yes, alone first.",
    "Stop rule": "Either stops.",
    "Evidence": "Some trials, with limits [evidence B] [@b].",
}


def plan(parts=PARTS, opening="::: plan first-steps First *steps*"):
    """Return the lines of a plan."""
    inside = "\n".join(f"### {heading}\n{text}" for heading, text in parts.items())
    return f"{opening}\n{inside}\n:::\n"
