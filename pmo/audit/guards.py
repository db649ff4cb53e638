"""Triggers by which the database itself refuses to change what must stand.

An app names its guarded tables in `AppConfig.ready()`. Guards are installed after every migration run, since a
migration that rebuilds a table on SQLite silently drops its triggers.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuse UPDATE (of `columns`, else of all) and DELETE on `table` in rows where `when` holds for OLD."""

    table: str
    sentence: str
    when: str = "1=1"
    columns: tuple[str, ...] = ()
    deletes: bool = field(default=True)

    @property
    def changed(self) -> str:
        """The SQL condition that a guarded column changes."""
        if not self.columns:
            return self.when
        differ = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in self.columns)
        return f"({self.when}) AND ({differ})"


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


def after_migrate(using: str, **_kwargs: Any) -> None:  # noqa: ANN401 - a signal's arguments
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
                for deed in ("update", "delete", "truncate"):
                    on = f' ON "{each.table}"' if connection.vendor == "postgresql" else ""
                    cursor.execute(f'DROP TRIGGER IF EXISTS "guard_{each.table}_{deed}"{on}')


def _sqlite(each: Guard) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{each.sentence}'); END"
    changed = each.changed.replace("IS DISTINCT FROM", "IS NOT")
    made = [f'CREATE TRIGGER "guard_{each.table}_update" BEFORE UPDATE ON "{each.table}" WHEN {changed} {refuse}']
    if each.deletes:
        made.append(
            f'CREATE TRIGGER "guard_{each.table}_delete" BEFORE DELETE ON "{each.table}" WHEN {each.when} {refuse}'
        )
    return made


def _postgresql(each: Guard) -> list[str]:
    name = f"guard_{each.table}"
    body = f"BEGIN RAISE EXCEPTION '{each.sentence}' USING ERRCODE = 'restrict_violation'; END"
    function = f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$'
    row = f'FOR EACH ROW WHEN (%s) EXECUTE FUNCTION "{name}"()'
    made = [
        function,
        f'CREATE TRIGGER "{name}_update" BEFORE UPDATE ON "{each.table}" {row}'.replace("%s", each.changed),
    ]
    if each.deletes:
        made.append(f'CREATE TRIGGER "{name}_delete" BEFORE DELETE ON "{each.table}" {row}'.replace("%s", each.when))
        made.append(f'CREATE TRIGGER "{name}_truncate" BEFORE TRUNCATE ON "{each.table}" EXECUTE FUNCTION "{name}"()')
    return made
