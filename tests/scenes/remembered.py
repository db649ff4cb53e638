"""Scenes that are played once: told again where the database stands as it stood then, their rows are written.

A place is what has been told since the database was empty: a name for all that it holds. It holds good while nobody
else has written, which SQLite's own counters say, and while nothing of it was undone, which the ledger says.
"""

import copy
import functools
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from pmo import clock
from pmo.clock.reading import machine_time
from tests.scenes import snapshots

NOT_OF_A_SCENE = {"clock_shift", "django_content_type", "django_migrations", "sqlite_sequence"}
IS_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM access_person) AND NOT EXISTS (SELECT 1 FROM access_office)"
LAST_ENTRY = "SELECT max(id) FROM audit_ledgerentry"

Place = Hashable
EMPTY: Place = ()


class Told(NamedTuple):
    """What a scene has written, a statement a table, and what it returned."""

    rows: dict[str, str]
    made: Any


class Standing(NamedTuple):
    """The place where the database stands, while its counters say the same."""

    place: Place
    counters: tuple[Any, ...]


@dataclass
class Memory:
    """All that was told in this process, where the database stands, and whether a scene is being played just now."""

    known: dict[Place, Told] = field(default_factory=dict)
    standing: Standing | None = None
    is_playing: bool = False


memory = Memory()


def remembered(scene: Callable) -> Callable:
    """Play a scene by its services the first time; later, where all stands as it did, put its rows and objects back.

    A scene is told anew for other arguments, and at another time.
    """

    @functools.wraps(scene)
    def told(*told_with: Any, **by_name: Any) -> Any:
        before = None if memory.is_playing or not snapshots.possible() else _place()
        if before is None:
            return scene(*told_with, **by_name)
        place = (before, scene, told_with, *by_name.items(), _time())
        if not _is_hashable(place):
            return scene(*told_with, **by_name)
        made = _told_again(place) if place in memory.known else _played(place, lambda: scene(*told_with, **by_name))
        memory.standing = Standing(place, _counters()) if place in memory.known else None
        return made

    return told


def _time() -> datetime:
    """Return the hour, or where a test has set the clock, the minute."""
    now = clock.now()
    is_set = abs(now - machine_time()) > timedelta(seconds=1)
    return now.replace(second=0, microsecond=0) if is_set else now.replace(minute=0, second=0, microsecond=0)


def _place() -> Place | None:
    """Return the place where the database stands; None where nobody can say."""
    if _asked(IS_EMPTY)[0][0]:
        return EMPTY
    standing = memory.standing
    return standing.place if standing and standing.counters == _counters() else None


def _counters() -> tuple[Any, ...]:
    """Return what changes with every row: written here, written by others, or undone."""
    connection.ensure_connection()
    made = connection.connection
    return id(made), made.total_changes, *_asked("PRAGMA data_version"), *_asked(LAST_ENTRY)


def _played(place: Place, play: Callable[[], Any]) -> Any:
    before = _rows()
    memory.is_playing = True
    try:
        made = play()
    finally:
        memory.is_playing = False
    after = _rows()
    if all(before[table].keys() <= after[table].keys() for table in before):
        memory.known[place] = Told(dict(_written(before, after)), copy.deepcopy(made))
    return made


def _told_again(place: Place) -> Any:
    rows, made = memory.known[place]
    with transaction.atomic(), _no_guards(rows):
        for statement in rows.values():
            _asked(statement)
    return copy.deepcopy(made)


def _rows() -> dict[str, dict[int, str]]:
    """Return the rows of every table by their number, each as SQL writes it."""
    return {table: dict(_asked(asked)) for table, asked in _readings()}


@functools.cache
def _readings() -> list[tuple[str, str]]:
    tables = [name for (name,) in _asked("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [(table, _reading(table)) for table in tables if table not in NOT_OF_A_SCENE]


def _reading(table: str) -> str:
    columns = [f'quote("{column}")' for _place, column, *_rest in _asked(f'PRAGMA table_info("{table}")')]
    return f"""SELECT rowid, {" || ', ' || ".join(columns)} FROM "{table}\""""


def _written(before: dict[str, dict[int, str]], after: dict[str, dict[int, str]]) -> Iterator[tuple[str, str]]:
    for table, rows in after.items():
        if new := [f"({row})" for number, row in rows.items() if before[table].get(number) != row]:
            yield table, f'INSERT OR REPLACE INTO "{table}" VALUES {", ".join(new)}'


@contextmanager
def _no_guards(tables: Iterable[str]) -> Iterator[None]:
    """Let rows be written into what stands for good: what watches over rows put into these tables steps aside."""
    named = ", ".join(f"'{table}'" for table in tables)
    watching = f"type = 'trigger' AND tbl_name IN ({named}) AND (sql LIKE '% INSERT ON %' OR sql LIKE '% DELETE ON %')"
    guards = _asked(f"SELECT name, sql FROM sqlite_master WHERE {watching}")
    for name, _sql in guards:
        _asked(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in guards:
        _asked(sql)


def _is_hashable(place: Place) -> bool:
    try:
        hash(place)
    except TypeError:
        return False
    return True


def _asked(sql: str) -> list:
    """Ask SQLite itself: neither its types nor the count of a test's queries are touched."""
    connection.ensure_connection()
    return sqlite3.Connection.execute(connection.connection, sql).fetchall()
