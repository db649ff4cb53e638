"""The lists of the mandate as rows to keep: statements, benefits, versions, requirements."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from mandates.models import MandateVersion
from mandates.selectors.documents import Document
from mandates.selectors.requirements import RequirementRow
from pmo.ui.exports import Column, Exported

Rows = Iterable[Sequence[Exported]]

STATEMENTS = [
    Column(_("Key"), 10),
    Column(_("Kind"), 14),
    Column(_("Statement"), 60),
    Column(_("Asked for by"), 40),
    Column(_("Requirements"), 24),
    Column(_("Answers"), 20),
    Column(_("Answered by"), 20),
    Column(_("Reference"), 12),
    Column(_("Fingerprint"), 30),
]
BENEFITS = [
    Column(_("Key"), 10),
    Column(_("Benefit"), 50),
    Column(_("What it means"), 50),
    Column(_("Kind"), 16),
    Column(_("Owner"), 30),
    Column(_("Measure"), 50),
    Column(_("Unit"), 14),
    Column(_("Data source"), 30),
    Column(_("Baseline"), 12),
    Column(_("Baseline measured on"), 14),
    Column(_("Target"), 12),
    Column(_("Target reached by"), 14),
    Column(_("Better is"), 10),
    Column(_("Tolerance"), 12),
    Column(_("Tolerance is"), 24),
]
LANDING = [
    Column(_("Requirement"), 12),
    Column(_("Executive"), 30),
    Column(_("In their own words"), 60),
    Column(_("State"), 16),
    Column(_("Landed in"), 24),
    Column(_("Left out because"), 24),
    Column(_("Sentence to the executive"), 60),
]
VERSIONS = [
    Column(_("Version"), 10),
    Column(_("State"), 18),
    Column(_("Reason"), 50),
    Column(_("Frozen"), 18),
    Column(_("In force since"), 18),
    Column(_("Ended"), 18),
    Column(_("Fingerprint"), 30),
]


def statement_rows(document: Document) -> Rows:
    """Yield the statements of a version."""
    for line in document.lines:
        yield (
            line.key,
            line.statement.line.get_kind_display(),
            line.text,
            ", ".join(line.asked_by),
            ", ".join(origin.key for origin in line.origins),
            ", ".join((*line.answers, *line.brings, *line.achieves)),
            ", ".join(line.answered_by),
            line.statement.line.source_ref,
            line.statement.digest,
        )


def benefit_rows(document: Document) -> Rows:
    """Yield the benefits of a version with their profiles."""
    for line in document.benefits:
        benefit = line.statement.benefit
        yield (
            line.key,
            line.text,
            benefit.description,
            benefit.get_kind_display(),
            benefit.owner.title if benefit.owner else "",
            benefit.measure,
            benefit.unit,
            benefit.data_source,
            benefit.baseline,
            benefit.baseline_date,
            benefit.target,
            benefit.target_date,
            benefit.get_direction_display() if benefit.direction else "",
            benefit.tolerance,
            benefit.get_tolerance_kind_display(),
        )


def landing_list(rows: Iterable[RequirementRow]) -> Rows:
    """Yield the requirements with what became of each."""
    for row in rows:
        yield (
            row.key,
            row.requirement.seat.title,
            row.words,
            row.requirement.get_state_display(),
            ", ".join(each.key for each in row.landing.statements),
            row.landing.code_word,
            row.landing.reason,
        )


def version_rows(versions: Iterable[MandateVersion]) -> Rows:
    """Yield the versions of a mandate."""
    for version in versions:
        yield (
            version.key,
            version.get_state_display(),
            version.reason,
            version.frozen_at,
            version.in_force_at,
            version.ended_at,
            version.digest,
        )
