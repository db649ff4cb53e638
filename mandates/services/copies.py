"""Deeds on the distribution list: add a reader, take one off, send copies of the version in force."""

from datetime import timedelta

from django.db import transaction

from mandates import copy_mails
from mandates.locks import lock_mandate
from mandates.models import Mandate, MandateVersion, Reader, ReadingCopy
from mandates.rules.copies import Listed, may_add_reader, may_end_reader, may_keep_readers, may_send_copy
from mandates.selectors.copies import is_fresh, mark, waiting_readers
from mandates.selectors.versions import version_in_force
from mandates.services.drafting import start_mandate
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.audit.services import record

GOOD_FOR = timedelta(days=365)


@transaction.atomic
def add_reader(*, office_id: int, name: str, email: str, language: str, by: Person) -> Reader:
    """Put somebody on the distribution list; the very same one asked for again is the one that is there."""
    mandate = lock_mandate(office_id)
    office = Office.objects.get(pk=office_id)
    may_keep_readers(standing_of(by, office)).require()
    mandate = mandate or start_mandate(office, by)
    name, email = name.strip(), email.strip().lower()
    listed = Reader.objects.filter(mandate=mandate, ended_at__isnull=True)
    same = listed.filter(email=email).first()
    if same and (same.name, same.language, same.added_by_id) == (name, language, by.pk):
        return same
    may_add_reader(standing_of(by, office), name, email, language, Listed(listed.count(), same)).require()
    reader = Reader.objects.create(mandate=mandate, name=name, email=email, language=language, added_by=by)
    record("reader.added", about=reader, office=office, by=by, payload={"name": name, "email": email})
    return reader


@transaction.atomic
def end_reader(*, reader_id: int, by: Person) -> Reader:
    """Take somebody off the list: their links open nothing from now on."""
    reader = _locked(reader_id)
    office = reader.mandate.office
    may_end_reader(standing_of(by, office)).require()
    if reader.ended_at:
        return reader
    reader.ended_at, reader.ended_by = clock.now(), by
    reader.save(update_fields=["ended_at", "ended_by"])
    reader.copies.filter(revoked_at__isnull=True).update(revoked_at=reader.ended_at)
    payload = {"name": reader.name, "email": reader.email}
    record("reader.ended", about=reader, office=office, by=by, payload=payload)
    return reader


@transaction.atomic
def send_copy(*, reader_id: int, by: Person) -> ReadingCopy:
    """Mail a reader the link to the version in force; sent again after a while, the link before is worth nothing."""
    reader = _locked(reader_id)
    office = reader.mandate.office
    version = version_in_force(office)
    may_send_copy(standing_of(by, office), reader, version).require()
    assert version is not None
    copy = reader.copies.filter(version=version).first()
    if copy and is_fresh(copy):
        return copy
    copy = copy or ReadingCopy(reader=reader, version=version)
    copy.made_at = clock.now()
    copy.expires_at, copy.opened_at, copy.revoked_at = copy.made_at + GOOD_FOR, None, None
    copy.save()
    copy_mails.copy_sent(reader, version, copy, mark(copy))
    payload = {"version": version.key, "readers": 1, "to": reader.pk}
    record("copies.sent", about=version, office=office, by=by, payload=payload)
    return copy


@transaction.atomic
def send_copies(office_id: int) -> int:
    """Mail the version in force to all who were on the list when it came into force; return to how many."""
    if not waiting_readers(office_id).exists():
        return 0
    lock_mandate(office_id)
    version, readers = version_in_force(Office.objects.get(pk=office_id)), list(waiting_readers(office_id))
    if version is None or not readers:
        return 0
    for copy in ReadingCopy.objects.bulk_create(_copy_for(reader, version) for reader in readers):
        copy_mails.copy_sent(copy.reader, version, copy, mark(copy))
    payload = {"version": version.key, "readers": len(readers)}
    record("copies.sent", about=version, office=version.mandate.office, by=None, payload=payload)
    return len(readers)


def _copy_for(reader: Reader, version: MandateVersion) -> ReadingCopy:
    now = clock.now()
    return ReadingCopy(reader=reader, version=version, made_at=now, expires_at=now + GOOD_FOR)


def note_fetched(copy: ReadingCopy) -> None:
    """Note when a copy's page was fetched first, by a person or by what looks through their mail; no entry for it."""
    if copy.opened_at is None:
        ReadingCopy.objects.filter(pk=copy.pk, opened_at__isnull=True).update(opened_at=clock.now())


def _locked(reader_id: int) -> Reader:
    lock_mandate(Mandate.objects.values_list("office_id", flat=True).get(readers=reader_id))
    return Reader.objects.select_for_update(of=("self",)).select_related("mandate__office").get(pk=reader_id)
