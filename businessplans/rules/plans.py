"""Who may make, change, publish and reopen a plan, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from businessplans.models import BusinessPlan
from businessplans.states import PLAN_MOVES, PlanState
from mandates.models import MandateVersion
from pmo.access.rules import is_manager, sees_office
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input

NOTHING_IN_FORCE = gettext_lazy(
    "A plan is made from a mandate in force, and none is. Agree and sign the mandate first."
)
MOST_NAMED = 6


@dataclass(frozen=True)
class Gaps:
    """What keeps a plan from being published, by key: items without a reason, benefits that nobody works on."""

    orphans: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.orphans) + len(self.uncovered)


def sees_plan(standing: Standing) -> Verdict:
    """Grant the sight of the plan to everybody in the office."""
    return sees_office(standing)


def may_plan(standing: Standing) -> Verdict:
    """Grant work on the plan to PMO managers."""
    return is_manager(standing)


def may_make_plan(standing: Standing, version: MandateVersion | None) -> Verdict:
    """Grant a plan to managers once a mandate is in force."""
    return first_refusal(may_plan(standing), GRANTED if version else refused(NOTHING_IN_FORCE))


def may_change_plan(standing: Standing, plan: BusinessPlan) -> Verdict:
    """Grant changes of a draft to managers; a published plan is reopened first."""
    return first_refusal(may_plan(standing), _is_draft(plan))


def may_publish(standing: Standing, plan: BusinessPlan, in_force: MandateVersion | None, gaps: Gaps) -> Verdict:
    """Grant the publishing of a draft that serves the version in force and has no gaps."""
    return first_refusal(
        may_plan(standing),
        _may_move(plan, PlanState.PUBLISHED),
        GRANTED if in_force else refused(NOTHING_IN_FORCE),
        _serves_what_is_in_force(plan, in_force),
        GRANTED if not gaps else refused(gaps_sentence(gaps)),
    )


def may_reopen(standing: Standing, plan: BusinessPlan) -> Verdict:
    """Grant the reopening of a published plan to managers."""
    return first_refusal(may_plan(standing), _may_move(plan, PlanState.DRAFT))


def gaps_sentence(gaps: Gaps) -> str:
    """Say which items have no reason and which benefits nobody works on."""
    parts = []
    if gaps.orphans:
        count = len(gaps.orphans)
        words = ngettext(
            "%(count)d item serves no benefit (%(keys)s).", "%(count)d items serve no benefit (%(keys)s).", count
        )
        parts.append(words % {"count": count, "keys": named(gaps.orphans)})
    if gaps.uncovered:
        count = len(gaps.uncovered)
        words = ngettext(
            "Nobody works on %(count)d benefit (%(keys)s).", "Nobody works on %(count)d benefits (%(keys)s).", count
        )
        parts.append(words % {"count": count, "keys": named(gaps.uncovered)})
    return " ".join([*parts, _("Close these gaps first, then publish.")])


def named(keys: Sequence[str]) -> str:
    """Name a few keys, and count the rest."""
    shown = ", ".join(keys[:MOST_NAMED])
    rest = len(keys) - MOST_NAMED
    return _("%(keys)s and %(count)d more") % {"keys": shown, "count": rest} if rest > 0 else shown


def is_a_period(start: object, end: object) -> Verdict:
    """Refuse a period that ends before it begins."""
    if start is not None and end is not None and end < start:  # type: ignore[operator]
        return wrong_input(_("The last day lies before the first one. Give a later last day."))
    return GRANTED


def _is_draft(plan: BusinessPlan) -> Verdict:
    match PlanState(plan.state):
        case PlanState.DRAFT:
            return GRANTED
        case PlanState.PUBLISHED:
            return refused(_("This plan is published. Open it again before you change it."))
        case _:
            return refused(_("This plan was superseded and stays as it is."))


def _may_move(plan: BusinessPlan, target: PlanState) -> Verdict:
    if target in PLAN_MOVES[PlanState(plan.state)]:
        return GRANTED
    state = PlanState(plan.state).label
    return refused(_("The plan is “%(state)s”, so this cannot be done with it.") % {"state": state})


def _serves_what_is_in_force(plan: BusinessPlan, in_force: MandateVersion | None) -> Verdict:
    if in_force is None or plan.version_id == in_force.pk:
        return GRANTED
    words = _("Version %(now)s of the mandate is in force, and this plan serves another. Bring it over first.")
    return refused(words % {"now": in_force.key})
