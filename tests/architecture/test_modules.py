"""The plan of the house: directions, sizes, names, and nothing that dodges them."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, nodes, places, python_files, text, tracked

LONGEST = {".py": 300, ".js": 300, ".css": 300, ".html": 120}
MEASURED = ("pmo/", "executives/", "mandates/", "businessplans/", "templates/", "static/", "tests/", "tools/")
OUTPUT = re.compile(
    r"(^|/)(node_modules|vendor|dist|\.venv|__pycache__|htmlcov|var)/|\.min\.(js|css)$|\.(woff2?|ttf|sqlite3|pyc|map)$"
)
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common"}


def test_imports_keep_to_their_directions():
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )

    assert done.returncode == 0, done.stdout


def test_nothing_is_imported_inside_a_function():
    found = [
        place
        for name in python_files(*PACKAGES, "tools")
        for node in nodes(name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for place in places(
            name, [inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
        )
    ]

    assert found == []


def test_no_file_is_too_long_to_read():
    found = {
        name: lines
        for name in tracked()
        if name.startswith(MEASURED) and "/migrations/" not in name and "/data/" not in name
        if (lines := len(text(name).splitlines()) if Path(name).suffix in LONGEST else 0)
        > LONGEST.get(Path(name).suffix, 0)
    }

    assert found == {}


def test_no_module_is_a_drawer_for_anything():
    assert [name for name in python_files(*PACKAGES, "tools", "tests") if Path(name).stem in VAGUE] == []


def test_git_holds_no_build_output_and_no_code_of_others():
    assert [name for name in tracked() if OUTPUT.search(name)] == []


def test_nobody_but_the_components_marks_text_as_safe():
    found = [
        name
        for name in python_files(*PACKAGES)
        # One hands on what a template has escaped, one draws thousands of places and escapes their words itself,
        # one hands on what the sanitiser has let through.
        if name not in {f"pmo/ui/templatetags/{each}.py" for each in ("ui", "heat", "prose")}
        if re.search(r"\bmark_safe\b|\bSafeString\(", text(name))
    ]

    assert found == []


def test_no_lock_file_names_a_host():
    locks = (
        "requirements.txt",
        "requirements-dev.txt",
        "package-lock.json",
        "tools/locks/uv.txt",
        "tools/locks/node.txt",
    )
    hosts = re.compile(r'--(extra-)?index-url|--find-links|"resolved":|@ (https?|file):')

    assert [name for name in locks if hosts.search(text(name))] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_its_hashes(name):
    packages = re.findall(r"^(\S+==\S+).*(?:\n.*--hash=sha256:.*)*", text(name), re.MULTILINE)
    hashed = re.findall(r"^(\S+==\S+).*\\\n\s+--hash=sha256:", text(name), re.MULTILINE)

    assert packages
    assert packages == hashed


def test_git_is_here_to_ask():
    assert shutil.which("git")
