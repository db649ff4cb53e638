"""The deeds when a seat changes hands, for `docs/permissions.md`: tried like all the others on things made up."""

from mandates.control_states import SuccessorChoice
from mandates.models import Ratification
from mandates.rules import turnover
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict
from pmo.desk.made_up import DIGEST, OTHER, SEAT, Deed, version

SOMEBODY_ELSE = 99


def succession(state: str) -> turnover.Succession:
    """Return a version in a state that somebody else has signed for the seat."""
    return turnover.Succession(SEAT, version(state), SOMEBODY_ELSE)


def may_answer_wish(standing: Standing) -> Verdict:
    """Ask to answer a wish that waits."""
    wish = Ratification(pk=1, seat=SEAT, person=OTHER, choice=SuccessorChoice.REOPEN, wish="Look again.")
    return turnover.may_answer_wish(standing, wish, "In the autumn.", is_open=True)


DEEDS = (
    Deed("See what one’s seat stands for", lambda who, _state: turnover.sees_briefing(who)),
    Deed(
        "Stand by what the seat signed before",
        lambda who, state: turnover.may_succeed(who, succession(state), DIGEST),
        VersionState,
    ),
    Deed(
        "Ask to reopen what the seat signed before",
        lambda who, state: turnover.may_ask_to_reopen(who, succession(state), DIGEST, "Look again."),
        VersionState,
    ),
    Deed("See what new holders said", lambda who, _state: turnover.sees_successors(who)),
    Deed("Answer a wish to reopen", lambda who, _state: may_answer_wish(who)),
)
