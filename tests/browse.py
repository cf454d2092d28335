"""A browser for tests without a browser: keeps cookies, posts real forms with their token."""

import re
from html import unescape

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """Wraps Flask's test client. `post` opens a page first and takes the token from its form."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()

    def get(self, url, **words):
        return self.client.get(url, **words)

    def token(self, url="/about"):
        found = TOKEN.search(self.client.get(url).get_data(as_text=True))
        assert found, f"no form with a token on {url}"
        return unescape(found.group(1))

    def post(self, url, data=None, *, form_at=None, **words):
        """Post as a form of ours would; `form_at` is the page that holds the form."""
        token = self.token(form_at or url)
        return self.client.post(url, data={"csrf_token": token, **(data or {})}, **words)

    def post_json(self, url, body, *, form_at):
        """Post JSON as our script would."""
        return self.client.post(url, json=body, headers={"X-CSRFToken": self.token(form_at)})

    def sign_in(self, email, password):
        answer = self.post("/sign-in", {"email": email, "password": password})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer

    def text(self, url):
        return self.client.get(url).get_data(as_text=True)
