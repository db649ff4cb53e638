"""Who may make requirements from others, of which ones; and who keeps the themes."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Theme
from executives.rules.requirements import may_say
from executives.states import PASSED_ON, UNSETTLED_STATES, LineageKind, RequirementState
from executives.words import Words
from pmo.access.models import Office
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input

LIVING = (*UNSETTLED_STATES, RequirementState.CONFIRMED)
LEAST = {LineageKind.MERGE: 2, LineageKind.SPLIT: 1, LineageKind.DERIVE: 1}
TOO_FEW = {
    LineageKind.MERGE: _("Choose two or more requirements: one cannot be merged with itself."),
    LineageKind.SPLIT: _("Choose the requirement to split up."),
    LineageKind.DERIVE: _("Choose the requirement from which the new one follows."),
}


def may_keep_themes(standing: Standing) -> Verdict:
    """Grant themes, and making requirements from others, to PMO managers."""
    return is_manager(standing)


def may_make(
    kind: LineageKind, standing: Standing, sources: Sequence[Requirement], shown_digests: Mapping[int, str]
) -> Verdict:
    """Grant a new requirement made of living ones of this office, each as it was shown."""
    if not (verdict := is_manager(standing)):
        return verdict
    if len(sources) < LEAST[kind]:
        return wrong_input(TOO_FEW[kind])
    if len(sources) < len(shown_digests) or any(each.office_id != standing.office.pk for each in sources):
        return wrong_input(_("One of the requirements is not of this office. Choose from the list."))
    checks = [_is_living(each) for each in sources]
    return first_refusal(*checks, *(_is_as_shown(each, shown_digests[each.pk]) for each in sources))


def may_say_parts(parts: Sequence[Words]) -> Verdict:
    """Grant two or more parts that each say something, and something else."""
    if len(parts) < 2:
        return wrong_input(_("Write down two parts or more: with one it stays what it is."))
    if len({each.digest for each in parts}) < len(parts):
        return wrong_input(_("Two of the parts say the same. Write down what each of them wants."))
    return first_refusal(*(may_say(each) for each in parts))


def may_call(name: str, others: Collection[Theme]) -> Verdict:
    """Refuse a theme without a name, one that is too long, and a name that another theme has."""
    if not name.strip():
        return wrong_input(_("Give the theme a name, for example Decisions that take too long."))
    most = Theme._meta.get_field("name").max_length or 0
    if len(name.strip()) > most:
        return wrong_input(gettext("A name has room for %(most)d letters. Say it shorter.") % {"most": most})
    if any(each.name.casefold() == name.strip().casefold() for each in others):
        said = gettext("There is a theme “%(name)s” already. Choose it, or another name.")
        return wrong_input(said % {"name": name.strip()})
    return GRANTED


def are_of_office(office: Office, theme: Theme | None, found: Collection[Requirement], asked: int) -> Verdict:
    """Refuse to put other offices' requirements under a heading, or any under another office's."""
    if not asked:
        return wrong_input(_("Choose at least one requirement."))
    strange = len(found) < asked or any(each.office_id != office.pk for each in found)
    if strange or (theme and theme.office_id != office.pk):
        return wrong_input(_("One of the requirements is not of this office. Choose from the list."))
    return GRANTED


def _is_living(source: Requirement) -> Verdict:
    if source.state in LIVING:
        return GRANTED
    if source.state in PASSED_ON:
        said = gettext("%(key)s went into another requirement already. Choose that one instead.")
        return refused(said % {"key": source.key})
    said = gettext("%(key)s is not wanted any more (%(state)s). Leave it out of the choice, or bring it back first.")
    return refused(said % {"key": source.key, "state": RequirementState(source.state).label.lower()})


def _is_as_shown(source: Requirement, shown: str) -> Verdict:
    if source.wording and source.wording.digest == shown:
        return GRANTED
    said = gettext("Somebody changed %(key)s after you opened it. Read what it says now; what you typed is kept.")
    return refused(said % {"key": source.key})
