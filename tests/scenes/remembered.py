"""Scenes that are played once: told again on an empty SQLite database, their rows are written as they were."""

import copy
import functools
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from pmo import clock
from pmo.access.models import Office, Person
from tests.scenes import snapshots

NOT_OF_A_SCENE = {"clock_shift", "django_content_type", "django_migrations", "sqlite_sequence"}
_known: dict[Hashable, tuple[list[tuple[str, str]], object]] = {}


def remembered(scene: Callable) -> Callable:
    """Play a scene by its services the first time; later, where nobody is there yet, put its rows and objects back.

    A scene is told anew for other arguments, and in another hour of the clock.
    """

    @functools.wraps(scene)
    def told(*told_with: Hashable, **by_name: Hashable) -> object:
        if not snapshots.possible() or Person.objects.exists() or Office.objects.exists():
            return scene(*told_with, **by_name)
        key = (scene, told_with, *by_name.items(), clock.now().replace(minute=0, second=0, microsecond=0))
        if key in _known:
            rows, made = _known[key]
            _write(rows)
        else:
            made = scene(*told_with, **by_name)
            _known[key] = list(_rows()), copy.deepcopy(made)
        return copy.deepcopy(made)

    return told


def _rows() -> Iterator[tuple[str, str]]:
    """Yield each table that has rows, with a statement that writes them as they are."""
    for table, *_rest in _asked("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if table in NOT_OF_A_SCENE:
            continue
        columns = [f'quote("{column}")' for _place, column, *_rest in _asked(f'PRAGMA table_info("{table}")')]
        if rows := _asked(f'SELECT {", ".join(columns)} FROM "{table}"'):
            values = ", ".join(f"({', '.join(row)})" for row in rows)
            yield table, f'INSERT OR REPLACE INTO "{table}" VALUES {values}'


def _write(rows: list[tuple[str, str]]) -> None:
    with transaction.atomic(), _no_guards([table for table, _statement in rows]):
        for _table, statement in rows:
            _asked(statement)


@contextmanager
def _no_guards(tables: list[str]) -> Iterator[None]:
    """Let rows be written into what stands for good: what watches over new rows of these tables steps aside."""
    named = ", ".join(f"'{table}'" for table in tables)
    watching = f"type = 'trigger' AND tbl_name IN ({named}) AND sql LIKE '% INSERT ON %'"
    guards = _asked(f"SELECT name, sql FROM sqlite_master WHERE {watching}")
    for name, _sql in guards:
        _asked(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in guards:
        _asked(sql)


def _asked(sql: str) -> list:
    """Ask SQLite itself: neither its types nor the count of a test's queries are touched."""
    connection.ensure_connection()
    return sqlite3.Connection.execute(connection.connection, sql).fetchall()
