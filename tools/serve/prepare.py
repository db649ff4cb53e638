"""Make the database, the demonstration and the static files ready; what is up to date is left alone."""

import hashlib
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from pmo.environment import load


def main() -> None:
    """Prepare everything, then print who can sign in."""
    load()
    try:
        django.setup()
        migrate()
    except (ImproperlyConfigured, DatabaseError) as error:
        sys.exit(f"PMO Mandate cannot start. {error}")
    collect_static_files()
    if settings.CLOCK_CAN_SHIFT and "demo" in get_commands():
        call_command("demo", if_empty=True, stdout=sys.stderr)
        call_command("demo", sign_ins=True)


def migrate() -> None:
    """Bring the database to the present shape."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database", file=sys.stderr, flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Collect the static files when one of them changed."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    present = fingerprint()
    if not stamp.exists() or stamp.read_text() != present:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(present)


def fingerprint() -> str:
    """Return a digest of names, sizes and times of all static files, and of how they are stored."""
    found = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            found.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


if __name__ == "__main__":
    main()
