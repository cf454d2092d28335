"""Two pairs of hands for the same journey: one only types, one only points."""

#: What a person who only types must see at every stop: where they are, and that in order.
_STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = [at, at.closest("label")].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const target = at.closest("label") ?? at;
  const box = target.getClientRects()[0];  // A link over two lines has two.
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const free = target.contains(top);
  const all = [...document.querySelectorAll("*")];
  const name = (at.ariaLabel || at.labels?.[0]?.textContent || at.textContent || at.name).trim();
  return {shown, free, place: all.indexOf(at), name: `${at.tagName} ${name.slice(0, 50)}`};
}"""
#: More stops than this on the way to one thing is no way.
MOST_STOPS = 250


class Keys:
    """Only types. `faults` is what was wrong with the focus on the way."""

    def __init__(self, page):
        self.page = page
        self.faults = []

    def go_to(self, target):
        """Press Tab until the target has the focus."""
        wanted = target.first.element_handle()
        before = -1
        for _ in range(MOST_STOPS):
            if wanted.evaluate("one => document.activeElement === one"):
                return
            self.page.keyboard.press("Tab")
            before = self._note(before)
        raise AssertionError(f"{target} cannot be reached by Tab on {self.page.url}")

    def _note(self, before):
        stop = self.page.evaluate(_STOP)
        if stop is None:  # Between the end of the page and its beginning.
            return -1
        where = f"{self.page.url}: {stop['name']}"
        if not stop["shown"]:
            self.faults.append(f"{where}: the focus cannot be seen")
        if not stop["free"]:
            self.faults.append(f"{where}: something lies over it")
        if stop["place"] <= before:
            self.faults.append(f"{where}: comes after what stands below it")
        return stop["place"]

    def press(self, target):
        self.go_to(target)
        self.page.keyboard.press("Enter")

    def type(self, target, text):
        self.go_to(target)
        self.page.keyboard.type(text)

    def choose(self, target):
        self.go_to(target)
        self.page.keyboard.press("Space")

    def pick(self, target, place):
        self.go_to(target)
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")


class Pointer:
    """Only points, as on a phone; types where there is no other way."""

    def __init__(self, page):
        self.page = page
        self.faults = []

    def press(self, target):
        target.first.click()

    def type(self, target, text):
        target.first.fill(text)

    def choose(self, target):
        # The label is the target, not the small circle in it.
        target.first.locator("xpath=ancestor::label").click()

    def pick(self, target, place):
        count = target.locator("option").count()
        target.first.select_option(index=min(place, count - 1))


def answer(hands, question):
    """Answer one question of whatever kind, by its first choice or a short text."""
    for kind in ("radio", "checkbox"):
        found = question.locator(f"input[type={kind}]")
        if found.count():
            hands.choose(found)
    # An order names each step once: the first place gets the first step, the next the next.
    for place, one in enumerate(question.locator("select").all(), 1):
        hands.pick(one, place)
    for one in question.locator("input[type=text], input[type=number], textarea").all():
        hands.type(one, "1")
