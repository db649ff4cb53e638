"""Reads of the distribution list and of reading copies. A copy's address is an HMAC of its row: no token is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import MandateVersion, Reader, ReadingCopy
from mandates.rules.copies import may_keep_readers
from mandates.selectors.documents import Document, bare_document_of
from mandates.selectors.versions import version_in_force
from mandates.states import VersionState
from pmo import clock
from pmo.access.links import TOKEN, is_sealed, sealed, site
from pmo.access.models import Office
from pmo.access.standing import Standing
from pmo.ui.words import Word, outside, settled, waiting

USE = "copy"
PATIENCE = timedelta(minutes=10)
MARK = re.compile(r"\{copy:(\d{1,18})\}")


def mark(copy: ReadingCopy) -> str:
    """Return what stands for the address of a copy in a mail that is kept."""
    return f"{{copy:{copy.pk}}}"


def address_of(copy: ReadingCopy) -> str:
    """Return the whole address of a copy, with reader and version loaded."""
    return site() + reverse("reading_copy", kwargs={"token": f"{copy.pk}-{sealed(USE, _said(copy))}"})


def find_copy(token: str) -> ReadingCopy | None:
    """Return the copy of a genuine token, ended ones too; None for all that we did not write."""
    found = TOKEN.fullmatch(token)
    copy = _copies().filter(pk=found[1]).first() if found else None
    return copy if copy and found and is_sealed(USE, _said(copy), found[2]) else None


def with_ways_in(text: str, address: str) -> str:
    """Put the addresses of copies in the place of their marks, in a mail to their own reader."""
    numbers = {int(number) for number in MARK.findall(text)}
    if not numbers:
        return text
    own = {copy.pk: copy for copy in _copies().filter(pk__in=numbers, reader__email=address)}
    return MARK.sub(lambda found: address_of(own[int(found[1])]) if int(found[1]) in own else found[0], text)


def leads_nowhere(text: str, address: str) -> bool:
    """Say whether a mail to a reader carries the way to a copy that was ended or has expired since it was written."""
    numbers = {int(number) for number in MARK.findall(text)}
    if not numbers:
        return False
    own = _copies().filter(pk__in=numbers, reader__email=address)
    return own.filter(Q(revoked_at__isnull=False) | Q(expires_at__lte=clock.now())).exists()


def _copies() -> QuerySet[ReadingCopy]:
    return ReadingCopy.objects.select_related("reader", "version__mandate__office")


def _said(copy: ReadingCopy) -> Mapping[str, Any]:
    return {
        "id": copy.pk,
        "reader": copy.reader_id,
        "email": copy.reader.email,
        "version": copy.version_id,
        "digest": copy.version.digest,
        "made": _instant(copy.made_at),
        "expires": _instant(copy.expires_at),
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class CopyPage:
    """One version as somebody outside reads it, and what is in force by now."""

    copy: ReadingCopy
    office: Office
    document: Document
    in_force: MandateVersion | None

    @property
    def is_in_force(self) -> bool:
        return self.copy.version.state == VersionState.IN_FORCE


def copy_page(copy: ReadingCopy) -> CopyPage:
    """Return the page of a copy; a constant number of queries."""
    office = copy.version.mandate.office
    return CopyPage(copy, office, bare_document_of(copy.version), version_in_force(office))


def readers_of(office: Office) -> QuerySet[Reader]:
    """Return who is or was on the distribution list of the current mandate, by name; those on it first."""
    listed = Reader.objects.filter(mandate__office=office, mandate__current=True)
    return listed.select_related("added_by", "ended_by", "mandate__office").order_by("ended_at", "name", "pk")


@dataclass(frozen=True)
class ReaderRow:
    """Somebody on the list, and their copy of the version in force."""

    reader: Reader
    copy: ReadingCopy | None

    @property
    def word(self) -> Word:
        """Where it stands; that a page was fetched is no proof that somebody read it."""
        if self.reader.ended_at:
            return outside(_("Off the list"))
        if self.copy is None:
            return waiting(_("Not sent"))
        return settled(_("Page fetched")) if self.copy.opened_at else waiting(_("Sent, not fetched yet"))


@dataclass(frozen=True)
class ReadersPage:
    """The distribution list."""

    rows: tuple[ReaderRow, ...]
    version: MandateVersion | None
    may_keep: bool

    @property
    def open(self) -> int:
        return sum(row.reader.ended_at is None for row in self.rows)

    @property
    def fetched(self) -> int:
        return sum(bool(row.copy and row.copy.opened_at and not row.reader.ended_at) for row in self.rows)


def readers_page(standing: Standing) -> ReadersPage:
    """Return the distribution list with the copies of the version in force; a constant number of queries."""
    version = version_in_force(standing.office)
    copies = Prefetch("copies", ReadingCopy.objects.filter(version=version), to_attr="present")
    found = list(readers_of(standing.office).prefetch_related(copies))
    rows = [ReaderRow(each, next(iter(each.present), None)) for each in found]
    rows = sorted(rows, key=lambda row: row.reader.ended_at is not None)
    return ReadersPage(tuple(rows), version, bool(may_keep_readers(standing)))


def waiting_readers(office_id: int) -> QuerySet[Reader]:
    """Return who was on the list when the version in force came into force, and has no copy of it yet."""
    in_force = MandateVersion.objects.filter(mandate=OuterRef("mandate"), state=VersionState.IN_FORCE)
    listed = Reader.objects.filter(mandate__office=office_id, mandate__current=True, ended_at__isnull=True)
    listed = listed.annotate(
        present=Subquery(in_force.values("pk")[:1]), present_since=Subquery(in_force.values("in_force_at")[:1])
    )
    sent = ReadingCopy.objects.filter(reader=OuterRef("pk"), version=OuterRef("present"))
    listed = listed.filter(~Exists(sent), added_at__lte=F("present_since"))
    return listed.select_related("added_by", "mandate__office").order_by("pk")


def is_fresh(copy: ReadingCopy) -> bool:
    """Say whether a copy left within the last minutes: a second click sends no second mail."""
    return clock.now() - copy.made_at < PATIENCE
