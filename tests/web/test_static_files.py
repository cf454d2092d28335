"""A script's modules are imported under the names that they are served under."""

import re

from course.web import static_files

IMPORT = re.compile(r'from "(\./[^"]+)"')


def _served(client, app, name):
    with app.test_request_context():
        url = app.jinja_env.globals["static"](name)
    return client.get(url).get_data(as_text=True)


def test_every_import_of_a_script_leads_to_a_file_that_is_served(client, app):
    modules = IMPORT.findall(_served(client, app, "attempt.js"))
    assert len(modules) > 3
    for module in modules:
        assert re.search(r"\.[0-9a-f]{12}\.js$", module)
        answer = client.get(f"/static/{module.removeprefix('./')}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"].endswith("immutable")


def test_a_changed_module_changes_the_name_of_whoever_imports_it(tmp_path):
    names = []
    for words in ("one", "two"):
        folder = tmp_path / words
        (folder / "deep").mkdir(parents=True)
        (folder / "main.js").write_text('import { a } from "./deep/middle.js";\n')
        (folder / "deep/middle.js").write_text('export { a } from "./leaf.js";\n')
        (folder / "deep/leaf.js").write_text(f'export const a = "{words}";\n')
        names.append(static_files._body(folder / "main.js"))
    assert names[0] != names[1]
    assert all(re.search(rb"\./deep/middle\.[0-9a-f]{12}\.js", one) for one in names)


def test_a_style_sheet_is_served_without_what_only_people_read():
    body = static_files._body(static_files.FOLDER / "practicum.css")
    assert b"/*" not in body
    assert b"\n " not in body
    assert body.count(b"{") == body.count(b"}") > 200
