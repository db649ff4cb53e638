"""What the numbers of a sounding say, each in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mandates.models import Sounding
from mandates.sounding_states import SoundingMethod
from mandates.statistics import ItemPoints, Strength

LIKELY = 0.05
EVEN, UNEVEN = 0.5, 1.0
FOR_IT, TALK, STOP = (1, 2, 3), (5,), (8,)
STRENGTHS = {
    Strength.NONE: gettext_lazy("The orders do not agree"),
    Strength.VERY_WEAK: gettext_lazy("The orders agree very weakly"),
    Strength.WEAK: gettext_lazy("The orders agree weakly"),
    Strength.MODERATE: gettext_lazy("The orders agree moderately"),
    Strength.STRONG: gettext_lazy("The orders agree strongly"),
    Strength.UNUSUALLY_STRONG: gettext_lazy("The orders agree unusually strongly"),
}


def chance_sentence(p: float | None) -> str:
    """Say how easily chance alone brings such an agreement."""
    if p is None:
        return _("Whether that could be chance cannot be said.")
    if p < 0.01:
        return _("Chance alone would bring that in fewer than one of 100 cases.")
    words = ngettext(
        "Chance alone would bring at least that in about one of 100 cases.",
        "Chance alone would bring at least that in about %(cases)d of 100 cases.",
        round(100 * p),
    ) % {"cases": round(100 * p)}
    return f"{words} {_('Do not build on it yet.')}" if p > LIKELY else words


def points_sentence(figures: ItemPoints, answers: int, fewest: int) -> str:
    """Say who leaves it out, how evenly the others give, and whether two camps stand apart (none below `fewest`)."""
    return " ".join(part for part in (_zeros(figures, answers), _spread(figures), _camps(figures, fewest)) if part)


def _zeros(figures: ItemPoints, answers: int) -> str:
    if not figures.zeros:
        return _("Everybody gives it something.")
    return ngettext(
        "%(zeros)d of %(answers)d gives it nothing.", "%(zeros)d of %(answers)d give it nothing.", figures.zeros
    ) % {"zeros": figures.zeros, "answers": answers}


def _spread(figures: ItemPoints) -> str:
    if figures.cv is None:
        return ""
    if figures.cv <= EVEN:
        return _("They give about as much as each other.")
    if figures.cv < UNEVEN:
        return _("They give unevenly.")
    return _("They give very unevenly: more apart than the points it has on average.")


def _camps(figures: ItemPoints, fewest: int) -> str:
    camps = [camp for camp in figures.camps if len(camp.raters) >= fewest]
    if len(camps) < 2 or len(camps) < len(figures.camps):
        return ""
    low, high = camps[0], camps[-1]
    names = {"few": len(low.raters), "low": _points(low.low, low.high)}
    names |= {"many": len(high.raters), "high": _points(high.low, high.high)}
    return _("Two camps: %(few)d with %(low)s points, %(many)d with %(high)s.") % names


def _points(low: float, high: float) -> str:
    if low == high:
        return f"{low:g}"
    return _("%(low)s to %(high)s") % {"low": f"{low:g}", "high": f"{high:g}"}


def scale_sentence(sounding: Sounding, taken: Sequence[int]) -> str:
    """Say how many stand where on a scale; gradients are no numbers, so nothing is averaged."""
    if not taken:
        return _("Nobody has answered.")
    if sounding.method == SoundingMethod.GRADIENTS:
        return _gradients(taken)
    below = sum(value < sounding.threshold for value in taken)
    names = {"threshold": sounding.threshold, "below": below, "answers": len(taken)}
    if not below:
        return _("All show %(threshold)d fingers or more: it can go on.") % names
    words = ngettext(
        "%(below)d of %(answers)d shows fewer than %(threshold)d fingers: ask what it would take.",
        "%(below)d of %(answers)d show fewer than %(threshold)d fingers: ask what it would take.",
        below,
    )
    return words % names


def _gradients(taken: Sequence[int]) -> str:
    names = {"for_it": sum(each in FOR_IT for each in taken), "answers": len(taken)}
    words = ngettext(
        "%(for_it)d of %(answers)d is for it (steps 1 to 3).",
        "%(for_it)d of %(answers)d are for it (steps 1 to 3).",
        names["for_it"],
    )
    parts = [words % names]
    if talk := sum(each in TALK for each in taken):
        words = ngettext("%(n)d wants to talk about it first.", "%(n)d want to talk about it first.", talk)
        parts.append(words % {"n": talk})
    if stop := sum(each in STOP for each in taken):
        parts.append(ngettext("%(n)d would stop it.", "%(n)d would stop it.", stop) % {"n": stop})
    return " ".join(parts)
