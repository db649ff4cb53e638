"""Why an item is done: its links to the benefits of the mandate."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from businessplans.models.items import PlanItem
from mandates.models import Line


class TraceLink(models.Model):
    """A share of an item serves a benefit, confirmed against the statement as it stood then.

    The shares of one item sum to at most 100, held under a lock on the plan.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="traces")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="traces")
    share = models.PositiveSmallIntegerField(_("share of the item, per cent"))
    rationale = models.TextField(_("why"), max_length=2000, blank=True)
    confirmed_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-share", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "line"], name="trace_once"),
            models.CheckConstraint(condition=models.Q(share__gte=1, share__lte=100), name="trace_share_of_hundred"),
        ]
