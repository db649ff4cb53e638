"""Who may ask those who owe something, and who is not asked now."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused
from pmo.notices.holds import Known, back_on

WHY_NOT: dict[str, str | Promise] = {
    "self": _("That is you: what waits for you is on your own page."),
    "left": _("Cannot sign in any more. Hand the seat over."),
    "today": _("Has been asked or reminded today already. Once a day is enough."),
    "bad": _("The address is marked as bad. Have it put right first."),
    "paused": _("Wants no reminders at present. What is owed stands on their page."),
    "away": _("Is away at present, as they entered themselves."),
}


def sees_progress(standing: Standing) -> Verdict:
    """Grant the sight of the board to those who work on or examine the office."""
    return sees_working_pages(standing)


def may_ask(standing: Standing) -> Verdict:
    """Grant asking those who owe something to PMO managers."""
    return is_manager(standing)


def is_asked_now(person: Person, office_id: int, by: Person, today: date, known: Known, *, told_today: bool) -> Verdict:
    """Refuse to ask oneself, whoever was asked today, and whom no reminder may reach now: with the sentence why."""
    reach = known.reaches.get((office_id, person.pk))
    checks = {
        "self": person == by,
        "left": not person.is_active,
        "bad": bool(reach and reach.bad_address and reach.bad_address.lower() == person.email.lower()),
        "paused": bool(reach and reach.paused_until and reach.paused_until > today),
        "away": back_on(known.absences.get(person.pk, []), today) is not None,
        "today": told_today,
    }
    return next((refused(WHY_NOT[name]) for name, holds in checks.items() if holds), GRANTED)
