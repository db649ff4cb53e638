"""Setting the demonstration back: built aside and swapped in whole, so nobody sees half of it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from pmo.access.models import Person
from pmo.audit import guards
from pmo.desk.demonstration.stages import Stage, build


def reset(stage: Stage) -> None:
    """Replace all data by the demonstration at a stage."""
    (settings.VAR_DIR / "broker").mkdir(parents=True, exist_ok=True)  # where the embedded broker keeps its messages
    if connection.vendor == "sqlite" and Path(str(connection.settings_dict["NAME"])).exists():
        _swap_in(stage)
    else:
        _rebuild_in_place(stage)


def _swap_in(stage: Stage) -> None:
    """Build a database beside the present one and copy it over in one transaction of SQLite's own.

    What was migrated a moment ago and holds nobody is not migrated a second time: that is half of a first start.
    """
    present, is_new = str(connection.settings_dict["NAME"]), not Person.objects.exists()
    connection.close()
    with TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        made = str(Path(folder) / "demonstration.sqlite3")
        if is_new:
            _copy(present, made)
        else:
            _manage("migrate", "--verbosity=0", database=made)
        _manage("demo", f"--stage={stage}", "--here", database=made)
        _copy(made, present)


def _manage(*command: str, database: str) -> None:
    surroundings = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=surroundings, check=True)


def _copy(one: str, other: str) -> None:
    with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other, timeout=60)) as target:
        source.backup(target)


def _rebuild_in_place(stage: Stage) -> None:
    """Empty the database and build the stage in one transaction."""
    with transaction.atomic():
        guards.drop_all(connection)
        call_command("flush", interactive=False, verbosity=0)
        guards.install_all(connection)
        build(stage)
