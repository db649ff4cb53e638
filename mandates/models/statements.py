"""What a version says: statements, their profiles, their links and the words that they come from."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Seat, Wording
from mandates.models.versions import Line, MandateVersion
from mandates.states import BenefitKind, Direction, LinkKind, ToleranceKind, UnansweredReason
from pmo import clock

FIGURE: dict[str, Any] = {"max_digits": 18, "decimal_places": 6, "null": True, "blank": True}


class Statement(models.Model):
    """What a line says in one version. Its digest covers text and profile, not order, sources or links."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="statements")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="statements")
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(_("statement"), max_length=4000)
    digest = models.CharField(max_length=64)
    frozen = models.BooleanField(default=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["version", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "line"], name="statement_one_a_line")]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        return self.line.key


class Benefit(models.Model):
    """The profile of a benefit: how it is measured, from where to where, by when, by whom."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="benefit")
    description = models.TextField(_("what it means"), max_length=4000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BenefitKind.choices, default=BenefitKind.NON_FINANCIAL)
    owner = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="benefits_owned", verbose_name=_("owner")
    )
    measure = models.TextField(_("measure"), max_length=2000, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    data_source = models.CharField(_("data source"), max_length=300, blank=True)
    baseline = models.DecimalField(_("baseline"), **FIGURE)
    baseline_date = models.DateField(_("baseline measured on"), null=True, blank=True)
    target = models.DecimalField(_("target"), **FIGURE)
    target_date = models.DateField(_("target reached by"), null=True, blank=True)
    direction = models.CharField(_("better is"), max_length=10, choices=Direction.choices, blank=True)
    tolerance = models.DecimalField(_("tolerance"), **FIGURE)
    tolerance_kind = models.CharField(
        _("tolerance is"), max_length=10, choices=ToleranceKind.choices, default=ToleranceKind.ABSOLUTE
    )


class Objective(models.Model):
    """The profile of an objective: what is measured, what is reached, by when."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="objective")
    measure = models.TextField(_("measure"), max_length=2000, blank=True)
    target = models.CharField(_("target"), max_length=200, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)


class StatementLink(models.Model):
    """One statement hangs on another of the same version."""

    upper = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="links_down", help_text="What is served."
    )
    lower = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="links_up", help_text="What serves it.")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upper", "lower", "kind"], name="statement_link_once")]


class Source(models.Model):
    """A statement comes from a wording: the exact words, not only the requirement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="sources")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="landings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "wording"], name="source_once")]


class Unanswered(models.Model):
    """Why a requirement is not in a version: a reason that its executive reads."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="unanswered")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="unanswered")
    code = models.CharField(_("reason"), max_length=20, choices=UnansweredReason.choices)
    reason = models.TextField(_("in a sentence to the executive"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "requirement"], name="unanswered_once")]
