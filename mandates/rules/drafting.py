"""Who may change a draft, and when; who reads which version."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.models import Requirement, Wording
from executives.states import PASSED_ON, RequirementState
from mandates.models import MandateVersion, Statement
from mandates.states import FROZEN_STATES, LINKS_BETWEEN, LinkKind, VersionState
from pmo.access.rules import is_manager, sees_office, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

ONLY_MANAGER_DRAFTS = gettext_lazy("Only a PMO manager of this office drafts its mandate.")
FREEZABLE = (VersionState.DRAFT, VersionState.IN_CONSENSUS)
GONE = (RequirementState.WITHDRAWN, *PASSED_ON, RequirementState.DECLINED)


def may_draft(standing: Standing) -> Verdict:
    """Grant drafting to PMO managers."""
    return GRANTED if is_manager(standing) else wrong_role(ONLY_MANAGER_DRAFTS)


def may_change(standing: Standing, version: MandateVersion, open_round: int | None = None) -> Verdict:
    """Grant changes to PMO managers while the version is a draft; `open_round` is the round that asks on it."""
    return first_refusal(may_draft(standing), is_open_to_change(version, open_round))


def is_open_to_change(version: MandateVersion, open_round: int | None = None) -> Verdict:
    """Refuse to change what is asked or frozen, and say when it can be changed."""
    match version.state:
        case VersionState.DRAFT:
            return GRANTED
        case VersionState.IN_CONSENSUS if open_round:
            sentence = _("Round %(number)d is open on this draft. It can be changed when the round has closed.")
            return refused(sentence % {"number": open_round})
        case VersionState.IN_CONSENSUS:
            return refused(_("A round is open on this draft. It can be changed when the round has closed."))
        case VersionState.AGREED | VersionState.OUT_FOR_SIGNATURE | VersionState.ON_NOTICE:
            sentence = _(
                "Version %(number)s is agreed and its text is frozen. A change needs a new draft and agreement anew."
            )
        case VersionState.IN_FORCE:
            sentence = _("Version %(number)s is in force and its text is frozen. Open a draft to change the mandate.")
        case _other:
            sentence = _("Version %(number)s is history and stays as it was. Open a draft to change the mandate.")
    return refused(sentence % {"number": version.key})


def may_freeze(version: MandateVersion, *, says_something: bool) -> Verdict:
    """Refuse to fix what is history, and what says nothing."""
    if version.state not in FREEZABLE:
        return refused(_("This version was withdrawn. Open a new draft."))
    if not says_something:
        return refused(_("There is no statement in this draft yet. Add what the executives want, then ask them."))
    return GRANTED


def is_fresh(shown: str, statement: Statement) -> Verdict:
    """Refuse a deed on a statement that has changed since its page was loaded."""
    if shown == statement.digest:
        return GRANTED
    sentence = _("%(key)s has changed since you loaded the page. Look at it again before you do this.")
    return refused(sentence % {"key": statement.key})


def may_link(lower: Statement, upper: Statement, kind: LinkKind) -> Verdict:
    """Grant links only between kinds that belong together, within one version."""
    lowers, uppers = LINKS_BETWEEN[kind]
    if lower.version_id != upper.version_id:
        sentence = _("%(upper)s stands in another version. A statement is linked within its own version only.")
        return wrong_input(sentence % {"upper": upper.key})
    if lower.line.kind in lowers and upper.line.kind in uppers:
        return GRANTED
    names = {"lower": lower.key, "upper": upper.key, "link": kind.label}
    return wrong_input(
        _(
            "%(lower)s cannot be linked to %(upper)s by “%(link)s”. Benefits and goals address issues and "
            "opportunities; objectives serve benefits and achieve goals."
        )
        % names
    )


def may_source(wording: Wording, version: MandateVersion) -> Verdict:
    """Grant only the words that stand now, of a requirement of this office that is still wanted."""
    requirement = wording.requirement
    if requirement.office_id != version.mandate.office_id:
        return wrong_input(_("One of the requirements is not of this office. Choose from the list."))
    if requirement.state in GONE:
        sentence = _("%(key)s is no longer wanted (%(state)s). Leave it out, or ask its executive.")
        return refused(sentence % {"key": requirement.key, "state": requirement.get_state_display().lower()})
    if requirement.wording_id != wording.pk:
        sentence = _("%(key)s says something else by now. Load the page again and read its new words.")
        return refused(sentence % {"key": requirement.key})
    return GRANTED


def may_leave_out(requirement: Requirement, version: MandateVersion, landed_in: list[str]) -> Verdict:
    """Refuse to leave out what has landed; `landed_in` are the keys of the statements."""
    if requirement.office_id != version.mandate.office_id:
        return wrong_input(_("This requirement is not of this office. Choose from the list."))
    if landed_in:
        sentence = _("%(key)s is a source of %(statements)s. Take it out there first, then say why it is left out.")
        return refused(sentence % {"key": requirement.key, "statements": ", ".join(landed_in)})
    return GRANTED


def states_seen(standing: Standing) -> tuple[VersionState, ...]:
    """Return in which states somebody reads a version: frozen, or asked in a round; drafts are for few."""
    if not sees_office(standing):
        return ()
    return tuple(VersionState) if sees_working_pages(standing) else (*FROZEN_STATES, VersionState.IN_CONSENSUS)


def sees_version(standing: Standing, version: MandateVersion) -> Verdict:
    """Grant frozen versions to everybody of the office; what is asked in a round to executives; drafts to few."""
    if not sees_office(standing) or version.state in states_seen(standing):
        return sees_office(standing)
    if version.state == VersionState.WITHDRAWN:
        return wrong_role(_("This version was withdrawn before it came into force. Ask the PMO manager about it."))
    return wrong_role(_("This draft is still being written. You will be asked about it in a round."))
