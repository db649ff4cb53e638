"""The files of the demonstration, read."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


def raw(name: str) -> bytes:
    """Return a file as it is."""
    return (FOLDER / name).read_bytes()


@cache
def tree(name: str) -> dict[str, Any]:
    """Return a JSON file."""
    return json.loads(raw(name))


@cache
def table(name: str) -> list[dict[str, str]]:
    """Return a CSV file's rows."""
    return list(csv.DictReader(raw(name).decode().splitlines()))
