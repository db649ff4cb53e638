"""Words of the mandate, and the moves of versions, rounds and signature requests."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, current, outside, partly, settled, waiting, wrong


class LineKind(models.TextChoices):
    """What a line of the mandate is; the value is what people say in a key (BEN-3)."""

    ISSUE = "ISS", _("Issue")
    OPPORTUNITY = "OPP", _("Opportunity")
    BENEFIT = "BEN", _("Benefit")
    GOAL = "GOAL", _("Goal")
    OBJECTIVE = "OBJ", _("Objective")
    EXCLUSION = "EXC", _("Exclusion")

    @property
    def advice(self) -> str | Promise:
        """What makes a good one, in a sentence to who drafts it."""
        return ADVICE[self]


ADVICE = {
    LineKind.ISSUE: _("What goes wrong today, with its consequence, as the executives would say it."),
    LineKind.OPPORTUNITY: _("What could be gained, and why it is not gained today."),
    LineKind.BENEFIT: _(
        "Begin with a change word and a measure: “Reduce the average delay of jobs from 4.6 to 1.5 months”."
    ),
    LineKind.GOAL: _("What the office stands for when it is done, in one sentence without a figure."),
    LineKind.OBJECTIVE: _("What is reached by when, so that nobody can argue whether it was."),
    LineKind.EXCLUSION: _("What the office must not do or touch."),
}


class VersionState(models.TextChoices):
    """Where a version of the mandate stands."""

    DRAFT = "draft", _("Draft")
    IN_CONSENSUS = "in_consensus", _("In consensus")
    AGREED = "agreed", _("Agreed")
    OUT_FOR_SIGNATURE = "out_for_signature", _("Out for signature")
    ON_NOTICE = "on_notice", _("Open to objection")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    RETIRED = "retired", _("Retired")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def word(self) -> Word:
        """The word by which a page shows the state."""
        return VERSION_WORDS[self](self.label)


VERSION_WORDS = {
    VersionState.DRAFT: waiting,
    VersionState.IN_CONSENSUS: current,
    VersionState.AGREED: settled,
    VersionState.OUT_FOR_SIGNATURE: current,
    VersionState.ON_NOTICE: current,
    VersionState.IN_FORCE: settled,
    VersionState.SUPERSEDED: outside,
    VersionState.RETIRED: outside,
    VersionState.WITHDRAWN: wrong,
}
VERSION_MOVES = {
    VersionState.DRAFT: {
        VersionState.IN_CONSENSUS,
        VersionState.AGREED,  # what the last round agreed on, once every source that moved on is answered
        VersionState.OUT_FOR_SIGNATURE,
        VersionState.WITHDRAWN,
    },
    VersionState.IN_CONSENSUS: {VersionState.DRAFT, VersionState.AGREED, VersionState.WITHDRAWN},
    VersionState.AGREED: {VersionState.OUT_FOR_SIGNATURE, VersionState.WITHDRAWN},
    VersionState.OUT_FOR_SIGNATURE: {VersionState.ON_NOTICE, VersionState.IN_FORCE, VersionState.WITHDRAWN},
    VersionState.ON_NOTICE: {VersionState.IN_FORCE, VersionState.WITHDRAWN},
    VersionState.IN_FORCE: {VersionState.SUPERSEDED, VersionState.RETIRED},
    VersionState.SUPERSEDED: set(),
    VersionState.RETIRED: set(),
    VersionState.WITHDRAWN: set(),
}
OPEN_STATES = (
    VersionState.DRAFT,
    VersionState.IN_CONSENSUS,
    VersionState.AGREED,
    VersionState.OUT_FOR_SIGNATURE,
    VersionState.ON_NOTICE,
)
FROZEN_STATES = (
    VersionState.AGREED,
    VersionState.OUT_FOR_SIGNATURE,
    VersionState.ON_NOTICE,
    VersionState.IN_FORCE,
    VersionState.SUPERSEDED,
    VersionState.RETIRED,
)
TO_BE_SIGNED = (VersionState.AGREED, VersionState.OUT_FOR_SIGNATURE)
GOING_INTO_FORCE = (VersionState.OUT_FOR_SIGNATURE, VersionState.ON_NOTICE)


class BenefitKind(models.TextChoices):
    """The kind of a benefit."""

    FINANCIAL = "financial", _("Financial")
    NON_FINANCIAL = "non_financial", _("Non-financial")
    DISBENEFIT = "disbenefit", _("Dis-benefit")


class Direction(models.TextChoices):
    """Which way is better."""

    INCREASE = "increase", _("Up")
    DECREASE = "decrease", _("Down")


class ToleranceKind(models.TextChoices):
    """How a tolerance is meant."""

    ABSOLUTE = "absolute", _("In the unit of the measure")
    PERCENT = "percent", _("Per cent of the target")


class LinkKind(models.TextChoices):
    """How one statement hangs on another: a benefit or goal addresses an issue; an objective serves both."""

    ADDRESSES = "addresses", _("addresses")
    SERVES = "serves", _("serves")
    ACHIEVES = "achieves", _("achieves")


LINKS_BETWEEN = {
    LinkKind.ADDRESSES: ((LineKind.BENEFIT, LineKind.GOAL), (LineKind.ISSUE, LineKind.OPPORTUNITY)),
    LinkKind.SERVES: ((LineKind.OBJECTIVE,), (LineKind.BENEFIT,)),
    LinkKind.ACHIEVES: ((LineKind.OBJECTIVE,), (LineKind.GOAL,)),
}
"""Which kinds a link may join: what serves, and what is served."""


class UnansweredReason(models.TextChoices):
    """Why a requirement did not land in the mandate."""

    CARRIED_IN_PLAN = "carried_in_plan", _("Carried in the business plan")
    CONFLICT_RESOLVED = "conflict_resolved", _("Conflicts with another; settled otherwise")
    OUT_OF_SCOPE = "out_of_scope", _("Out of scope")
    NOT_NOW = "not_now", _("Not now")
    NOT_CONFIRMED = "not_confirmed", _("Not confirmed")
    OTHER = "other", _("Another reason")


class AgreementRule(models.TextChoices):
    """When a statement counts as agreed; see `mandates.agreement.needed`."""

    UNANIMITY = "unanimity", _("All signatory seats")
    THREE_QUARTERS = "three_quarters", _("Three quarters of the signatory seats")
    TWO_THIRDS = "two_thirds", _("Two thirds of the signatory seats")
    MAJORITY = "majority", _("More than half of the signatory seats")
    N_OF_M = "n_of_m", _("A number of signatory seats that is named here")
    CONSENT = "consent", _("No signatory seat objects, and all were heard")


SIGNING_RULES = [(rule.value, rule.label) for rule in AgreementRule if rule != AgreementRule.CONSENT]
"""The rules by which a version may be signed: consent is no signature."""


class RoundState(models.TextChoices):
    """Where a consensus round stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")
    LAPSED = "lapsed", _("Lapsed")

    @property
    def word(self) -> Word:
        """The word of a round's status."""
        words = {"open": current, "settled": settled, "closed": partly, "lapsed": wrong, "cancelled": outside}
        return words.get(self.value, waiting)(self.label)


