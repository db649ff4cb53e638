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
    SPLIT = "split", _("Split up")
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
    RequirementState.SPLIT: words.outside,
    RequirementState.WITHDRAWN: words.outside,
}

UNSETTLED_STATES = (RequirementState.RECORDED, RequirementState.PLAYED_BACK)
"""The states in which the words still wait for their executive."""

PASSED_ON = (RequirementState.MERGED, RequirementState.SPLIT)
"""The states in which others stand in its place; it stays readable, and stands again if they do not hold."""

REQUIREMENT_MOVES = {
    RequirementState.RECORDED: {
        RequirementState.PLAYED_BACK,
        RequirementState.CONFIRMED,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.SPLIT,
        RequirementState.WITHDRAWN,
    },
    RequirementState.PLAYED_BACK: {
        RequirementState.RECORDED,
        RequirementState.CONFIRMED,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.SPLIT,
        RequirementState.WITHDRAWN,
    },
    RequirementState.CONFIRMED: {
        RequirementState.RECORDED,
        RequirementState.PLAYED_BACK,
        RequirementState.DECLINED,
        RequirementState.MERGED,
        RequirementState.SPLIT,
        RequirementState.WITHDRAWN,
    },
    RequirementState.DECLINED: {RequirementState.RECORDED},
    RequirementState.MERGED: {
        RequirementState.RECORDED,
        RequirementState.PLAYED_BACK,
        RequirementState.CONFIRMED,
    },
    RequirementState.SPLIT: {
        RequirementState.RECORDED,
        RequirementState.PLAYED_BACK,
        RequirementState.CONFIRMED,
    },
    RequirementState.WITHDRAWN: {RequirementState.RECORDED},
}


class LineageKind(models.TextChoices):
    """How requirements are made from others."""

    MERGE = "merge", _("Merged into")
    SPLIT = "split", _("Split up into")
    DERIVE = "derive", _("Derived")


class Fills(models.TextChoices):
    """What the answer to a prompt is: the first words of a requirement of a kind, or one of its other fields."""

    ISSUE = "issue", _("Begins: something that goes wrong today")
    OPPORTUNITY = "opportunity", _("Begins: something to be gained")
    NEED = "need", _("Begins: something they need")
    CONSTRAINT = "constraint", _("Begins: a limit to keep to")
    EXCLUSION = "exclusion", _("Begins: something that must not be done")
    CONSEQUENCE = "consequence_today", _("What it costs today")
    BENEFIT = "benefit_wanted", _("What they want instead")
    MEASURE = "measure", _("How they would know")
    DAY = "wanted_by", _("By when")

    @property
    def begins(self) -> bool:
        """Whether the answer begins a requirement."""
        return self.value in RequirementKind.values


class CatalogueKind(models.TextChoices):
    """What an entry of the catalogue speaks of."""

    ISSUE = "issue", _("What goes wrong")
    OPPORTUNITY = "opportunity", _("What could be gained")
    BENEFIT = "benefit", _("What would be better")


class RequestEnd(models.TextChoices):
    """What ended a request for words."""

    SAID = "said", _("Said something")
    NOTHING = "nothing", _("Has nothing more to say")
    TAKEN_BACK = "taken_back", _("Taken back")


class TalkKind(models.TextChoices):
    """What a talk with one executive was about."""

    WANTS = "wants", _("What they want")
    PLAY_BACK = "play_back", _("What was written down")
    BEFORE = "before", _("Before a round")
    AFTER = "after", _("After a round")


class Presence(models.TextChoices):
    """How a seat took part in the kick-off."""

    PRESENT = "present", _("Present")
    BRIEFED = "briefed", _("Briefed beforehand")
    STAND_IN = "stand_in", _("A stand-in came")
    ABSENT = "absent", _("Absent")

    @property
    def word(self) -> Word:
        """The presence as a status."""
        return PRESENCE_WORDS[self](self.label)


PRESENCE_WORDS = {
    Presence.PRESENT: words.settled,
    Presence.BRIEFED: words.settled,
    Presence.STAND_IN: words.partly,
    Presence.ABSENT: words.look_again,
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
