"""A database that does not fit this program is met with words, not with a fault."""

from course import create_app
from tests.conftest import _settings


def test_an_empty_database_says_what_to_do(tmp_path):
    client = create_app(_settings(tmp_path), pooled=False).test_client()
    page = client.get("/sign-in")
    assert page.status_code == 503
    assert "The database is empty" in page.get_data(as_text=True)
    assert client.get("/healthz").get_json() == {"ok": False, "database": "empty"}
