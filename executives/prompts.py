"""The questions by which executives are asked for their words: the product's own, until an office words them anew."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from executives.states import Fills, RequirementKind

EVERY_KIND = frozenset(RequirementKind.values)
BUT_EXCLUSIONS = EVERY_KIND - {RequirementKind.EXCLUSION.value}


@dataclass(frozen=True)
class Question:
    """One question: what its answer is, and of which kinds of requirement it is asked."""

    name: str
    fills: Fills
    question: str | Promise
    hint: str | Promise = ""
    kinds: frozenset[str] = EVERY_KIND


QUESTIONS = (
    Question(
        "wrong",
        Fills.ISSUE,
        _("What goes wrong today?"),
        _("In a sentence or two, as you would say it at the table."),
    ),
    Question(
        "gain",
        Fills.OPPORTUNITY,
        _("What could we gain that we miss today?"),
        _("Something within reach, if our projects went better."),
    ),
    Question(
        "success",
        Fills.NEED,
        _("The PMO is a success if it delivers…"),
        _("Finish the sentence. Say what you would see, not how it is done."),
    ),
    Question(
        "never",
        Fills.EXCLUSION,
        _("What must the PMO not do?"),
        _("What would be in your way, or is somebody else’s business."),
    ),
    Question(
        "cost",
        Fills.CONSEQUENCE,
        _("What does it cost today?"),
        _("Money, time, customers, nerves. A rough figure is enough."),
        BUT_EXCLUSIONS,
    ),
    Question(
        "harm",
        Fills.CONSEQUENCE,
        _("What would happen if it did?"),
        _("Whom it would slow down, or what it would cost."),
        EVERY_KIND - BUT_EXCLUSIONS,
    ),
    Question(
        "different",
        Fills.BENEFIT,
        _("What would be different?"),
        _("If it were solved: what would people do, get or stop doing?"),
        BUT_EXCLUSIONS,
    ),
    Question(
        "know",
        Fills.MEASURE,
        _("How would you know?"),
        _("A figure, a date, something that one can see."),
        BUT_EXCLUSIONS,
    ),
    Question(
        "when",
        Fills.DAY,
        _("By when?"),
        _("The day on which you would look. Leave it open if no day matters."),
        BUT_EXCLUSIONS,
    ),
)
