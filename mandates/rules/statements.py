"""What a header, a statement and a profile must be to be written at all."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mandates.models import Benefit, MandateVersion, Objective, Statement
from mandates.profiles import PROFILES, BenefitProfile, Header, ObjectiveProfile, Profile
from mandates.states import LineKind
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, wrong_input

DIGITS = 15
PLACES = 6
LONGEST_OF_THE_HEAD = 20_000
FIGURES = ("baseline", "target", "tolerance")


def is_sound(kind: str, text: str, profile: Profile | None) -> Verdict:
    """Refuse a statement without words, too long to be one, or with a profile that cannot be."""
    if kind not in LineKind.values:
        return wrong_input(
            _("Say what it is: an issue, an opportunity, a benefit, a goal, an objective or an exclusion.")
        )
    if type(profile) is not PROFILES.get(kind, type(None)):
        return wrong_input(_("Only benefits and objectives have a profile, each its own."))
    said = is_said(text, _("the statement"), Statement._meta.get_field("text").max_length or 0)
    return first_refusal(said, is_sound_profile(profile))


def is_said(text: str, what: str, most: int) -> Verdict:
    """Refuse an empty text and one that is too long."""
    if not text.strip():
        return wrong_input(_("Write down what %(what)s says.") % {"what": what})
    return is_short_enough(text, what, most)


def is_short_enough(text: str, what: str, most: int) -> Verdict:
    """Refuse a text that is longer than its place."""
    if len(text) <= most:
        return GRANTED
    sentence = _("For %(what)s there is room for %(most)d letters; this is %(now)d. Say it shorter.")
    return wrong_input(sentence % {"what": what, "most": most, "now": len(text)})


def is_sound_profile(profile: Profile | None) -> Verdict:
    """Refuse figures and dates that cannot be."""
    match profile:
        case BenefitProfile():
            return first_refusal(_fits(Benefit, profile), _figures(profile), _dates(profile))
        case ObjectiveProfile():
            return _fits(Objective, profile)
    return GRANTED


def is_sound_header(header: Header) -> Verdict:
    """Refuse a header without a title, or with a part that is longer than its place."""
    most = MandateVersion._meta.get_field("title").max_length or 0
    parts = {name: value for name, value in vars(header).items() if name != "title"}
    return first_refusal(
        is_said(header.title, _("the title"), most),
        *(is_short_enough(value, _label(name), LONGEST_OF_THE_HEAD) for name, value in parts.items()),
    )


def _label(name: str) -> str:
    return str(MandateVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _fits(model: type[Benefit | Objective], profile: Profile) -> Verdict:
    rooms: list[Any] = [model._meta.get_field(name) for name, value in vars(profile).items() if isinstance(value, str)]
    return first_refusal(
        *(
            is_short_enough(getattr(profile, room.name), str(room.verbose_name), room.max_length)
            for room in rooms
            if room.max_length
        )
    )


def _figures(profile: BenefitProfile) -> Verdict:
    for name in FIGURES:
        value: Decimal | None = getattr(profile, name)
        if value is not None and not _is_figure(value):
            sentence = _("A figure has room for %(digits)d digits, %(places)d of them after the point; this has more.")
            return wrong_input(sentence % {"digits": DIGITS, "places": PLACES})
    if profile.tolerance is not None and profile.tolerance < 0:
        return wrong_input(_("A tolerance is how far one may miss the target: give it without a minus."))
    return GRANTED


def _is_figure(value: Decimal) -> bool:
    """Say whether every database keeps the figure exactly: SQLite keeps fifteen digits, a column twelve and six."""
    if not value.is_finite():
        return False
    _sign, digits, exponent = value.normalize().as_tuple()
    after, before = max(-int(exponent), 0), max(len(digits) + int(exponent), 0)
    return after <= PLACES and before <= DIGITS - 3 and before + after <= DIGITS


def _dates(profile: BenefitProfile) -> Verdict:
    start, end = profile.baseline_date, profile.target_date
    if start and end and end < start:
        return wrong_input(_("The target lies on a day before the baseline was measured. Check both dates."))
    return GRANTED
