"""The test database as a file: kept as it stands, and put in place again. SQLite only."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection


def possible() -> bool:
    """Say whether the test database is a file."""
    return connection.vendor == "sqlite"


def put_in_place(file: Path) -> None:
    """Let the test database be as a file."""
    connection.close()
    with closing(sqlite3.connect(file)) as source, closing(_present()) as target:
        source.backup(target)
    ContentType.objects.clear_cache()


def keep(file: Path) -> None:
    """Keep the test database as a file."""
    made = file.with_suffix(".part")
    with closing(_present()) as source, closing(sqlite3.connect(made)) as target:
        source.backup(target)
    shutil.move(made, file)


def _present() -> sqlite3.Connection:
    return sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=30)
