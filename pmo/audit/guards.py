"""Triggers by which the database itself refuses to change what must stand.

An app names its guarded tables in `AppConfig.ready()`. Guards are taken away before every migration run and installed
after it: a migration that rebuilds a table on SQLite silently drops its triggers, and fails on those that ask it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuse UPDATE (of `columns`, else of all) and DELETE on `table` in rows where `when` holds for OLD.

    With `joins`, rows of a frozen whole: INSERT is refused too, and UPDATE also where `when` holds for NEW. `when` may
    ask other tables, `(SELECT …)`; it names the row OLD. `inserts` refuses INSERT alone, naming the row NEW; `updates`
    refuses UPDATE on top of all that, naming both.
    """

    table: str
    sentence: str
    when: str = "1=1"
    columns: tuple[str, ...] = ()
    deletes: bool = field(default=True)
    joins: bool = field(default=False)
    inserts: str = ""
    updates: str = ""

    @property
    def joined(self) -> str:
        """The SQL condition under which a row that is written belongs to what stands."""
        return self.when.replace("OLD.", "NEW.")

    @property
    def changed(self) -> str:
        """The SQL condition that a guarded column changes."""
        touched = f"({self.when}) OR ({self.joined})" if self.joins else self.when
        if not self.columns:
            return touched
        frozen = f"({touched}) AND ({differs('id', *self.columns)})"
        return f"({frozen}) OR ({self.updates})" if self.updates else frozen


def differs(*columns: str) -> str:
    """Return the SQL condition that at least one of the columns changes."""
    return " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in columns)


def first_instant_of(day: str) -> str:
    """Return the SQL of the instant before which a day has begun nowhere on earth: its midnight at UTC+14."""
    return f"FIRST_INSTANT_OF({day})"


def begun_everywhere(day: str) -> str:
    """Return the SQL of the instant from which on a day has begun everywhere: its midnight at UTC-12."""
    return f"BEGUN_EVERYWHERE({day})"


SPELT_ON_SQLITE = {
    r"IS DISTINCT FROM": "IS NOT",
    r"FIRST_INSTANT_OF\(([^()]+)\)": r"datetime(\1, '-14 hours')",
    r"BEGUN_EVERYWHERE\(([^()]+)\)": r"datetime(\1, '+12 hours')",
}
SPELT_ON_POSTGRESQL = {
    r"FIRST_INSTANT_OF\(([^()]+)\)": r"(\1::timestamp AT TIME ZONE 'UTC' - interval '14 hours')",
    r"BEGUN_EVERYWHERE\(([^()]+)\)": r"(\1::timestamp AT TIME ZONE 'UTC' + interval '12 hours')",
}


def _spelt(condition: str, words: dict[str, str]) -> str:
    for word, its_own in words.items():
        condition = re.sub(word, its_own, condition)
    return condition


_guards: dict[str, Guard] = {}


def append_only(table: str) -> None:
    """Guard a table whose rows are never changed nor deleted."""
    guard(Guard(table, f"{table} is append-only"))


def guard(new: Guard) -> None:
    """Add a guard; one a table."""
    _guards[new.table] = new


def registered() -> list[Guard]:
    """Return all guards in order of their table."""
    return [_guards[table] for table in sorted(_guards)]


def before_migrate(using: str, **_kwargs: Any) -> None:
    """Take the guards away: SQLite rebuilds no table that another table's trigger asks."""
    drop_all(connections[using])


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Install all guards again."""
    install_all(connections[using])


def install_all(connection: BaseDatabaseWrapper) -> None:
    """Install every guard whose table exists, replacing what is there."""
    tables = set(connection.introspection.table_names())
    drop_all(connection)
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for each in registered():
            if each.table in tables:
                for statement in make(each):
                    cursor.execute(statement)


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Remove every guard; for tests that empty tables, and for resetting the demonstration."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for each in registered():
            if each.table in tables:
                for deed in ("insert", "update", "delete", "truncate"):
                    on = f' ON "{each.table}"' if connection.vendor == "postgresql" else ""
                    cursor.execute(f'DROP TRIGGER IF EXISTS "guard_{each.table}_{deed}"{on}')


def _conditions(each: Guard) -> dict[str, str]:
    """Return what a guard refuses: the deed on a row, and the SQL condition under which."""
    conditions = {"update": each.changed}
    if each.deletes:
        conditions["delete"] = each.when
    if each.joins or each.inserts:
        conditions["insert"] = each.inserts or each.joined
    return conditions


def _sqlite(each: Guard) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{each.sentence}'); END"
    return [
        f'CREATE TRIGGER "guard_{each.table}_{deed}" BEFORE {deed.upper()} ON "{each.table}" '
        f"WHEN {_spelt(condition, SPELT_ON_SQLITE)} {refuse}"
        for deed, condition in _conditions(each).items()
    ]


def _postgresql(each: Guard) -> list[str]:
    """Return a function and a trigger a deed: the condition stands in the body, where it may ask other tables."""
    made = []
    for deed, condition in _conditions(each).items():
        row = "OLD" if deed == "delete" else "NEW"
        made += [
            _function(
                each, deed, f"IF {_spelt(condition, SPELT_ON_POSTGRESQL)} THEN {_raise(each)} END IF; RETURN {row};"
            ),
            _trigger(each, deed, "FOR EACH ROW"),
        ]
    if each.deletes:
        made += [_function(each, "truncate", _raise(each)), _trigger(each, "truncate", "FOR EACH STATEMENT")]
    return made


def _raise(each: Guard) -> str:
    return f"RAISE EXCEPTION '{each.sentence}' USING ERRCODE = 'restrict_violation';"


def _function(each: Guard, deed: str, body: str) -> str:
    name = f'"guard_{each.table}_{deed}"'
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _trigger(each: Guard, deed: str, times: str) -> str:
    name = f'"guard_{each.table}_{deed}"'
    return f'CREATE TRIGGER {name} BEFORE {deed.upper()} ON "{each.table}" {times} EXECUTE FUNCTION {name}()'
