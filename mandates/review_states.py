"""Words of a review: where it stands, what executives answer, how it ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, current, outside, partly, settled, waiting, wrong


class ReviewState(models.TextChoices):
    """Where a review stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return REVIEW_WORDS[self](self.label)


REVIEW_WORDS = {ReviewState.PLANNED: waiting, ReviewState.OPEN: current, ReviewState.CLOSED: settled}
REVIEW_MOVES = {
    ReviewState.PLANNED: {ReviewState.OPEN},
    ReviewState.OPEN: {ReviewState.CLOSED},
    ReviewState.CLOSED: set(),
}


class ReviewOutcome(models.TextChoices):
    """How a review ended."""

    REAFFIRM = "reaffirm", _("Reaffirmed")
    REVISE = "revise", _("To be revised")
    SUPERSEDE = "supersede", _("To be superseded")
    RETIRE = "retire", _("Retired")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return OUTCOME_WORDS[self](self.label)


OUTCOME_WORDS = {
    ReviewOutcome.REAFFIRM: settled,
    ReviewOutcome.REVISE: partly,
    ReviewOutcome.SUPERSEDE: partly,
    ReviewOutcome.RETIRE: outside,
}


class ReviewAnswerChoice(models.TextChoices):
    """What an executive answers to *is the mandate still right?*."""

    STILL_RIGHT = "still_right", _("Still right")
    CHANGE = "change", _("Change this")
    TALK = "talk", _("Talk to me")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return REVIEW_ANSWER_WORDS[self](self.label)


REVIEW_ANSWER_WORDS = {
    ReviewAnswerChoice.STILL_RIGHT: settled,
    ReviewAnswerChoice.CHANGE: wrong,
    ReviewAnswerChoice.TALK: partly,
}
