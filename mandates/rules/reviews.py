"""Who may set the cadence, open, answer and close a review, and on what grounds a mandate is reaffirmed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.models import Seat
from executives.states import DecisionRole
from mandates.models import MandateVersion, Review
from mandates.review_states import ReviewAnswerChoice, ReviewOutcome, ReviewState
from pmo.access.rules import is_manager, may_administer
from pmo.access.standing import Standing
from pmo.access.states import EXECUTIVE, Role
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

LONGEST_MONTHS, LONGEST_LEAD, LONGEST_WISH = 60, 90, 4000
OFFERED = (ReviewOutcome.REAFFIRM, ReviewOutcome.REVISE)
NOTHING_IN_FORCE = gettext_lazy("No version of the mandate is in force. A review asks whether one is still right.")


@dataclass(frozen=True)
class Standings:
    """What the counted seats said about the version in force, and how many must find it still right."""

    counted: int
    still_right: int
    needed: int

    @property
    def is_reaffirmed(self) -> bool:
        """Whether enough seats find the mandate still right; without a counted seat nothing is."""
        return 0 < self.needed <= self.still_right


def sees_reviews(standing: Standing) -> Verdict:
    """Grant the list of reviews to everybody who works on the mandate, decides on it or examines it."""
    if standing.is_any(Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR, EXECUTIVE):
        return GRANTED
    return wrong_role(_("Reviews are for those who decide on the mandate."))


def sees_answers(standing: Standing) -> Verdict:
    """Grant the sight of who answered what to PMO managers, administrators and auditors."""
    if standing.is_any(Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR):
        return GRANTED
    return wrong_role(_("Who answered what is for the PMO manager. Your own answer stands on the page of the review."))


def is_executive(standing: Standing) -> Verdict:
    """Grant the page of the question to those who hold a seat."""
    return GRANTED if standing.is_executive else wrong_role(_("This question is for those who hold a seat."))


def may_set_cadence(standing: Standing) -> Verdict:
    """Grant the change of the cadence to administrators."""
    return may_administer(standing)


def cadence_is_sound(months: int, anchor: date, lead_days: int) -> Verdict:
    """Accept one month to five years, opened at most ninety days and less than one step before."""
    if not 1 <= months <= LONGEST_MONTHS:
        return wrong_input(_("Give the number of months from 1 to 60."))
    if not 1900 <= anchor.year <= 2200:
        return wrong_input(_("Give a day from which the months are counted, for example 31 January 2026."))
    if not 0 <= lead_days <= LONGEST_LEAD:
        return wrong_input(_("A review opens at most 90 days before its day: give a number from 0 to 90."))
    if lead_days >= months * 28:
        return wrong_input(_("A review would open before the one before it is due. Give fewer days, or more months."))
    return GRANTED


def may_open_review(
    standing: Standing, review: Review, in_force: MandateVersion | None, still_open: int | None = None
) -> Verdict:
    """Grant the opening by hand of a planned review to PMO managers."""
    return first_refusal(is_manager(standing), can_open(review, in_force, still_open))


def can_open(review: Review, in_force: MandateVersion | None, still_open: int | None = None) -> Verdict:
    """Let a planned review open while a version is in force and no other review is open."""
    if review.state != ReviewState.PLANNED:
        return refused(_("This review was opened before."))
    if still_open is not None:
        return refused(_("Review %(number)d is still open. Close it first.") % {"number": still_open})
    return GRANTED if in_force else refused(NOTHING_IN_FORCE)


def is_asked(seat: Seat) -> bool:
    """Say whether a seat is asked in reviews: signatory and input seats are, informed ones are told."""
    return seat.closed_on is None and seat.decision_role != DecisionRole.INFORMED


def may_answer(
    standing: Standing, review: Review, seat: Seat | None, in_force: MandateVersion | None, shown_digest: str
) -> Verdict:
    """Grant an answer to the present holder of an asked seat while the review is open, on the version shown."""
    if seat is None or seat.pk not in standing.seat_ids:
        return wrong_role(_("Only the holder of the seat answers for it."))
    if not is_asked(seat):
        return wrong_role(_("Your seat is told about reviews and not asked. Speak to the PMO manager."))
    if review.state == ReviewState.PLANNED:
        return refused(_("This review is not open yet. You will be asked when it is."))
    if review.state == ReviewState.CLOSED:
        return refused(_("This review is closed, so its answers stand. Tell the PMO manager what should change."))
    if in_force is None:
        return refused(NOTHING_IN_FORCE)
    if shown_digest != in_force.digest:
        sentence = _("Version %(number)s came into force since you loaded the page. Look at it, then answer again.")
        return refused(sentence % {"number": in_force.key})
    return GRANTED


def is_sound_answer(choice: str, line_id: int | None, wish: str, line_ids: set[int]) -> Verdict:
    """Accept one of the three answers; a change names a statement of the version in force and says what is wished."""
    if choice not in ReviewAnswerChoice.values:
        return wrong_input(_("Choose one of the answers."))
    if len(wish) > LONGEST_WISH:
        return wrong_input(_("Please stay under 4,000 letters; the PMO manager will ask for more."))
    if choice != ReviewAnswerChoice.CHANGE:
        return GRANTED
    if line_id not in line_ids:
        return wrong_input(_("Say which statement should change."))
    return GRANTED if wish.strip() else wrong_input(_("Say in a sentence what should change."))


def may_close_review(standing: Standing, review: Review, outcome: str, reason: str, said: Standings) -> Verdict:
    """Grant the close to PMO managers: reaffirmed only by enough seats, to be revised only with a reason."""
    return first_refusal(is_manager(standing), can_close(review), may_end_so(outcome, reason, said))


def can_close(review: Review) -> Verdict:
    """Let an open review close."""
    match review.state:
        case ReviewState.PLANNED:
            return refused(_("This review is not open yet. Open it first."))
        case ReviewState.CLOSED:
            return refused(_("This review is closed."))
    return GRANTED


def may_end_so(outcome: str, reason: str, said: Standings) -> Verdict:
    """Say whether a review may end in an outcome, by what the counted seats answered."""
    if outcome not in OFFERED:
        return wrong_input(_("Choose how the review ends: reaffirmed, or to be revised."))
    if outcome == ReviewOutcome.REVISE:
        return GRANTED if reason.strip() else wrong_input(_("Say in a sentence why the mandate is to be revised."))
    return may_reaffirm(said)


def may_reaffirm(said: Standings) -> Verdict:
    """Grant reaffirming when as many counted seats find the mandate still right as its signing rule asks for."""
    if said.is_reaffirmed:
        return GRANTED
    if not said.counted:
        return refused(_("No signatory seat had a holder when the review opened, so nobody can reaffirm the mandate."))
    sentence = _(
        "%(right)d of %(counted)d signatory seats find the mandate still right; its signing rule asks for %(needed)d. "
        "Wait for more answers, or end the review in a revision."
    )
    return refused(sentence % {"right": said.still_right, "counted": said.counted, "needed": said.needed})
