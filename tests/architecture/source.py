"""The tree as git sees it: what the tests of the house read."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("pmo", "executives", "mandates", "businessplans")


@cache
def tracked() -> tuple[str, ...]:
    """Return the names of all files that git tracks or would track."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(name for name in sorted(set(names)) if (ROOT / name).is_file())


def python_files(*folders: str) -> list[str]:
    """Return the Python files under the folders, migrations left out."""
    return [
        name
        for name in tracked()
        if name.endswith(".py") and name.split("/")[0] in folders and "/migrations/" not in name
    ]


def templates() -> list[str]:
    """Return all templates."""
    return [name for name in tracked() if "templates/" in name and name.endswith((".html", ".txt"))]


def text(name: str) -> str:
    """Return what stands in a file."""
    return (ROOT / name).read_text()


def nodes(name: str) -> Iterator[ast.AST]:
    """Return every node of a Python file."""
    return ast.walk(ast.parse(text(name), name))


def places(name: str, found: list[int]) -> list[str]:
    """Return the places in a file as people name them."""
    return [f"{name}:{line}" for line in found]
