"""What every journey through the site is made of, with either pair of hands."""

import re


class Walk:
    """A person on the site: follows links, presses buttons, signs in."""

    def __init__(self, page, hands):
        self.page, self.hands = page, hands

    @property
    def main(self):
        return self.page.locator("main")

    def link(self, name, within=None):
        self.hands.press((within or self.page).get_by_role("link", name=name))

    def button(self, name, within=None):
        self.hands.press((within or self.page).get_by_role("button", name=name))

    def to(self, pattern):
        self.page.wait_for_url(re.compile(pattern))

    def type(self, label, text, within=None):
        self.hands.type((within or self.page).get_by_label(label), text)

    def turn_to(self, name):
        """Open a page by its name in the navigation."""
        nav = self.page.get_by_role("navigation", name="Main")
        target = nav.get_by_role("link", name=re.compile(f"^{name}"))
        address = target.get_attribute("href")
        self.hands.press(target)
        self.to(f"{address}$")

    def sign_in(self, email, password):
        self.page.goto("/")
        self.type("E-mail", email)
        self.type("Password", password)
        self.button("Sign in")
        self.to("/$")
