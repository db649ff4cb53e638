"""Who may say what a seat wants, by their own hand; and who may be asked to."""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Seat, Unfinished
from executives.rules.requirements import LONGEST, holds, may_say
from executives.words import Words
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

SENT = _(
    "What you had typed was sent or thrown away in the meantime, perhaps on another device. Press the button again if "
    "you want to say this as well."
)
NEWER = _("On another device you have typed something else since. Read both, then press the button again.")
REPLACED = _(
    "Another device had kept other words here. Yours are the newest and are kept; load this page again to see both."
)
NEWER_KEPT = _("On another device you have typed something newer. Load this page again to go on from there.")
LONGEST_PLAIN = 200


class Offered(Protocol):
    """An entry of the catalogue, by whether it is offered."""

    @property
    def hidden(self) -> bool: ...


def may_speak(standing: Standing, seat: Seat) -> Verdict:
    """Grant the seat's own words to the one who holds it today, while the seat is open: no assistant, no manager."""
    if seat.closed_on is not None:
        return first_refusal(holds(standing, seat), refused(_("This seat is closed. Nothing is asked of it.")))
    return holds(standing, seat)


def may_keep(fields: dict[str, str], kept: Unfinished | None, begun: int) -> Verdict:
    """Refuse what is too long to be kept, and what goes on from something that was sent or thrown away."""
    for name, text in fields.items():
        most = LONGEST.get(name, LONGEST_PLAIN)
        if len(text) > most:
            said = gettext("A text of %(length)s characters does not fit. Shorten it to %(most)s; it is never cut.")
            return wrong_input(said % {"length": f"{len(text):,}", "most": f"{most:,}"})
    return refused(SENT) if begun and kept is None else GRANTED


def may_send(words: Words, kept: Unfinished | None, begun: int | None, device: str) -> Verdict:
    """Refuse words without a statement, and words beside newer ones that the reader has not seen."""
    if not words.statement.strip():
        return wrong_input(_("Say it in a sentence first: without words there is nothing to send."))
    if kept and begun is not None and is_newer(kept, begun, device):
        return refused(NEWER)
    return may_say(words)


def is_newer(kept: Unfinished, begun: int, device: str) -> bool:
    """Say whether another device has kept something after what a page began with."""
    return kept.number > begun and kept.device != device


def may_pick(entry: Offered | None) -> Verdict:
    """Refuse what the catalogue does not offer, or no more."""
    if entry is not None and not entry.hidden:
        return GRANTED
    return wrong_input(_("The list does not offer this any more. Choose something else."))


def may_ask_for_words(standing: Standing) -> Verdict:
    """Grant the asking to PMO managers."""
    return is_manager(standing)


def can_be_asked(seat: Seat, holder: Person | None) -> Verdict:
    """Refuse to ask a seat that is closed or that nobody holds."""
    if seat.closed_on is None and holder is not None:
        return GRANTED
    said = gettext("Nobody holds the seat %(seat)s today, so nobody can be asked. Leave it out.")
    return refused(said % {"seat": seat.title})


def is_in_time(due: date, today: date) -> Verdict:
    """Refuse a day that is over."""
    return GRANTED if due >= today else wrong_input(_("That day is over. Choose today or a later one."))


def holds_numbered(standing: Standing, number: str) -> Verdict:
    """Grant to who holds the seat of this number today; of any other the same is said, whether there is one or not."""
    if number in map(str, standing.seat_ids):
        return GRANTED
    return wrong_role(_("You do not hold this seat today, so nobody waits for your words here."))
