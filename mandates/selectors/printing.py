"""A version as a document for a board: all its words as data, in the office's zone, the same for every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.selectors.agreed_by import signed_by
from mandates.selectors.agreements import LineAgreement
from mandates.selectors.digests import digest_now
from mandates.selectors.documents import Document, Notes, document_of
from mandates.selectors.print_tables import LONG, benefit_table, left_out_lines, signature_table
from mandates.states import LineKind, VersionState
from mandates.then import Then
from pmo.ui import figures, prose
from pmo.ui.dates import in_words

Data = dict[str, Any]
STAMPED = {
    VersionState.DRAFT: lambda: _("DRAFT"),
    VersionState.IN_CONSENSUS: lambda: _("DRAFT"),
    VersionState.WITHDRAWN: lambda: _("WITHDRAWN"),
}
REMARKS = {
    VersionState.DRAFT: lambda: _("This is a draft. Nobody has agreed to it, and it may change at any time."),
    VersionState.IN_CONSENSUS: lambda: _("This is a draft that the executives are being asked about."),
    VersionState.AGREED: lambda: _("This version is agreed and waits to be signed. It is not in force."),
    VersionState.OUT_FOR_SIGNATURE: lambda: _("This version is being signed. It is not in force."),
    VersionState.ON_NOTICE: lambda: _("This version is open to objection. It is not in force."),
    VersionState.SUPERSEDED: lambda: _("This version is superseded: a later one stands in its place."),
    VersionState.RETIRED: lambda: _("This version is retired: it holds no more."),
    VersionState.WITHDRAWN: lambda: _("This version was withdrawn and never came into force."),
}


def printed(version: MandateVersion, then: Then | None = None) -> Data:
    """Return what is set on paper, as it stands or as it stood; a constant number of queries."""
    with timezone.override(ZoneInfo(version.mandate.office.time_zone)):
        return _printed(document_of(version, then, is_alone=True), version)


def _printed(document: Document, version: MandateVersion) -> Data:
    digest, state = figures.fingerprint(digest_now(document)), VersionState(version.state)
    stamp = STAMPED.get(state)
    name = _("Version %(number)s") % {"number": version.key} if version.is_frozen else _("Draft")
    made = version.frozen_at or version.opened_at
    return {
        "lang": (get_language() or "en").split("-")[0],
        "title": version.title,
        "organisation": version.mandate.office.organisation,
        "date": _parts(timezone.localtime(made).date()),
        "served": prose.tree(_("Serves: %(served)s") % {"served": version.served}) if version.served else (),
        "imprint": list(_imprint(document, version)),
        "remarks": [*_looked_back(document.then), *_remarks(version, state)],
        "digest": digest,
        "digest_label": _("Fingerprint of this text (SHA-256)"),
        "contents": _("Contents"),
        "footer": f"{version.title} · {name}, {state.label.lower()} · {digest[:17]}",
        "stamp": {"word": stamp(), "below": digest} if stamp else None,
        "chapters": [each for each in _chapters(document, version) if each],
    }


def _imprint(document: Document, version: MandateVersion) -> Iterator[tuple[str, str]]:
    yield _("Version"), version.key if version.is_frozen else _("Draft")
    yield _("State"), str(VersionState(version.state).label)
    if version.amendment_class:
        yield _("Class of the amendment"), str(AmendmentClass(version.amendment_class).label)
    if version.frozen_at:
        yield _("Frozen"), day_of(version.frozen_at)
    if version.in_force_at:
        yield _("In force since"), day_of(version.in_force_at)
    if version.ended_at:
        yield _("Until"), day_of(version.ended_at)
    if version.is_frozen:
        yield _("Signed by"), signed_by(version, document.signed, document.must_sign)


def _looked_back(then: Then | None) -> Iterator[str]:
    if then:
        yield _("This is the mandate as it stood on %(day)s.") % {"day": day_of(then.day)}


def _remarks(version: MandateVersion, state: VersionState) -> Iterator[str]:
    if state in REMARKS:
        yield REMARKS[state]()
    if version.withdrawn_reason:
        yield version.withdrawn_reason
    if version.reason:
        yield _("Why it changed: %(reason)s") % {"reason": version.reason}


def _chapters(document: Document, version: MandateVersion) -> Iterator[Data | None]:
    yield _chapter(_("Why the office exists"), lines=document.purpose)
    table = benefit_table(document.benefits) if document.benefits else None
    yield _chapter(_("What it is worth"), lines=document.benefits, table=table)
    yield _chapter(_("Goals and objectives"), lines=_goals(document))
    yield _chapter(_("What it must not do"), lines=document.exclusions)
    yield _terms(version)
    table = signature_table(version, document)
    yield _chapter(_("Who agreed"), say=document.agreed_by, table=table)
    yield _chapter(_("What is not in it, and why"), ready=left_out_lines(document.left_out))


def _chapter(
    heading: str, *, say: str = "", lines: Iterable[Notes] = (), table: Data | None = None, ready: Iterable[Data] = ()
) -> Data | None:
    """Return a chapter, or None where there is nothing in it."""
    set_lines = [*map(_line, lines), *ready]
    if not (set_lines or table):
        return None
    return {"heading": heading, "say": say, "table": table, "lines": set_lines, "terms": []}


def _goals(document: Document) -> Iterator[Notes]:
    for each in document.goals:
        if each.goal:
            yield each.goal
        yield from each.objectives


def _terms(version: MandateVersion) -> Data | None:
    named = {
        _("Authority and decision rights"): version.authority,
        _("What is expected of others"): version.expected,
        _("Distribution"): version.distribution,
    }
    terms = [(label, prose.tree(text)) for label, text in named.items() if text]
    heading = _("Authority and expectations")
    return {"heading": heading, "say": "", "table": None, "lines": [], "terms": terms} if terms else None


def _line(line: Notes) -> Data:
    about = line.statement.benefit.description if line.kind == LineKind.BENEFIT else ""
    return {
        "key": line.key,
        "blocks": prose.tree(line.text),
        "heading": line.kind in (LineKind.BENEFIT, LineKind.GOAL),
        "about": prose.tree(about) if about else (),
        "how": " ".join(_how(line)),
        "notes": list(_notes(line)),
        "long": len(line.text) + len(about) > LONG,
    }


def _how(line: Notes) -> Iterator[str]:
    if line.kind == LineKind.BENEFIT:
        benefit = line.statement.benefit
        yield _ended(benefit.measure)
        if benefit.data_source:
            yield _("Source: %(source)s.") % {"source": benefit.data_source}
        if benefit.tolerance is not None:
            figure = {"figure": figures.plain(benefit.tolerance), "unit": benefit.get_tolerance_kind_display().lower()}
            yield _("A miss of up to %(figure)s counts as close (%(unit)s).") % figure
    if line.kind == LineKind.OBJECTIVE:
        aim = line.statement.objective
        by = _("by %(day)s") % {"day": day_of(aim.due)} if aim.due else ""
        yield _ended(": ".join(each for each in (aim.measure, " ".join(filter(None, [aim.target, by]))) if each))


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence.endswith(".") else f"{sentence}."


def _notes(line: Notes) -> Iterator[tuple[str, str]]:
    found = {
        _("Asked for by"): line.asked_by,
        _("Answers"): line.answers,
        _("Brings"): line.brings,
        _("Achieves"): line.achieves,
        _("Answered by"): line.answered_by,
    }
    yield from ((label, ", ".join(keys)) for label, keys in found.items() if keys)
    if line.agreement:
        yield _("Agreement"), _agreement(line.agreement)


def _agreement(found: LineAgreement) -> str:
    after = ngettext("after %(rounds)d round", "after %(rounds)d rounds", found.rounds) % {"rounds": found.rounds}
    reserved = [_("With a reservation by %(name)s: %(words)s") % vars(each) for each in found.reservations]
    return " ".join([f"{found.word.label}, {after}.", *reserved])


def day_of(moment: date | datetime) -> str:
    """Return a day in words, by the office's clock."""
    return in_words(moment, today=date.min, style="day")


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
