"""Words of a mandate under control: classes of amendments, how one signs, what a successor says, who stands in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, current, outside, partly, settled, waiting


class AmendmentClass(models.TextChoices):
    """How much a version changes the one in force: who must say yes follows from it."""

    EDITORIAL = "editorial", _("Editorial")
    MINOR = "minor", _("Minor")
    MAJOR = "major", _("Major")

    @property
    def weight(self) -> int:
        """The place in the order: of several classes the heaviest counts."""
        return list(AmendmentClass).index(self)

    @property
    def word(self) -> Word:
        """How a page shows it."""
        words = {"editorial": outside, "minor": partly, "major": current}
        return words[self.value](self.label)


LIGHT = (AmendmentClass.MINOR, AmendmentClass.EDITORIAL)
"""The classes that only those sign whom the amendment touches; it rests on what all signed before."""


class Manner(models.TextChoices):
    """How a seat signed."""

    PLAIN = "plain", _("Signed")
    RESERVATION = "reservation", _("Signed with a reservation")
    CONDITION = "condition", _("Signed with a condition")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return (settled if self == Manner.PLAIN else partly)(self.label)


class ConditionEnd(models.TextChoices):
    """How a condition ended: its seat says that it is met, or lets it go."""

    MET = "met", _("Met")
    LET_GO = "let_go", _("Let go")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return (settled if self == ConditionEnd.MET else outside)(self.label)


class DelegationScope(models.TextChoices):
    """What a delegate may sign in the place of a seat's holder."""

    ALL = "all", _("Every version")
    MINOR = "minor", _("Minor amendments and changes of wording")


class SuccessorChoice(models.TextChoices):
    """What the new holder of a seat says to what the seat signed before."""

    RATIFY = "ratify", _("I stand by it")
    REOPEN = "reopen", _("I want this reopened")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return (settled if self == SuccessorChoice.RATIFY else waiting)(self.label)
