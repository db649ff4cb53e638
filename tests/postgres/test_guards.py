"""The database itself refuses to change what must stand, and steps aside only to empty a test's tables."""

import pytest
from django.db import connection

from pmo.audit import guards

pytestmark = pytest.mark.postgres


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_guard_stands_on_a_migrated_database():
    names = {f"guard_{guard.table}_update" for guard in guards.registered()}

    assert names
    assert names <= triggers()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_guards_stand_again_after_tables_were_emptied(time):
    assert {f"guard_{guard.table}_update" for guard in guards.registered()} <= triggers()
