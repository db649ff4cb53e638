"""When the words that a statement comes from have moved on, and who may say that it is right all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from executives.models import Wording
from executives.states import RequirementState
from mandates.models import MandateVersion
from mandates.round_states import TAKEN_BACK, SourceStanding
from mandates.rules.rounds import is_given, may_run_rounds
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused

OPEN_TO_ANSWERS = (VersionState.DRAFT, VersionState.IN_CONSENSUS)


@dataclass(frozen=True)
class Agreed:
    """What stands when a draft is to be taken as agreed without another round.

    `is_last_word`: the newest round agreed on exactly the statements that the draft has. `moved`: keys of statements
    whose sources have moved on and were not answered. `unshown`: keys of sources that nobody has confirmed and no round
    has shown.
    """

    version: MandateVersion
    is_last_word: bool
    moved: Sequence[str]
    unshown: Sequence[str] = ()


def where_to(wording: Wording, standing: str) -> str:
    """Return where a source has gone since it was asked about: the new words' digest; empty when it has not moved.

    Words that were taken back after they were asked about have moved too: then the state stands before the digest.
    Wants the requirement and its present wording loaded.
    """
    requirement, now = wording.requirement, wording.requirement.wording
    if now is None:
        return ""
    is_back = requirement.state in TAKEN_BACK
    was_declined = standing == SourceStanding.DECLINED and requirement.state == RequirementState.DECLINED
    if requirement.wording_id == wording.pk and (not is_back or was_declined):
        return ""
    return f"{requirement.state}:{now.digest}" if is_back else now.digest


def may_answer_source(standing: Standing, version: MandateVersion, reason: str, *, is_moved: bool) -> Verdict:
    """Grant the manager to say why a statement is still right as it stands, for words that have moved on just so."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if version.state not in OPEN_TO_ANSWERS:
        return refused(_("This version does not change any more. What has moved on since is for the next draft."))
    if not is_moved:
        return refused(_("These words read differently by now from what you were shown. Read them again, then answer."))
    return first_refusal(
        is_given(reason, _("Say why the statement is still right: everybody who was asked can read it."))
    )


def may_take_as_agreed(standing: Standing, agreed: Agreed) -> Verdict:
    """Grant the freezing of a draft that the last round agreed on, once every source that moved on is answered."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if agreed.version.state != VersionState.DRAFT or not agreed.is_last_word:
        return refused(_("The last round did not agree on exactly this text. Open a round on it."))
    if agreed.moved:
        return refused(
            _("Words that %(keys)s come from have moved on. Say why it is still right, or change it and ask again.")
            % {"keys": ", ".join(agreed.moved)}
        )
    if agreed.unshown:
        return refused(
            _(
                "Statements rest on words that nobody has confirmed and no round has shown: %(keys)s. Have them "
                "confirmed, or take them out of the sources."
            )
            % {"keys": ", ".join(agreed.unshown)}
        )
    return GRANTED
