"""The business plan of an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from businessplans.states import PlanState
from mandates.models import MandateVersion
from pmo import clock
from pmo.access.models import Office


class BusinessPlan(models.Model):
    """The plan by which an office delivers one version of its mandate; one that is not superseded an office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="plans")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    made_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=~models.Q(state=PlanState.SUPERSEDED), name="plan_one_current"
            ),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="plan_ends_after_start"),
        ]

    @property
    def key(self) -> str:
        return str(_("business plan"))
