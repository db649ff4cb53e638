"""Words of the business plan, and its moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui import words


class PlanState(models.TextChoices):
    """Where a business plan stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")

    @property
    def word(self) -> words.Word:
        """The state as a page shows it."""
        return PLAN_WORDS[self](self.label)


PLAN_WORDS = {
    PlanState.DRAFT: words.current,
    PlanState.PUBLISHED: words.settled,
    PlanState.SUPERSEDED: words.outside,
}

PLAN_MOVES = {
    PlanState.DRAFT: {PlanState.PUBLISHED},
    PlanState.PUBLISHED: {PlanState.SUPERSEDED, PlanState.DRAFT},
    PlanState.SUPERSEDED: set(),
}


class Level(models.TextChoices):
    """The level of a plan item."""

    PRIORITY = "priority", _("Priority")
    OBJECTIVE = "objective", _("Objective")
    ACTION = "action", _("Action")


PARENT_LEVEL = {Level.PRIORITY: None, Level.OBJECTIVE: Level.PRIORITY, Level.ACTION: Level.OBJECTIVE}


class ItemStatus(models.TextChoices):
    """Where the work on an item stands."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")

    @property
    def word(self) -> words.Word:
        """The status as a page shows it."""
        return ITEM_WORDS[self](self.label)


ITEM_WORDS = {
    ItemStatus.PLANNED: words.waiting,
    ItemStatus.RUNNING: words.current,
    ItemStatus.DONE: words.settled,
    ItemStatus.STOPPED: words.outside,
}


class ValueArea(models.TextChoices):
    """An optional tag, after the value areas of portfolio, programme and project offices (P3O)."""

    GOVERNANCE = "governance", _("Governance")
    TRANSPARENCY = "transparency", _("Transparency")
    DELIVERY_SUPPORT = "delivery_support", _("Delivery support")
    REUSABILITY = "reusability", _("Reusability")
    TRACEABILITY = "traceability", _("Traceability")


NO_REASON = words.wrong(_("No reason yet"))
SUSPECT = words.look_again(_("Look again"))
CHANGED = words.look_again(_("This benefit has changed"))
GONE = words.look_again(_("No longer in the mandate"))
