"""What people are told at once about a sounding: open, longer, closed or cancelled; never what anybody answered."""

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import Sounding, SoundingParticipant
from pmo.access.models import Person
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once
from pmo.ui.dates import end_in_words, in_words

Words = tuple[str, str, str]
"""A subject, what it says, and the deed, in the language and by the clock of whoever reads it."""


def sounding_opened(sounding: Sounding, participants: Iterable[SoundingParticipant]) -> None:
    """Tell everybody who is asked, and until when."""

    def words() -> Words:
        names = {
            "question": sounding.question,
            "day": in_words(sounding.deadline, today=sounding.deadline, style="weekday"),
            "end": end_in_words(sounding.deadline, sounding.deadline_at),
        }
        text = _("You are asked until %(end)s: “%(question)s” It takes two minutes and binds nobody.") % names
        if sounding.anonymous:
            text += " " + _("Nobody will learn who said what.")
        return _("What do you think? Until %(day)s") % names, text, _("Answer")

    _tell(sounding, _asked(participants), "opened", "mandates:answer-sounding", words)


def sounding_extended(sounding: Sounding, participants: Iterable[SoundingParticipant]) -> None:
    """Tell everybody who is asked, whether they have answered or not, that there is more time."""

    def words() -> Words:
        names = {
            "number": sounding.number,
            "question": sounding.question,
            "day": in_words(sounding.deadline, today=sounding.deadline, style="weekday"),
            "end": end_in_words(sounding.deadline, sounding.deadline_at),
        }
        text = _(
            "Sounding %(number)d stays open longer: answers are taken, and can be changed, until %(end)s. It asks: "
            "“%(question)s”"
        )
        return _("More time to answer: until %(day)s") % names, text % names, _("Answer")

    until = f":{sounding.deadline.isoformat()}"
    _tell(sounding, _asked(participants), "extended", "mandates:answer-sounding", words, until)


def sounding_closed(sounding: Sounding, participants: Iterable[SoundingParticipant]) -> None:
    """Tell everybody who was asked, and the PMO managers, that the results are there."""

    def words() -> Words:
        names = {"number": sounding.number, "question": sounding.question}
        text = _("Sounding %(number)d is closed, and its results are there: “%(question)s”")
        return _("Sounding %(number)d is closed") % names, text % names, _("See what came out")

    office = sounding.mandate.office
    managers = memberships_of(office).filter(role=Role.MANAGER)
    people = _asked(participants) | {f"membership:{each.pk}": each.person for each in managers}
    _tell(sounding, people, "closed", "mandates:sounding", words)


def sounding_cancelled(sounding: Sounding, participants: Iterable[SoundingParticipant]) -> None:
    """Tell everybody who was asked that nothing is asked any more, and why."""

    def words() -> Words:
        names = {"number": sounding.number, "reason": sounding.cancel_reason}
        text = _("Sounding %(number)d was cancelled and nothing is asked of you any more. The reason: %(reason)s")
        return _("Sounding %(number)d was cancelled") % names, text % names, _("Open the page")

    _tell(sounding, _asked(participants), "cancelled", "mandates:sounding", words)


def _asked(participants: Iterable[SoundingParticipant]) -> dict[str, Person]:
    return {f"seat:{each.seat_id}": each.person for each in participants}


def _tell(
    sounding: Sounding, people: Mapping[str, Person], what: str, page: str, words: Callable[[], Words], until: str = ""
) -> None:
    """Tell people once; what may happen again says until when."""
    office = sounding.mandate.office
    url = reverse(page, kwargs={"office": office.slug, "number": sounding.number})
    about = {"kind": f"sounding.{what}", "occurrence": f"sounding:{sounding.pk}{until}"}
    mail_at_once(office=office, people=people, tells=lambda: Told(*words(), url), **about)
