"""The answers that a person owes to an open round."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.selectors.stances import open_participations, shares_of
from pmo import clock
from pmo.access.duties import Duty
from pmo.access.standing import Standing
from pmo.ui.figures import spelled

KIND = "round.answer"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a seat that has not answered everything asked of it, until the deadline has passed."""
    if not standing.seat_ids:
        return []
    mine = open_participations(standing)
    round_ = mine[0].round if mine else None
    if round_ is None or clock.now() >= round_.deadline_at:
        return []
    return [
        Duty(
            kind=KIND,
            question=_("Can you agree to this?"),
            sentence=_sentence(share.missing, share.total),
            deed=_("Answer") if share.missing == share.total else _("Go on answering"),
            url=reverse("mandates:answer", kwargs={"office": standing.office.slug, "number": round_.number}),
            due=round_.deadline,
            due_at=round_.deadline_at,
            seat_id=share.participant.seat_id,
            order=20,
        )
        for share in shares_of(round_, mine)
        if share.missing
    ]


def _sentence(missing: int, total: int) -> str:
    if missing == total:
        words = ngettext("One statement wants your answer.", "%(words)s statements want your answer.", total)
    else:
        words = ngettext(
            "%(missing)d of %(total)d statements still wants your answer.",
            "%(missing)d of %(total)d statements still want your answer.",
            missing,
        )
    return words % {"missing": missing, "total": total, "words": capfirst(spelled(total))}
