"""The mails of light amendments: how things stand before the deed, then the deed that writes it."""

from collections.abc import Iterator

from mandates.models import MandateVersion
from mandates.services.amending import raise_class, send_amendment
from mandates.services.objecting import object_to_wording
from tests.scenes import reviews as in_review
from tests.scenes import rounds as in_round
from tests.scenes.amending import a_mandate_in_force, an_amendment, reworded
from tests.scenes.executives import holder_of, manager_of


def _reworded() -> MandateVersion:
    """Return a draft that changes wording only, on a day of its own."""
    in_review.at(2026, 3, 10)
    draft = an_amendment(a_mandate_in_force())
    reworded(draft, text="X.")
    return draft


def _sent(draft: MandateVersion) -> MandateVersion:
    due = in_round.in_days(draft.mandate.office, 7)
    send_amendment(version_id=draft.pk, due=due, by=manager_of(draft.mandate.office))
    return MandateVersion.objects.select_related("mandate__office").get(pk=draft.pk)


def minor_sent() -> Iterator[None]:
    draft = _reworded()
    raise_class(version_id=draft.pk, to="minor", by=manager_of(draft.mandate.office))
    yield
    _sent(draft)


def editorial_sent() -> Iterator[None]:
    draft = _reworded()
    yield
    _sent(draft)


def on_notice() -> Iterator[None]:
    out = _sent(_reworded())
    yield
    in_round.signed(out, out.mandate.office.seats.get(sponsor=True))


def objected() -> Iterator[None]:
    out = _sent(_reworded())
    seats = out.mandate.office.seats
    in_round.signed(out, seats.get(sponsor=True))
    yield
    seat = seats.get(title="HR")
    given = {"seat_id": seat.pk, "shown_digest": out.digest, "reason": "X.", "by": holder_of(seat)}
    object_to_wording(version_id=out.pk, **given)


OUT = [minor_sent, editorial_sent]
KEPT = {"version.on_notice": [on_notice], "version.objected": [objected]}
