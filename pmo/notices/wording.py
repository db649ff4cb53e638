"""Sentences of a reminder: how long there is, and why one gets it."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo.notices.kinds import Kind
from pmo.notices.models import ReminderRule
from pmo.notices.states import EscalateTo
from pmo.ui.dates import in_words


def days_left(due: date, today: date) -> str:
    """Say when it is due, and how far that is."""
    parts = {"day": in_words(due, today=today, style="weekday"), "far": far(due, today)}
    if due == today:
        return _("It is due today, %(day)s.") % parts
    if due > today:
        return _("It is due on %(day)s, %(far)s.") % parts
    return _("It was due on %(day)s, %(far)s.") % parts


def far(due: date, today: date) -> str:
    """Say how far off a day is: today, in 3 days, 1 day ago."""
    left = (due - today).days
    if left == 0:
        return _("today")
    if left > 0:
        return ngettext("in %(n)d day", "in %(n)d days", left) % {"n": left}
    return ngettext("%(n)d day ago", "%(n)d days ago", -left) % {"n": -left}


def why(kind: Kind, rule: ReminderRule) -> str:
    """Say which duty and which rule a reminder comes from, and what ends it."""
    parts = {"duty": kind.duty, "office": rule.office.name, "when": rhythm(rule), "hour": f"{rule.hour:02d}:00"}
    told = _("You are reminded of %(duty)s: %(office)s does so %(when)s, at %(hour)s your time.") % parts
    return f"{told} {kind.ends}"


def why_of_others(kind: Kind, rule: ReminderRule) -> str:
    """Say why somebody is told of what another owes."""
    parts = {"duty": kind.duty, "office": rule.office.name, "n": rule.escalate_after or 0}
    return (
        ngettext(
            "You are told because %(office)s tells you of %(duty)s that is open after %(n)d reminder.",
            "You are told because %(office)s tells you of %(duty)s that is open after %(n)d reminders.",
            rule.escalate_after or 0,
        )
        % parts
    )


def when(offsets: Iterable[int]) -> str:
    """Word the offsets of a rule: 30, 7 and 1 days before the day, on the day, and 1 day after it."""
    kept = sorted(set(offsets), reverse=True)
    before, after = [str(n) for n in kept if n > 0], [str(-n) for n in kept if n < 0]
    parts = []
    if before:
        days = ngettext("%(days)s day before", "%(days)s days before", 1 if before == ["1"] else 2)
        parts.append(days % {"days": get_text_list(before, _("and"))})
    if 0 in kept:
        parts.append(_("on the day"))
    if after:
        days = ngettext("%(days)s day after", "%(days)s days after", 1 if after == ["1"] else 2)
        parts.append(days % {"days": get_text_list(after, _("and"))})
    return get_text_list(parts, _("and")) if parts else _("never")


def rhythm(rule: ReminderRule) -> str:
    """Word when a rule reminds: its offsets, and that it goes on weekly."""
    said = when(rule.offsets)
    return _("%(days)s, and weekly after that") % {"days": said} if rule.weekly_after and rule.offsets else said


def escalation(rule: ReminderRule) -> str:
    """Word who else a rule tells, and after how many reminders; empty when it tells nobody."""
    if not rule.escalate_after:
        return ""
    parts = {"n": rule.escalate_after, "who": EscalateTo(rule.escalate_to).label}
    return (
        ngettext(
            "After %(n)d reminder somebody else is told too: %(who)s.",
            "After %(n)d reminders somebody else is told too: %(who)s.",
            rule.escalate_after,
        )
        % parts
    )


def distance(offset: int) -> str:
    """Word one offset: 7 days before the day, on the day, 1 day after the day."""
    if offset == 0:
        return _("on the day")
    if offset > 0:
        return ngettext("%(n)d day before", "%(n)d days before", offset) % {"n": offset}
    return ngettext("%(n)d day after", "%(n)d days after", -offset) % {"n": -offset}
