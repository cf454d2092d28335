"""Demo people exist on this machine only."""

from course.config import Settings
from course.permissions import Role


def _try(client, email, password):
    return client.post("/sign-in", {"email": email, "password": password}).status_code


def test_a_public_site_lets_no_demo_person_in(app, make_person, client):
    make_person("Tara Okafor", Role.TRAINEE, email="tara@demo.practicum.test")
    password = "quiet river under stone"
    kept: Settings = app.extensions["practicum.settings"]
    public = kept.model_copy(update={"public_base_url": "https://practicum.example.org"})
    app.extensions["practicum.settings"] = public
    try:
        assert _try(client, "tara@demo.practicum.test", password) != 303
    finally:
        app.extensions["practicum.settings"] = kept
    assert _try(client, "tara@demo.practicum.test", password) == 303
