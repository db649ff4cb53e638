"""What is done: priorities, objectives and actions, with owner, dates, money, milestones and risks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from businessplans.models.plans import BusinessPlan
from businessplans.states import ItemStatus, Level, ValueArea
from executives.models import Seat
from mandates.models import Line

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class PlanItem(models.Model):
    """One item of the plan; its number is never used again. `made_for` is the line that the skeleton made it for."""

    plan = models.ForeignKey(BusinessPlan, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField(max_length=12, choices=Level.choices)
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    owner = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="items_owned", verbose_name=_("owner")
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ItemStatus.choices, default=ItemStatus.PLANNED)
    value_area = models.CharField(_("value area"), max_length=20, choices=ValueArea.choices, blank=True)
    made_for = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_ref = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="item_one_a_number"),
            models.UniqueConstraint(
                fields=["plan", "made_for"], condition=models.Q(made_for__isnull=False), name="item_made_once_a_line"
            ),
            models.UniqueConstraint(
                fields=["plan", "source_ref"], condition=~models.Q(source_ref=""), name="item_one_a_source_ref"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="item_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.PRIORITY, parent__isnull=True)
                | (~models.Q(level=Level.PRIORITY) & models.Q(parent__isnull=False)),
                name="item_priority_is_top",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What people say in meetings: ITEM-7."""
        return f"ITEM-{self.number}"


class Budget(models.Model):
    """The planned money of an action, in the office's currency; parents show sums."""

    item = models.OneToOneField(PlanItem, on_delete=models.CASCADE, related_name="budget")
    one_off = models.DecimalField(_("one-off"), max_digits=14, decimal_places=2, default=0)
    recurring_per_year = models.DecimalField(_("a year"), max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(one_off__gte=0, recurring_per_year__gte=0), name="budget_not_negative"
            )
        ]


class Dependency(models.Model):
    """An item can begin only when another has ended (finish to start)."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="needs")
    needed = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="needed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "needed"], name="dependency_once"),
            models.CheckConstraint(condition=~models.Q(item=models.F("needed")), name="dependency_not_on_itself"),
        ]


class Milestone(models.Model):
    """A day by which something of an item is there."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=300)
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["on", "pk"]


class Risk(models.Model):
    """What may go wrong with an item, how likely and how bad (1 to 5), and what is done about it."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="risks")
    text = models.TextField(_("risk"), max_length=2000)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(_("impact"), validators=ONE_TO_FIVE)
    response = models.TextField(_("response"), max_length=2000, blank=True)