ROUND_MOVES = {
    RoundState.PLANNED: {RoundState.OPEN, RoundState.CANCELLED},
    RoundState.OPEN: {RoundState.CLOSED, RoundState.SETTLED, RoundState.CANCELLED, RoundState.LAPSED},
    RoundState.CLOSED: {RoundState.SETTLED},
    RoundState.SETTLED: set(),
    RoundState.CANCELLED: set(),
    RoundState.LAPSED: set(),
}


class StanceChoice(models.TextChoices):
    """What a seat says to a statement."""

    AGREE = "agree", _("Agree")
    RESERVATION = "agree_with_reservation", _("Agree, with a reservation")
    ABSTAIN = "abstain", _("Abstain")
    OBJECT = "object", _("Object")

    @property
    def word(self) -> Word:
        """The word of a stance, with its shape."""
        words = {"agree": settled, "agree_with_reservation": partly, "object": wrong}
        return words.get(self.value, waiting)(self.label)


AGREEING = (StanceChoice.AGREE, StanceChoice.RESERVATION)
REASON_DUE = (StanceChoice.RESERVATION, StanceChoice.OBJECT)


class SignatureState(models.TextChoices):
    """Where the request to a seat for its signature stands: `later` until those before it in the order have signed."""

    LATER = "later", _("Its turn comes")
    WAITING = "waiting", _("Not yet")
    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Revoked")
    ENDED = "ended", _("Not asked any more")

    @property
    def word(self) -> Word:
        """The word of a signature request's status."""
        words = {"signed": settled, "declined": wrong, "revoked": wrong, "ended": outside}
        return words.get(self.value, waiting)(self.label)


SIGNATURE_MOVES = {
    SignatureState.LATER: {SignatureState.WAITING, SignatureState.ENDED},
    SignatureState.WAITING: {SignatureState.SIGNED, SignatureState.DECLINED, SignatureState.ENDED},
    SignatureState.SIGNED: {SignatureState.REVOKED},
    SignatureState.REVOKED: {SignatureState.SIGNED, SignatureState.DECLINED, SignatureState.ENDED},
    SignatureState.DECLINED: set(),
    SignatureState.ENDED: set(),
}
ASKED_TO_SIGN = (SignatureState.WAITING, SignatureState.REVOKED)
"""A seat may sign now: it was not asked in vain, and who revoked may sign after all."""
