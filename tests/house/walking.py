"""The files of the house, and their syntax trees."""

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_NOT_OURS = {".venv", ".git", "instance", "__pycache__", "node_modules"}
_TEXT = {
    ".py", ".pyi", ".html", ".css", ".js", ".md", ".yaml", ".yml", ".toml", ".txt", ".in", ".sh",
    ".json", ".svg", ".cfg", ".ini", "",
}  # fmt: skip


def python_files(*folders):
    """Return our Python files under the folders, without migrations: Alembic writes those."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "versions" not in path.parts]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def text_files():
    """Return every text file that belongs to the project: hidden caches and the like do not."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and path.suffix in _TEXT and _is_ours(path.relative_to(ROOT))
    ]


def _is_ours(path):
    hidden = any(part.startswith(".") and part != ".ci" for part in path.parts)
    return not hidden and not _NOT_OURS.intersection(path.parts)


def name(path):
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path):
    """Yield every call of a file with the name of what is called, such as `dt.datetime.now`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def imports(path):
    """Yield the full name of every module that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
