"""The ledger is append-only, chained, and proves itself."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from pmo.access.models import Person
from pmo.access.services import open_office
from pmo.audit import guards
from pmo.audit.models import Chain, LedgerEntry, Payload
from pmo.audit.services import record
from pmo.audit.verification import verify, verify_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return Person.objects.create_user("owen@example.org", name="Owen Llewellyn")


@pytest.fixture
def office(person):
    made = open_office(administrator=person, slug="harbour-rail", name="Group Project Office", organisation="Harbour")
    for turn in range(5):
        record("office.changed", about=made, office=made, by=person, payload={"turn": turn})
    return made


def tamper(sql, *params):
    """Change a row behind the guards' back, as somebody with the database's password would."""
    guards.drop_all(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    guards.install_all(connection)


def test_entries_are_numbered_and_the_chain_holds(office):
    finding = verify(office.pk)

    assert finding.holds
    assert finding.entries == 7
    assert list(LedgerEntry.objects.filter(office=office.pk).values_list("number", flat=True)) == list(range(1, 8))


def test_offices_have_chains_of_their_own(office, person):
    open_office(administrator=person, slug="northfield", name="Office", organisation="Northfield")

    assert [finding.entries for finding in verify_all()] == [7, 2]


def test_an_event_that_nobody_registered_is_not_recorded(office, person):
    with pytest.raises(LookupError):
        record("office.burnt", about=office, office=office, by=person)


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_change_an_entry(office, deed):
    entries = LedgerEntry.objects.filter(office=office.pk, number=3)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entries.update(event="office.opened") if deed == "update" else entries._raw_delete(entries.db)

    assert verify(office.pk).holds


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "office.opened"),
        ("actor_id", 999),
        ("about_key", "other"),
        ("at", "2001-01-01 00:00:00"),
        ("payload_digest", "0" * 64),
        ("hash", "0" * 64),
        ("previous_hash", "1" * 64),
    ],
)
def test_a_changed_column_is_named_by_its_entry(office, column, value):
    tamper(f"UPDATE audit_ledgerentry SET {column} = %s WHERE office = %s AND number = 4", value, office.pk)

    finding = verify(office.pk)

    assert not finding.holds
    assert finding.broken_number == 4


def test_an_entry_taken_out_is_noticed(office):
    Payload.objects.filter(entry__office=office.pk, entry__number=4).delete()
    tamper("DELETE FROM audit_ledgerentry WHERE office = %s AND number = 4", office.pk)

    finding = verify(office.pk)

    assert (finding.broken_number, finding.reason) == (5, "entry 4 is missing")


def test_a_cut_off_end_is_noticed(office):
    Payload.objects.filter(entry__office=office.pk, entry__number=7).delete()
    tamper("DELETE FROM audit_ledgerentry WHERE office = %s AND number = 7", office.pk)

    assert verify(office.pk).broken_number == 7


def test_a_changed_payload_is_noticed(office):
    Payload.objects.filter(entry__office=office.pk, entry__number=5).update(content='{"turn":99}')

    assert verify(office.pk).broken_number == 5


def test_an_erased_payload_leaves_the_chain_whole(office):
    payload = Payload.objects.get(entry__office=office.pk, entry__number=5)

    payload.content, payload.erased_at, payload.erased_rule = None, payload.entry.at, "after ten years"
    payload.save()

    assert verify(office.pk).holds


def test_a_forgotten_head_is_noticed(office):
    Chain.objects.filter(office=office.pk).update(length=99)

    assert not verify(office.pk).holds


def test_the_command_says_that_all_hold(office):
    said = io.StringIO()

    call_command("verify_ledger", stdout=said)

    assert f"Office {office.pk}: 7 entries hold" in said.getvalue()


def test_the_command_names_the_first_broken_entry_and_fails(office):
    tamper("UPDATE audit_ledgerentry SET event = 'x' WHERE office = %s AND number IN (3, 5)", office.pk)
    said = io.StringIO()

    with pytest.raises(CommandError):
        call_command("verify_ledger", stdout=said)

    assert "entry 3 is broken: what it says is not what was recorded" in said.getvalue()


def test_every_guarded_table_has_its_triggers():
    with connection.cursor() as cursor:
        catalogue = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        cursor.execute(catalogue)
        there = {name for (name,) in cursor.fetchall()}

    assert {f"guard_{guard.table}_update" for guard in guards.registered()} <= there
