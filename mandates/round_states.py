"""Words of a binding round: how it asks, how abstentions count, when a reason is due, how an objection ended."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.states import PASSED_ON, RequirementState
from mandates.states import StanceChoice
from pmo.ui.words import Word, look_again, outside, settled, waiting


class RoundMethod(models.TextChoices):
    """What a binding round asks of a seat."""

    STANCE = "stance", _("Stance: agree, agree with a reservation, abstain or object")
    CONSENT = "consent", _("Consent: nobody abstains, and an objection names a harm")


class Abstentions(models.TextChoices):
    """What an abstention does to the number that must agree."""

    COUNT = "count", _("They stay in the number of seats, so they do not help a statement")
    LEAVE = "leave", _("They leave the number of seats: only those who take a side are counted")


class ReasonDue(models.TextChoices):
    """When an answer needs its reason."""

    NEVER = "never", _("Never")
    OBJECTIONS = "objections", _("For objections and reservations")
    ALWAYS = "always", _("With every answer")


class Resolution(models.TextChoices):
    """How an objection ended."""

    AMENDED = "amended", _("Amended")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    OVERRULED = "overruled", _("Overruled, as the rule allowed")

    @property
    def word(self) -> Word:
        """How a page shows it: what was overruled is never shown as settled."""
        return RESOLUTION_WORDS[self](self.label)


RESOLUTION_WORDS = {
    Resolution.AMENDED: settled,
    Resolution.WITHDRAWN: outside,
    Resolution.OVERRULED: look_again,
}


class SourceStanding(models.TextChoices):
    """How the words stood that a statement comes from, when the round opened."""

    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Left out by its executive")
    VACANT = "vacant", _("Of a seat that nobody holds")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return STANDING_WORDS[self](self.label)


STANDING_WORDS = {
    SourceStanding.CONFIRMED: settled,
    SourceStanding.DECLINED: outside,
    SourceStanding.VACANT: waiting,
}

TAKEN_BACK = (RequirementState.DECLINED, RequirementState.WITHDRAWN, *PASSED_ON)
"""The states in which words no longer stand as they were confirmed, without a new wording."""
CHOICES_OF = {
    RoundMethod.STANCE: tuple(StanceChoice),
    RoundMethod.CONSENT: (StanceChoice.AGREE, StanceChoice.RESERVATION, StanceChoice.OBJECT),
}
"""Which answers a method takes: who consents does not abstain."""
CONSENT_LABELS = {
    StanceChoice.AGREE: _("Consent"),
    StanceChoice.RESERVATION: _("Consent, with a reservation"),
    StanceChoice.OBJECT: _("Object: it would do harm"),
}


def label_of(choice: str, method: str) -> str:
    """Return the words of an answer as the round's method asks for it."""
    chosen = StanceChoice(choice)
    if method == RoundMethod.CONSENT and chosen in CONSENT_LABELS:
        return str(CONSENT_LABELS[chosen])
    return str(chosen.label)


def word_of(choice: str, method: str) -> Word:
    """Return the status of an answer as the round's method asks for it."""
    return replace(StanceChoice(choice).word, label=label_of(choice, method))
