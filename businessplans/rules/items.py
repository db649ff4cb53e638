"""What an item may look like, and when it may go."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businessplans.fields import ItemFields, MilestoneFields, Money, RiskFields
from businessplans.models import BusinessPlan, PlanItem
from businessplans.rules.plans import is_a_period, may_change_plan, named
from businessplans.states import PARENT_LEVEL, ItemStatus, Level, ValueArea
from executives.models import Seat
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input

SCALE = range(1, 6)
LONGEST_TITLE = 300


def may_add_item(
    standing: Standing, plan: BusinessPlan, fields: ItemFields, parent: PlanItem | None, owner: Seat | None
) -> Verdict:
    """Grant an item whose parent stands one level above it, in the same plan."""
    return first_refusal(
        may_change_plan(standing, plan),
        has_a_title(fields),
        is_of_known_words(fields),
        is_a_period(fields.start, fields.end),
        hangs_right(plan, fields, parent),
        owner_is_here(plan, fields, owner),
    )


def may_change_item(
    standing: Standing, item: PlanItem, fields: ItemFields, parent: PlanItem | None, owner: Seat | None
) -> Verdict:
    """Grant new fields for a living item; its level stays."""
    return first_refusal(
        may_work_on(standing, item),
        keeps_its_level(item, fields),
        is_not_under_itself(item, parent),
        may_add_item(standing, item.plan, fields, parent, owner),
    )


def may_work_on(standing: Standing, item: PlanItem) -> Verdict:
    """Grant work on an item of a draft that was not removed."""
    return first_refusal(may_change_plan(standing, item.plan), is_living(item))


def is_living(item: PlanItem) -> Verdict:
    """Refuse an item that was removed."""
    if item.removed_at is None:
        return GRANTED
    return refused(_("%(key)s was removed from the plan. Add a new item instead.") % {"key": item.key})


def is_as_shown(item: PlanItem, shown_revision: int | None) -> Verdict:
    """Refuse a change that was made on an older text than the present one; None stands for no page."""
    if shown_revision is None or shown_revision == item.revision:
        return GRANTED
    words = _("%(key)s was changed while you had it open. Both texts are shown below; nothing was written yet.")
    return refused(words % {"key": item.key})


def may_remove_item(standing: Standing, item: PlanItem, children: Sequence[PlanItem]) -> Verdict:
    """Grant the removal of an item that nothing hangs under."""
    return first_refusal(may_work_on(standing, item), _has_no_children(item, children))


def _has_no_children(item: PlanItem, children: Sequence[PlanItem]) -> Verdict:
    if not children:
        return GRANTED
    count = len(children)
    words = ngettext(
        "%(count)d item hangs under %(key)s (%(keys)s). Remove or move it first.",
        "%(count)d items hang under %(key)s (%(keys)s). Remove or move them first.",
        count,
    )
    return refused(words % {"count": count, "key": item.key, "keys": named([child.key for child in children])})


def has_a_title(fields: ItemFields) -> Verdict:
    """Refuse an item that does not say what is done."""
    title = fields.title.strip()
    if not title:
        return wrong_input(_("Say in a few words what is done."))
    if len(title) > LONGEST_TITLE:
        words = _(
            "What is done has %(length)d characters, at most %(most)d fit. Put the rest below, where there is more."
        )
        return wrong_input(words % {"length": len(title), "most": LONGEST_TITLE})
    return GRANTED


def is_of_known_words(fields: ItemFields) -> Verdict:
    """Refuse a level, status or value area that is none."""
    known = fields.level in Level.values and fields.status in ItemStatus.values
    if known and fields.value_area in ("", *ValueArea.values):
        return GRANTED
    return wrong_input(_("Choose level, status and value area from those that are listed."))


def hangs_right(plan: BusinessPlan, fields: ItemFields, parent: PlanItem | None) -> Verdict:
    """Refuse a parent of the wrong level, of another plan, or one that was removed."""
    needed = PARENT_LEVEL[Level(fields.level)]
    if needed is None:
        return wrong_input(_("A priority stands at the top and hangs under nothing.")) if parent else GRANTED
    names = {"level": Level(fields.level).label.lower(), "needed": Level(needed).label.lower()}
    if parent is None or parent.plan_id != plan.pk or parent.removed_at is not None:
        return wrong_input(_("An %(level)s hangs under a %(needed)s of this plan. Choose one.") % names)
    if parent.level != needed:
        names["key"] = parent.key
        return wrong_input(_("An %(level)s hangs under a %(needed)s, and %(key)s is none. Choose another.") % names)
    return GRANTED


def is_not_under_itself(item: PlanItem, parent: PlanItem | None) -> Verdict:
    """Refuse to hang an item under itself; what stands below it is of a lower level, so it cannot be meant."""
    if parent is not None and parent.pk == item.pk:
        return wrong_input(_("%(key)s cannot hang under itself. Choose another.") % {"key": item.key})
    return GRANTED


def keeps_its_level(item: PlanItem, fields: ItemFields) -> Verdict:
    """Refuse another level: money, children and parent belong to the level."""
    if fields.level == item.level:
        return GRANTED
    return wrong_input(_("An item keeps its level. Remove this one and add another at the level that you want."))


def owner_is_here(plan: BusinessPlan, fields: ItemFields, owner: Seat | None) -> Verdict:
    """Refuse an owner that is no open seat of the office."""
    if fields.owner_id is None:
        return GRANTED
    if owner is None or owner.office_id != plan.office_id or owner.closed_on is not None:
        return wrong_input(_("The owner is a seat of this office. Choose one of the list."))
    return GRANTED


def may_set_budget(standing: Standing, item: PlanItem, money: Money) -> Verdict:
    """Grant money to actions; what stands above them shows sums."""
    return first_refusal(may_work_on(standing, item), _is_an_action(item), _is_money(money))


def _is_an_action(item: PlanItem) -> Verdict:
    if item.level == Level.ACTION:
        return GRANTED
    return wrong_input(_("Only actions have money; %(key)s shows the sum of its actions.") % {"key": item.key})


def _is_money(money: Money) -> Verdict:
    amounts = (money.one_off, money.recurring_per_year)
    if any(amount < 0 for amount in amounts):
        return wrong_input(_("An amount is zero or more. Give no minus."))
    if any(amount != round(amount, 2) for amount in amounts):
        return wrong_input(_("An amount has at most two digits after the point."))
    return GRANTED


def may_set_milestones(standing: Standing, item: PlanItem, milestones: Sequence[MilestoneFields]) -> Verdict:
    """Grant milestones that each say what is there."""
    named_all = all(each.title.strip() for each in milestones)
    missing = wrong_input(_("Say of every milestone what is there on its day."))
    return first_refusal(may_work_on(standing, item), GRANTED if named_all else missing)


def may_set_risks(standing: Standing, item: PlanItem, risks: Sequence[RiskFields]) -> Verdict:
    """Grant risks that say what may go wrong, on a scale of one to five."""
    if not all(risk.text.strip() for risk in risks):
        sound = wrong_input(_("Say of every risk what may go wrong."))
    elif not all(risk.likelihood in SCALE and risk.impact in SCALE for risk in risks):
        sound = wrong_input(_("Likelihood and impact go from 1 (small) to 5 (great)."))
    else:
        sound = GRANTED
    return first_refusal(may_work_on(standing, item), sound)


def may_depend(
    standing: Standing, item: PlanItem, needed: Sequence[PlanItem], above: Sequence[int], around: Sequence[str]
) -> Verdict:
    """Grant dependencies on living items of the same plan that make no circle; `around` is the circle by key."""
    return first_refusal(
        may_work_on(standing, item), *(_may_need(item, each, above) for each in needed), _makes_no_circle(around)
    )


def _may_need(item: PlanItem, each: PlanItem, above: Sequence[int]) -> Verdict:
    keys = {"key": item.key, "needed": each.key}
    if each.pk == item.pk:
        return wrong_input(_("%(key)s cannot wait for itself.") % keys)
    if each.plan_id != item.plan_id or each.removed_at is not None:
        return wrong_input(_("%(needed)s is no item of this plan. Choose another.") % keys)
    if each.pk in above:
        return wrong_input(_("%(key)s is part of %(needed)s and cannot wait until the whole has ended.") % keys)
    return GRANTED


def _makes_no_circle(around: Sequence[str]) -> Verdict:
    if not around:
        return GRANTED
    chain = _(", which waits for ").join(around[1:])
    words = _("These items would wait for each other: %(first)s waits for %(chain)s. Take one of them out.")
    return wrong_input(words % {"first": around[0], "chain": chain})
