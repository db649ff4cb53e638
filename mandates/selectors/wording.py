"""An editorial amendment while it is open to objections: what it changes, and for which seats one may object."""

from __future__ import annotations

from dataclasses import dataclass

from executives.models import Seat
from executives.selectors.seats import seats_of
from executives.states import DecisionRole
from mandates.models import MandateVersion, NoticeObjection
from mandates.selectors.comparisons import Entry, compared
from mandates.selectors.versions import version_in_force, versions_of
from mandates.states import VersionState
from pmo.access.models import Office
from pmo.access.standing import Standing


@dataclass(frozen=True)
class Reworded:
    """A statement with the words that it gets."""

    key: str
    text: str


def reworded_in(version: MandateVersion) -> list[Reworded]:
    """Return the statements that say something in other words than in the version in force, in their order."""
    base = version_in_force(version.mandate.office)
    if base is None:
        return []
    before = dict(base.statements.values_list("line_id", "text"))
    rows = version.statements.select_related("line").order_by("line__kind", "order")
    return [Reworded(each.key, each.text) for each in rows if before.get(each.line_id) != each.text]


def version_on_notice(office: Office) -> MandateVersion | None:
    """Return the version that is open to objections, or None."""
    return versions_of(office).filter(state=VersionState.ON_NOTICE).first()


@dataclass(frozen=True)
class ObjectionPage:
    """What a person reads who may object: what changes, until when, for which of their seats.

    Who signs it is left out: that follows from the class and is no change of the mandate.
    """

    version: MandateVersion
    base: MandateVersion | None
    changes: tuple[Entry, ...]
    names: tuple[str, str]
    seats: tuple[Seat, ...]
    objections: tuple[NoticeObjection, ...]


def objection_page(standing: Standing) -> ObjectionPage | None:
    """Return the page of the version that is open to objections, or of the last one that an objection ended."""
    version = version_on_notice(standing.office) or _ended_last(standing.office)
    if version is None:
        return None
    base = version_in_force(standing.office)
    seats = [seat for seat in asked_seats(standing.office) if seat.pk in standing.seat_ids]
    said = version.notice_objections.select_related("seat", "person")
    changes = [each for each in compared(base, version).changed if not each.is_signing] if base else []
    names = (base.key if base else "", version.key)
    return ObjectionPage(version, base, tuple(changes), names, tuple(seats), tuple(said))


def asked_seats(office: Office) -> list[Seat]:
    """Return the seats that are asked: all but those that are merely informed."""
    return [seat for seat in seats_of(office) if seat.decision_role != DecisionRole.INFORMED]


def _ended_last(office: Office) -> MandateVersion | None:
    """Return the newest version of the mandate where an objection has ended the window, and nothing came since."""
    newest = versions_of(office).exclude(digest="").order_by("pk").last()
    return newest if newest and newest.notice_objections.exists() else None
