"""Deeds on assistants: named for whoever holds a seat today, and ended."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from executives.models import Assistant, Holder
from executives.rules.assistants import can_assist, may_name_assistants
from executives.selectors.assistants import assistants_of
from executives.selectors.seats import holder_of
from executives.services.seats import lock_seat
from pmo import clock
from pmo.access.letters import Letter, post
from pmo.access.links import make_link
from pmo.access.models import Person
from pmo.access.readers import as_read_by
from pmo.access.services.invitations import ask_in, expect
from pmo.access.standing import standing_of
from pmo.audit.services import record

PART = gettext_noop("assistant of %(seat)s")


@transaction.atomic
def name_assistant(*, seat_id: int, email: str, name: str, by: Person) -> Assistant:
    """Let somebody see what a seat's holder owes and by when; the holder is told when somebody else names them."""
    seat = lock_seat(seat_id)
    office = seat.office
    may_name_assistants(standing_of(by, office), seat).require()
    guest = expect(office, email=email, name=name)
    holder = holder_of(seat, clock.today(office.time_zone))
    can_assist(guest.person, holder, by).require()
    assert holder is not None, "the rule has refused a vacant seat"
    if found := next((each for each in assistants_of(seat) if each.person_id == guest.person.pk), None):
        return found
    seat.assistants.filter(person=guest.person, until__isnull=True).update(until=clock.now())
    assistant = Assistant.objects.create(seat=seat, person=guest.person)
    record("assistant.named", about=assistant, office=office, by=by, payload={"person": guest.person.pk})
    ask_in(office, guest, part=PART, part_of=seat.title, by=by)
    _tell_holder(holder, name, by)
    return assistant


@transaction.atomic
def end_assistant(*, assistant_id: int, by: Person) -> Assistant:
    """End an assistant's part; ended twice is ended once."""
    seat = lock_seat(Assistant.objects.values_list("seat_id", flat=True).get(pk=assistant_id))
    assistant = Assistant.objects.select_related("person").get(pk=assistant_id)
    may_name_assistants(standing_of(by, seat.office), seat).require()
    if assistant.until is None:
        assistant.seat = seat
        end(assistant, by=by)
    return assistant


def end(assistant: Assistant, *, by: Person | None) -> None:
    """Write down that an assistant's part has ended; whoever calls it has locked the seat and asked the rule."""
    assistant.until = clock.now()
    assistant.save(update_fields=["until"])
    said = {"person": assistant.person_id}
    record("assistant.ended", about=assistant, office=assistant.seat.office, by=by, payload=said)


def _tell_holder(holder: Holder, name: str, by: Person) -> None:
    person, seat = holder.person, holder.seat
    if person == by:
        return
    with as_read_by(person):
        said = {"by": by.name, "name": name, "seat": seat.title}
        text = _(
            "%(by)s has named %(name)s as your assistant for %(seat)s. An assistant sees what waits for you and by "
            "when, and can neither answer nor sign. If you do not want this, end it on your page."
        )
        path = reverse("executives:my_assistants", kwargs={"office": seat.office.slug})
        link = make_link(person=person, office=seat.office, purpose="assistant", path=path)
        subject = _("%(name)s is your assistant now") % said
        post(Letter(person, "assistant", subject, text % said, _("My assistants"), link, office=seat.office))
