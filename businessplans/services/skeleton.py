"""Filling a plan from the mandate: a priority a benefit, an objective item a mandate objective."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator

from businessplans.coverage import equal_shares
from businessplans.locks import lock_plan
from businessplans.models import BusinessPlan, PlanItem, TraceLink
from businessplans.promises import promise_digest
from businessplans.rules.items import LONGEST_TITLE
from businessplans.rules.plans import may_change_plan, may_make_plan
from businessplans.states import Level
from mandates.models import MandateVersion, Statement
from mandates.selectors.versions import statements_of, version_in_force
from mandates.states import LineKind
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import first_refusal
from pmo.audit.services import record
from pmo.ui.prose import plain_words

SHARES = 100


@dataclass(frozen=True)
class Generated:
    """What came of filling a plan: the items added, and the objectives of the mandate that found no priority."""

    version: MandateVersion
    added: list[PlanItem] = field(default_factory=list)
    unplaced: list[Statement] = field(default_factory=list)


@transaction.atomic
def generate(*, plan_id: int, by: Person) -> Generated:
    """Add what the mandate in force asks for and the plan never had; the plan then serves that version.

    What was made once and removed since is not made again. An objective goes under the priority of the first
    benefit, in the order of the document, that it serves and whose priority stands.
    """
    plan = lock_plan(plan_id)
    standing = standing_of(by, plan.office)
    version = version_in_force(plan.office)
    first_refusal(may_change_plan(standing, plan), may_make_plan(standing, version)).require()
    assert version is not None
    drawing = _Drawing(plan, version)
    done = Generated(version, [*drawing.priorities(), *drawing.objectives()], drawing.unplaced)
    moved = plan.version_id != version.pk
    plan.version = version
    plan.save(update_fields=["version"])
    if done.added or moved:
        added = {"version": version.key, "added": [item.key for item in done.added]}
        record("plan.generated", about=plan, office=plan.office, by=by, payload=added)
    return done


class _Drawing:
    """One filling of one plan, under its lock: what stands already, and the numbers to go on with."""

    def __init__(self, plan: BusinessPlan, version: MandateVersion) -> None:
        self.plan = plan
        statements = list(statements_of(version).prefetch_related("links_up"))
        self.benefits = [each for each in statements if each.line.kind == LineKind.BENEFIT]
        self.wanted = [each for each in statements if each.line.kind == LineKind.OBJECTIVE]
        self.made = {item.made_for_id: item for item in plan.items.filter(made_for__isnull=False)}
        last = plan.items.aggregate(number=Max("number"), order=Max("order"))
        self.number, self.order = last["number"] or 0, last["order"] or 0
        self.unplaced: list[Statement] = []

    def priorities(self) -> list[PlanItem]:
        """Add a priority for every benefit that never had one."""
        added = []
        for statement in self.benefits:
            if statement.line_id not in self.made:
                end = self._within(statement.benefit.target_date)
                item = self._item(statement, Level.PRIORITY, None, statement.benefit.owner_id, end)
                self._trace(item, [statement])
                added.append(item)
        return added

    def objectives(self) -> list[PlanItem]:
        """Add an item for every objective that never had one, traced to all benefits that it serves."""
        added = []
        for statement in self.wanted:
            if statement.line_id in self.made:
                continue
            upper = {link.upper_id for link in statement.links_up.all()}
            served = [benefit for benefit in self.benefits if benefit.pk in upper]
            parent = self._first_standing(served)
            if parent is None:
                self.unplaced.append(statement)
                continue
            end = self._within(statement.objective.due)
            item = self._item(statement, Level.OBJECTIVE, parent, served[0].benefit.owner_id, end)
            self._trace(item, served)
            added.append(item)
        return added

    def _first_standing(self, served: list[Statement]) -> PlanItem | None:
        found = (self.made.get(benefit.line_id) for benefit in served)
        return next((item for item in found if item and item.removed_at is None), None)

    def _within(self, day: date | None) -> date:
        return day if day and self.plan.start <= day <= self.plan.end else self.plan.end

    def _item(
        self, statement: Statement, level: Level, parent: PlanItem | None, owner_id: int | None, end: date
    ) -> PlanItem:
        self.number, self.order = self.number + 1, self.order + 1
        item = PlanItem.objects.create(
            plan=self.plan,
            number=self.number,
            order=self.order,
            level=level,
            parent=parent,
            title=Truncator(plain_words(statement.text)).chars(LONGEST_TITLE),
            owner_id=owner_id,
            start=self.plan.start,
            end=end,
            made_for=statement.line,
        )
        self.made[statement.line_id] = item
        return item

    def _trace(self, item: PlanItem, served: list[Statement]) -> None:
        served = served[:SHARES]
        TraceLink.objects.bulk_create(
            TraceLink(item=item, line=each.line, share=share, confirmed_digest=promise_digest(each.benefit))
            for each, share in zip(served, equal_shares(len(served)), strict=True)
        )
