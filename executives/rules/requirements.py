"""Who may say what about a requirement: managers write down, executives decide about their own words."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Seat
from executives.states import PASSED_ON, REQUIREMENT_MOVES, UNSETTLED_STATES, RequirementState
from executives.words import Words
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

LONGEST = {"statement": 8000, "consequence_today": 8000, "benefit_wanted": 8000, "measure": 2000}
STALE = _("Somebody changed this requirement after you opened it. Nothing was overwritten: here is what it says now.")
ALREADY_LEFT_OUT = _("This requirement is left out. Bring it back by saving its words again; then it can be confirmed.")
PASSED = _("This requirement went into another one. Decide about that one.")


def has_words(standing: Standing) -> Verdict:
    """Grant the pages of one's own words to those who hold a seat."""
    if standing.is_executive:
        return GRANTED
    return wrong_role(_("This page is for executives. You hold no seat in this office, so no words wait for you."))


def holds(standing: Standing, seat: Seat) -> Verdict:
    """Grant to the one who holds the seat today: nobody confirms, declines or signs for somebody else."""
    if seat.pk in standing.seat_ids:
        return GRANTED
    said = gettext("Only the one who holds the seat %(seat)s today may decide about these words.")
    return wrong_role(said % {"seat": seat.title})


def owns(standing: Standing, requirement: Requirement) -> Verdict:
    """Grant to those who hold a seat today to which the words belong: nobody decides about somebody else's."""
    if set(requirement.owner_ids) & set(standing.seat_ids):
        return GRANTED
    said = gettext("Only the one who holds the seat %(seat)s today may decide about these words.")
    return wrong_role(said % {"seat": requirement.seat.title})


def may_record(standing: Standing, seat: Seat) -> Verdict:
    """Grant the writing down of what a seat wants to PMO managers, while the seat is open."""
    if seat.closed_on is not None:
        return first_refusal(is_manager(standing), refused(_("This seat is closed. Choose another one.")))
    return is_manager(standing)


def may_say(words: Words) -> Verdict:
    """Refuse words without a statement, and texts that are too long to be kept."""
    if not words.statement.strip():
        return wrong_input(_("Write down what they said: a requirement needs the words."))
    for field, most in LONGEST.items():
        if len(getattr(words, field)) > most:
            said = gettext("A text of %(length)s characters does not fit. Shorten it to %(most)s; it is never cut.")
            return wrong_input(said % {"length": f"{len(getattr(words, field)):,}", "most": f"{most:,}"})
    return GRANTED


def may_write(standing: Standing, requirement: Requirement) -> Verdict:
    """Grant other words to PMO managers and to the one whose words they are, unless they went into another one."""
    if not (standing.is_manager or owns(standing, requirement)):
        return wrong_role(_("Only a PMO manager, or the one who said it, may change these words."))
    if requirement.state in PASSED_ON:
        return refused(PASSED)
    if requirement.undone:
        return refused(_("What this was made from stands again. Change that, or make a new one of it."))
    return GRANTED


def shows_current(requirement: Requirement, shown_digest: str) -> Verdict:
    """Refuse a deed on words that are no longer the current ones."""
    return GRANTED if requirement.wording and requirement.wording.digest == shown_digest else refused(STALE)


def may_change(standing: Standing, requirement: Requirement, shown_digest: str) -> Verdict:
    """Grant a new wording to whom may write, on the words that they saw."""
    return first_refusal(may_write(standing, requirement), shows_current(requirement, shown_digest))


def may_play_back(standing: Standing, requirement: Requirement) -> Verdict:
    """Grant playing back what is written down and not settled yet."""
    if not (verdict := is_manager(standing)):
        return verdict
    if requirement.state not in UNSETTLED_STATES:
        said = gettext("%(key)s is not waiting for its executive: there is nothing to play back.")
        return refused(said % {"key": requirement.key})
    return GRANTED


def may_confirm(standing: Standing, requirement: Requirement, shown_digest: str) -> Verdict:
    """Grant the confirmation of exactly the words shown to the present holder of the seat, and to nobody else."""
    if not (verdict := owns(standing, requirement)):
        return verdict
    if requirement.state in PASSED_ON:
        return refused(PASSED)
    if requirement.state not in (*UNSETTLED_STATES, RequirementState.CONFIRMED):
        return refused(ALREADY_LEFT_OUT)
    return shows_current(requirement, shown_digest)


def may_decline(standing: Standing, requirement: Requirement, shown_digest: str, reason: str) -> Verdict:
    """Grant leaving out one's own words, with a reason."""
    if not (verdict := owns(standing, requirement)):
        return verdict
    return first_refusal(
        _may_move(requirement, RequirementState.DECLINED),
        shows_current(requirement, shown_digest),
        _with_reason(reason),
    )


def may_withdraw(standing: Standing, requirement: Requirement, reason: str) -> Verdict:
    """Grant the withdrawal of what was written down by mistake to PMO managers, with a reason."""
    return first_refusal(is_manager(standing), _may_move(requirement, RequirementState.WITHDRAWN), _with_reason(reason))


def _may_move(requirement: Requirement, state: RequirementState) -> Verdict:
    if state in REQUIREMENT_MOVES[RequirementState(requirement.state)]:
        return GRANTED
    said = gettext("%(key)s is left out already: %(state)s.")
    return refused(said % {"key": requirement.key, "state": RequirementState(requirement.state).label.lower()})


def _with_reason(reason: str) -> Verdict:
    return GRANTED if reason.strip() else wrong_input(_("Say why, in a sentence: those concerned will read it."))
