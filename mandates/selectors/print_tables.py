"""The tables of a printed mandate: benefits from where to where, who signed and how, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mandates.models import Condition, MandateVersion, Signature
from mandates.selectors.documents import Document, Notes
from mandates.selectors.left_out import LeftOut
from mandates.selectors.people import SeatRow
from mandates.selectors.same_words import RestsOn
from mandates.selectors.signing_then import signatures_then
from mandates.then import Then
from pmo.ui import figures, prose
from pmo.ui.dates import in_words

Data = dict[str, Any]
METHODS = {
    "password": lambda: _("password"),
    "code": lambda: _("mailed code"),
    "passkey": lambda: _("passkey"),
    "authenticator": lambda: _("authenticator app"),
    "paper": lambda: _("on paper"),
}
NOTHING = "–"
LONG = 900
"""A line of more letters may be parted by the end of a page."""


def column(label: str, *, wide: bool = False, end: bool = False) -> Data:
    """Return the head of a column: `wide` ones share the room, figures stand at the `end`."""
    return {"label": label, "wide": wide, "end": end}


def benefit_table(lines: Iterable[Notes]) -> Data:
    """Return the benefits from their baseline to their target."""
    columns = [
        column(_("Benefit"), wide=True),
        column(_("From"), end=True),
        column(_("To"), end=True),
        column(_("Unit")),
        column(_("By")),
        column(_("Owner")),
    ]
    return {"columns": columns, "rows": [_benefit(line) for line in lines]}


def _benefit(line: Notes) -> list[str]:
    benefit = line.statement.benefit
    return [
        f"{line.key} {prose.plain_words(line.text)}",
        figures.plain(benefit.baseline) or NOTHING,
        figures.plain(benefit.target) or NOTHING,
        benefit.unit,
        _day(benefit.target_date) or NOTHING,
        benefit.owner.title if benefit.owner else NOTHING,
    ]


def signature_table(version: MandateVersion, document: Document) -> Data:
    """Return the seats with who signed, when, how it was proved, and what was said; then the signatures it rests on."""
    signed = {each.seat_id: each for each in _signatures(version, document.then)} if version.is_frozen else {}
    rows = [_seat(row, signed.get(row.seat_id)) for row in document.seats]
    rows += [_earlier(under, each) for under in document.rests_on for each in under.signatures]
    columns = [column(_("Seat"), wide=True), column(_("Held by")), column(_("Signature"), wide=True)]
    if any(row[-1] for row in rows):
        return {"columns": [*columns, column(_("What was said with it"), wide=True)], "rows": rows}
    return {"columns": columns, "rows": [row[:-1] for row in rows]}


def _signatures(version: MandateVersion, then: Then | None) -> Iterable[Signature]:
    """Return the signatures that count, or counted then, with all that is said about them."""
    if then:
        return [each for each in signatures_then(version, then) if not each.revoked_at]
    given = version.signatures.filter(revoked_at__isnull=True)
    return given.select_related("seat", "person", "delegation__by", "condition__owner")


def _seat(row: SeatRow, signed: Signature | None) -> list[str]:
    if signed is None:
        return [row.title, row.holder, str(row.word.label), ""]
    how = METHODS[signed.method]() if signed.method in METHODS else signed.method
    when = in_words(signed.at, today=date.min, style="exact")
    return [row.title, _who(signed), f"{signed.word.label}, {when}, {how}", " ".join(_said(signed))]


def _earlier(under: RestsOn, signed: Signature) -> list[str]:
    """Return a signature under a version before, on which a light amendment rests."""
    names = {"number": under.version.key, "when": in_words(signed.at, today=date.min, style="exact")}
    return [signed.seat.title, _who(signed), _("Signed version %(number)s, %(when)s") % names, ""]


def _who(signed: Signature) -> str:
    if signed.delegation is None:
        return signed.person.name
    names = {"delegate": signed.person.name, "holder": signed.delegation.by.name}
    return _("%(delegate)s for %(holder)s") % names


def _said(signed: Signature) -> Iterator[str]:
    if signed.reservation:
        yield _("Reservation: %(words)s") % {"words": signed.reservation}
    condition: Condition | None = getattr(signed, "condition", None)
    if condition:
        names = {"words": condition.text, "owner": condition.owner.title, "day": _day(condition.due)}
        yield _("Condition: %(words)s (%(owner)s, until %(day)s).") % names
        yield f"{condition.word.label}."


def left_out_lines(those: Iterable[LeftOut]) -> Iterator[Data]:
    """Yield the requirements that are not in the version, each with the reason that its executive reads."""
    for each in those:
        yield {
            "key": each.key,
            "blocks": [{"kind": "p", "runs": [{"s": f"“{each.words}”"}], "rtl": False}],
            "heading": False,
            "about": (),
            "how": "",
            "notes": [(_("Asked for by"), each.speaker), (each.code, each.reason)],
            "long": len(each.words) + len(each.reason) > LONG,
        }


def _day(day: date | datetime | None) -> str:
    return in_words(day, today=date.min, style="day") if day else ""
