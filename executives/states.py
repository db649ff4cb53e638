"""Words of seats and requirements, and the moves of a requirement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui import words
from pmo.ui.words import Word


class DecisionRole(models.TextChoices):
    """A seat's part in the decision."""

    SIGNATORY = "signatory", _("Signatory")
    INPUT = "input", _("Asked, not counted")
    INFORMED = "informed", _("Informed")

    @property
    def word(self) -> Word:
        """The part as a status."""
        return words.settled(self.label) if self == DecisionRole.SIGNATORY else words.outside(self.label)


class RequirementKind(models.TextChoices):
    """What an executive states."""

    ISSUE = "issue", _("Issue")
    OPPORTUNITY = "opportunity", _("Opportunity")
    NEED = "need", _("Need")
    CONSTRAINT = "constraint", _("Constraint")
    EXCLUSION = "exclusion", _("Exclusion")


class Priority(models.TextChoices):
    """How much it matters to its executive."""

    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    COULD = "could", _("Could")
    WONT = "wont", _("Won’t, for now")


class RequirementState(models.TextChoices):
    """Where a requirement stands on the way to individual consensus."""

    RECORDED = "recorded", _("Recorded")
    PLAYED_BACK = "played_back", _("Played back")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Left out by its executive")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def word(self) -> Word:
        """The state as a status."""
        return STATE_WORDS[self](self.label)


STATE_WORDS = {
    RequirementState.RECORDED: words.waiting,
    RequirementState.PLAYED_BACK: words.current,
    RequirementState.CONFIRMED: words.settled,
    RequirementState.DECLINED: words.wrong,
    RequirementState.MERGED: words.outside,
    RequirementState.WITHDRAWN: words.outside,
}

UNSETTLED_STATES = (RequirementState.RECORDED, RequirementState.PLAYED_BACK)
"""The states in which the words still wait for their executive."""

REQUIREMENT_MOVES = {
    RequirementState.RECORDED: {
        RequirementState.PLAYED_BACK,
        RequirementState.CONFIRMED,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.WITHDRAWN,
    },
    RequirementState.PLAYED_BACK: {
        RequirementState.RECORDED,
        RequirementState.CONFIRMED,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.WITHDRAWN,
    },
    RequirementState.CONFIRMED: {
        RequirementState.RECORDED,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.WITHDRAWN,
    },
    RequirementState.DECLINED: {RequirementState.RECORDED},
    RequirementState.MERGED: set(),
    RequirementState.WITHDRAWN: {RequirementState.RECORDED},
}


class RowOutcome(models.TextChoices):
    """What taking a file in does with one of its rows."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("The same")
    REFUSED = "refused", _("Left out")
    IGNORED = "ignored", _("No record")

    @property
    def word(self) -> Word:
        """The outcome as a status."""
        return OUTCOME_WORDS[self](self.label)


OUTCOME_WORDS = {
    RowOutcome.NEW: words.settled,
    RowOutcome.CHANGED: words.look_again,
    RowOutcome.SAME: words.waiting,
    RowOutcome.REFUSED: words.wrong,
    RowOutcome.IGNORED: words.outside,
}
