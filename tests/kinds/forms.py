"""A page's question form as a browser reads it: its controls, and what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """A radio button, a list to pick from or a box, with its label's words."""

    name: str
    kind: str
    id: str = ""
    label: str = ""
    value: str = ""
    checked: bool = False
    #: Values of a list's options by their words.
    options: dict[str, str] = field(default_factory=dict)

    def pick(self, words):
        """Choose an option of a list by its words."""
        self.value = self.options[words]
        return self

    @property
    def picked(self):
        """The words of the option that is chosen."""
        return {value: words for words, value in self.options.items()}[self.value]


class Form(HTMLParser):
    """The first form with a question in a page, or in the part of it that starts at `start`."""

    def __init__(self, page, start=""):
        super().__init__()
        self.controls, self.hidden, self.action = [], {}, ""
        self._labels, self._in, self._words, self._open = {}, None, [], None
        self.feed(page[page.index(start) :] if start else page)
        for control in self.controls:
            control.label = self._labels.get(control.id, control.label)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and not self.controls:
            self.action, self.hidden = given.get("action", ""), {}
        elif tag == "fieldset" and "question" in given.get("class", ""):
            self._in = True
        elif tag == "input":
            self._input(given)
        elif self._in and tag == "select":
            self.controls.append(Control(given["name"], "select", given["id"]))
        elif (self._in and tag == "option") or (self._in and tag == "label"):
            self._open, self._words = given, []

    def _input(self, given):
        kind = given.get("type", "text")
        if kind == "hidden" and self._in is None:
            self.hidden[given["name"]] = given["value"]
        elif self._in:
            control = Control(given["name"], kind, given.get("id", ""), "", given["value"])
            control.checked = "checked" in given
            self.controls.append(control)

    def handle_data(self, data):
        self._words.append(data)

    def handle_endtag(self, tag):
        if not self._in:
            return
        words = " ".join("".join(self._words).split())
        if tag == "option":
            select = self.controls[-1]
            select.options[words] = self._open["value"]
            if "selected" in self._open:
                select.value = self._open["value"]
        elif tag == "label" and "for" in self._open:
            self._labels[self._open["for"]] = words
        elif tag == "label":
            self.controls[-1].label = words
        elif tag == "fieldset":
            self._in = False

    def by_label(self, words):
        """The control with this label."""
        return next(one for one in self.controls if one.label == words)

    def sent(self):
        """What a browser without scripts posts of the question."""
        data = {}
        for one in self.controls:
            if one.checked or one.kind not in {"radio", "checkbox"}:
                data.setdefault(one.name, []).append(one.value)
        return data

    def wire(self):
        """What our script sends of it: the list of a JSON answer."""
        sent = [(name, one) for name, values in self.sent().items() for one in values if one]
        return [one if name == "answer" else f"{name[7:]}={one}" for name, one in sent]


#: Right answers by the type of the file: what is picked or written, by the label of its control.
RIGHT = {
    "choice": {"Talk about its meaning": True},
    "matching": {
        "I say what I may not keep to myself": "Limits of confidentiality",
        "You can stop this at any time": "Informed consent",
        "For that I would send you to a physician": "Scope of practice",
    },
    "ordering": {
        "Ask about means": "1",
        "Agree on a plan": "2",
        "Tell the team": "3",
        "Write it down": "4",
    },
    "short-text": {"Your answer": "consent!"},
    "number": {"Your answer": "16,0 %"},
    "cloze": {"Gap 1": "consent", "Gap 2": "Either partner"},
}
#: What a trainee may have half way through: two steps share a place, a gap is open.
PARTS = {
    "choice": {"Accept it without a word": True},
    "matching": {"You can stop this at any time": "Informed consent"},
    "ordering": {"Ask about means": "1", "Write it down": "3", "Tell the team": "3"},
    "short-text": {"Your answer": "the contract"},
    "number": {"Your answer": "8"},
    "cloze": {"Gap 1": "consent"},
}


def fill(form, answers):
    """Answer in a form by the labels of its controls."""
    for label, answer in answers.items():
        control = form.by_label(label)
        if answer is True:
            control.checked = True
        elif control.kind == "select":
            control.pick(answer)
        else:
            control.value = answer
    return form


def shown(form, answers):
    """Return what the form shows where something was answered."""
    found = {}
    for label in answers:
        control = form.by_label(label)
        words = control.picked if control.kind == "select" else control.value
        found[label] = control.checked if control.kind == "radio" else words
    return found
