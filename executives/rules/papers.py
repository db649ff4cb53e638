"""Who may record a consent on paper, read its file, and let papers count."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import PaperConsent, Requirement
from executives.papers import LARGEST
from executives.rules.requirements import shows_current
from executives.states import UNSETTLED_STATES, RequirementState
from pmo.access.models import Person
from pmo.access.rules import is_manager, may_administer, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

NO_PAPER = _(
    "This is no PDF, picture or e-mail. Scan or photograph the paper (PDF, PNG, JPEG, HEIC), or save the e-mail as EML."
)


@dataclass(frozen=True)
class Paper:
    """A file as it was given: the seat that agreed by it, on which day, who held the seat then, and what it is."""

    seat_id: int
    day: date
    today: date
    person: Person | None
    size: int
    media_type: str


def may_record_paper(standing: Standing, requirement: Requirement, paper: Paper, shown_digest: str) -> Verdict:
    """Grant a paper beside exactly the words shown, of a seat that they belong to, to PMO managers."""
    if not (verdict := may_attach(standing, requirement)):
        return verdict
    if not (verdict := shows_current(requirement, shown_digest)):
        return verdict
    if paper.seat_id not in requirement.owner_ids:
        return wrong_input(_("Choose the seat whose words these are."))
    return first_refusal(_day_is_sound(paper), file_is_sound(paper.size, paper.media_type))


def may_attach(standing: Standing, requirement: Requirement) -> Verdict:
    """Grant papers beside words that wait or stand confirmed."""
    if not (verdict := is_manager(standing)):
        return verdict
    if requirement.state not in (*UNSETTLED_STATES, RequirementState.CONFIRMED):
        said = gettext("%(key)s is left out or went into another one. A paper belongs to words that stand.")
        return refused(said % {"key": requirement.key})
    return GRANTED


def file_is_sound(size: int, media_type: str) -> Verdict:
    """Refuse an empty file, one that is too large, and what is neither scan nor photograph nor e-mail."""
    if not size:
        return wrong_input(_("This file is empty. Choose the scan, the photograph or the e-mail."))
    if size > LARGEST:
        return wrong_input(_("This file has more than 5 MB. Scan it at a lower resolution, and choose it again."))
    return GRANTED if media_type else wrong_input(NO_PAPER)


def may_count(standing: Standing, requirement: Requirement, paper: PaperConsent, *, paper_counts: bool) -> Verdict:
    """Grant that a paper stands as the confirmation where the administrator's rule lets papers count."""
    if not (verdict := may_attach(standing, requirement)):
        return verdict
    if paper.wording_id != requirement.wording_id:
        return refused(_("The words were changed since, so this paper is about other words. Ask for these."))
    if not paper_counts:
        return refused(_("In this office a paper does not count before the executive’s own click."))
    return GRANTED


def sees_paper(standing: Standing, paper: PaperConsent) -> Verdict:
    """Grant the file to those who work on or examine the office, and to whoever holds the seat that agreed by it."""
    if paper.seat_id in standing.seat_ids:
        return GRANTED
    if sees_working_pages(standing):
        return GRANTED
    return wrong_role(_("This paper is somebody else’s. You see those of your own seat."))


def may_set_paper_rule(standing: Standing) -> Verdict:
    """Grant the rule whether papers count to administrators."""
    return may_administer(standing)


def _day_is_sound(paper: Paper) -> Verdict:
    if paper.day > paper.today:
        return wrong_input(_("Give the day on the paper, today at the latest."))
    if paper.person is None:
        return wrong_input(_("Nobody held this seat on the day of the paper. Check the day."))
    return GRANTED
