"""What executives owe here: a word on what was written down, and their own when they are asked for it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from executives.selectors.asking import asked_of
from executives.selectors.requirements import unconfirmed
from pmo.access.duties import Duty
from pmo.access.standing import Standing
from pmo.ui.figures import spelled

KIND, SAY = "requirements.confirm", "words.say"


def owed_by(standing: Standing) -> list[Duty]:
    """Return what waits while words of a person's seats are to be confirmed, or are asked for."""
    if not standing.seat_ids:
        return []
    return [*_to_confirm(standing), *_to_say(standing)]


def _to_confirm(standing: Standing) -> Iterator[Duty]:
    waiting = list(unconfirmed(standing.seat_ids).order_by("number").select_related("wording__by"))
    if not waiting:
        return
    said = [each.wording for each in waiting if each.wording]
    changed = sum(wording.number > 1 for wording in said)
    yield Duty(
        kind=KIND,
        question=_("Is this what you said?"),
        sentence=_sentence(len(waiting), changed, list(dict.fromkeys(wording.by.name for wording in said))),
        deed=_("Read and confirm"),
        url=reverse("executives:words", kwargs={"office": standing.office.slug}),
        due=min((each.confirm_by for each in waiting if each.confirm_by), default=None),
        seat_id=waiting[0].owing_seat,  # type: ignore[attr-defined]
        order=20,
    )


def _to_say(standing: Standing) -> Iterator[Duty]:
    for seat_id, due, name in asked_of(standing):
        yield Duty(
            kind=SAY,
            question=_("What should be better?"),
            sentence=gettext("%(name)s asks what you want. It takes two minutes.") % {"name": name},
            deed=_("Say it"),
            url=f"{reverse('executives:say', kwargs={'office': standing.office.slug})}?seat={seat_id}",
            due=due,
            seat_id=seat_id,
            order=30,
        )


def _sentence(count: int, changed: int, writers: list[str]) -> str:
    words = {"number": spelled(count).capitalize(), "names": get_text_list(writers, gettext("and"))}
    if changed == count:
        again = ngettext(
            "%(number)s requirement, changed by %(names)s.", "%(number)s requirements, changed by %(names)s.", count
        )
        return again % words
    said = ngettext(
        "%(number)s requirement, written down by %(names)s.",
        "%(number)s requirements, written down by %(names)s.",
        count,
    )
    return said % words
