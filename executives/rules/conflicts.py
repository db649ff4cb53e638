"""Who may say that two requirements contradict each other, and how that was resolved."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from executives.models import Conflict, Requirement
from executives.states import PASSED_ON, RequirementState
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input

LONGEST = 4000
GONE = (RequirementState.DECLINED, RequirementState.WITHDRAWN)


def sees_conflicts(standing: Standing) -> Verdict:
    """Grant the sight of conflicts to those who work on or examine the office: no executive reads of another's here."""
    return sees_working_pages(standing)


def may_note_conflicts(standing: Standing) -> Verdict:
    """Grant the noting of conflicts to PMO managers."""
    return is_manager(standing)


def may_note(standing: Standing, one: Requirement, other: Requirement, note: str) -> Verdict:
    """Grant a conflict between two different requirements of one office that are not left out, with a sentence why."""
    if not (verdict := may_note_conflicts(standing)):
        return verdict
    if one.office_id != other.office_id:
        return wrong_input(_("Choose another requirement of this office."))
    if one.pk == other.pk:
        return wrong_input(_("A requirement does not contradict itself. Choose another one."))
    if any(each.state in GONE for each in (one, other)):
        return refused(_("One of the two is left out, so nothing has to be given up for the other."))
    if any(each.state in PASSED_ON for each in (one, other)):
        return refused(_("One of the two went into another requirement. Note the conflict with that one."))
    return _is_a_sentence(note, _("Say why both cannot be had."))


def may_resolve(standing: Standing, conflict: Conflict, resolution: str) -> Verdict:
    """Grant saying how an open conflict was resolved, in a sentence."""
    if not (verdict := may_note_conflicts(standing)):
        return verdict
    if conflict.resolved_at is not None:
        return refused(_("Somebody has said already how this was resolved."))
    return _is_a_sentence(resolution, _("Say how it was resolved, in a sentence."))


def _is_a_sentence(text: str, missing: str | Promise) -> Verdict:
    if not text.strip():
        return wrong_input(missing)
    if len(text) > LONGEST:
        return wrong_input(_("That is longer than 4,000 characters. Shorten it; it is never cut."))
    return GRANTED
