"""Who may set reminder rules, word mails and stop a person's reminders; and what a rule may say."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.access.rules import may_administer
from pmo.access.standing import Standing
from pmo.access.states import Role
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role
from pmo.notices.placeholders import fields_are_known
from pmo.notices.states import UNTIL_TAKEN_BACK, EscalateTo

EARLIEST, LATEST, MOST = 90, -30, 12
MOST_BEFORE_OTHERS = 20
LONGEST_PAUSE = LONGEST_ABSENCE = timedelta(days=366)
MOST_ABSENCES = 50
ONLY_SENDERS = _("Only an administrator or a PMO manager of this office sends a mail again.")


def may_set_rule(standing: Standing) -> Verdict:
    """Grant the change of reminder rules to administrators."""
    return may_administer(standing)


def sees_reminders(standing: Standing) -> Verdict:
    """Grant the sight of rules, planned and sent reminders to administrators, PMO managers and auditors."""
    if standing.is_any(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR):
        return GRANTED
    return wrong_role(_("Reminders are set by the administrator. What waits for you is on your own page."))


def offsets_are_sound(offsets: list[int], hour: int) -> Verdict:
    """Accept one to twelve different days from 90 before to 30 after, at an hour of the day."""
    if not offsets:
        return wrong_input(_("Give at least one day, for example 7, or switch the reminder off."))
    if any(not LATEST <= offset <= EARLIEST for offset in offsets):
        return wrong_input(_("Reminders go out at most 90 days before and 30 days after the day, so 90 to -30."))
    if len(set(offsets)) > MOST:
        return wrong_input(_("At most 12 reminders of one duty: fewer are read more."))
    if not 0 <= hour <= 23:
        return wrong_input(_("Give the hour as a number from 0 to 23."))
    return GRANTED


def escalation_is_sound(after: int | None, to: str = EscalateTo.MANAGER) -> Verdict:
    """Accept that the sponsor or the PMO manager is told after 1 to 20 reminders, or nobody ever."""
    if to not in EscalateTo.values:
        return wrong_input(_("Choose who else is told: the sponsor or the PMO manager."))
    if after is None or 1 <= after <= MOST_BEFORE_OTHERS:
        return GRANTED
    return wrong_input(_("Give a number of reminders from 1 to 20, or leave it empty to tell nobody else."))


def may_word_mails(standing: Standing) -> Verdict:
    """Grant the wording of an office's mails to administrators."""
    return may_administer(standing)


def words_are_sound(subject: str, sentence: str, deed: str, allowed: Iterable[str]) -> Verdict:
    """Accept three texts that say something and hold known fields only."""
    names = tuple(allowed)
    if not (subject.strip() and sentence.strip() and deed.strip()):
        return wrong_input(_("A mail needs a subject, something to say, and words on its link."))
    return first_refusal(*(fields_are_known(text, names) for text in (subject, sentence, deed)))


def may_set_reach(standing: Standing) -> Verdict:
    """Grant pausing a person's reminders, and calling an address bad, to administrators."""
    return may_administer(standing)


def may_pause(standing: Standing, person: Person) -> Verdict:
    """Grant a pause to administrators, and to the person whose reminders they are."""
    return GRANTED if standing.person == person else may_set_reach(standing)


def may_end_pause(standing: Standing, person: Person, until: date | None) -> Verdict:
    """Keep a pause that people have asked for themselves, from a mail, until they take it back themselves."""
    if until == UNTIL_TAKEN_BACK and standing.person != person:
        return refused(_("They left their reminders themselves, from a mail. Only they can take them up again."))
    return may_pause(standing, person)


def pause_is_sound(until: date, reason: str, today: date) -> Verdict:
    """Accept a pause with a reason, up to a day after today and within a year."""
    if until <= today:
        return wrong_input(_("Reminders would go out again at once. Give a day after today."))
    if until > today + LONGEST_PAUSE:
        return wrong_input(_("Reminders can be paused for a year at most. Give an earlier day."))
    return _has_reason(reason)


def bad_address_is_sound(reason: str) -> Verdict:
    """Accept that an address is bad when somebody says why."""
    return _has_reason(reason)


def absence_is_sound(first: date, last: date, today: date, others: int) -> Verdict:
    """Accept an absence that has not passed, of a year at most, and not too many of them."""
    if last < first:
        return wrong_input(_("The last day lies before the first. Give the days the other way round."))
    if last < today:
        return wrong_input(_("These days have passed. Give days from today on."))
    if last - first > LONGEST_ABSENCE:
        return wrong_input(_("An absence lasts a year at most. Give an earlier last day."))
    if first > today + 3 * LONGEST_ABSENCE:
        return wrong_input(_("That is more than three years ahead. Give an earlier first day."))
    if others >= MOST_ABSENCES:
        return wrong_input(_("You have entered 50 absences. Remove one before you add another."))
    return GRANTED


def quiet_hours_are_sound(start: int | None, end: int | None) -> Verdict:
    """Accept no quiet hours, or an hour from which and another until which; they may go over midnight."""
    if (start is None) != (end is None):
        return wrong_input(_("Give both hours, from and until, or neither."))
    if start is not None and start == end:
        return wrong_input(_("From and until are the same hour. Give two different ones, or neither."))
    return GRANTED


def sees_why(standing: Standing) -> Verdict:
    """Grant the history of somebody else's mail to those who see the reminders of its office."""
    return sees_reminders(standing)


def may_send_again(standing: Standing) -> Verdict:
    """Grant sending a mail once more by hand to administrators and PMO managers."""
    if standing.is_any(Role.ADMINISTRATOR, Role.MANAGER):
        return GRANTED
    return wrong_role(ONLY_SENDERS)


def can_be_sent_again(*, is_sent: bool, is_owed: bool, is_reachable: bool) -> Verdict:
    """Refuse to repeat a mail that has not left, whose duty is done, or to an address that is bad."""
    if not is_sent:
        return refused(_("This mail has not left yet. It is tried again by itself."))
    if not is_owed:
        return refused(_("What this mail asks for is done, so nobody is reminded of it any more."))
    if not is_reachable:
        return refused(_("The address is marked as bad. Say that it is good again first."))
    return GRANTED


def _has_reason(reason: str) -> Verdict:
    return GRANTED if reason.strip() else wrong_input(_("Say why, in a few words: others will ask."))
