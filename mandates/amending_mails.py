"""What people are told about an editorial amendment: that they may object, and that somebody did."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mandates.announcements import Words, day_in_words, holders, managers, tell
from mandates.models import MandateVersion, NoticeObjection
from mandates.selectors.wording import Reworded, asked_seats
from pmo.access.models import Person
from pmo.ui.dates import end_in_words

OBJECTION = ("mandates:objection-on-notice",)
SHOWN = 5


def on_notice(version: MandateVersion, changes: Sequence[Reworded]) -> None:
    """Tell every seat that is asked, and the PMO managers, what changes, and until when they may object."""
    office, until, until_at = version.mandate.office, version.objections_until, version.objections_until_at
    assert until is not None
    assert until_at is not None

    def words() -> Words:
        names = {"number": version.key, "day": day_in_words(until), "end": end_in_words(until, until_at)}
        text = _(
            "The sponsor has confirmed that version %(number)s of the mandate changes wording only. It comes into "
            "force without further signatures, unless a seat that is asked objects by %(end)s. Whoever takes it for "
            "more than wording says why on the page."
        )
        said = "\n".join(f"{each.key}: {each.text}" for each in changes[:SHOWN])
        if said:
            says = _("It will say:")
            said = f"\n\n{says}\n{said}"
        return _("Only the wording changes? Until %(day)s") % names, text % names + said

    people = holders(asked_seats(office)) | managers(office)
    tell(office, people, "version.on_notice", f"version:{version.pk}", OBJECTION, words)


def objected(objection: NoticeObjection) -> None:
    """Tell the author, the sponsor and the PMO managers that the change counts as a minor one now, and why."""
    version, seat = objection.version, objection.seat
    office = version.mandate.office
    names = {"number": version.key, "person": objection.person.name, "seat": seat.title, "reason": objection.reason}

    def words() -> Words:
        text = _(
            "%(person)s (%(seat)s) has objected: to them, version %(number)s changes more than wording. It is "
            "withdrawn, and a new draft copied from it is open as a minor amendment. The reason: %(reason)s"
        )
        return _("Version %(number)s is more than wording") % names, text % names

    people = holders(each for each in asked_seats(office) if each.sponsor) | managers(office)
    about = ("version.objected", f"version:{version.pk}", OBJECTION)
    tell(office, with_author(people, version.opened_by), *about, words)


def with_author(people: dict[str, Person], author: Person) -> dict[str, Person]:
    """Return the people with an author, who is told once."""
    known = {person.pk for person in people.values()}
    return people if author.pk in known else people | {f"person:{author.pk}": author}
