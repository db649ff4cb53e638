"""The documents that are drawn from the code: `docs/states.md` the moves, `docs/amendments.md` the classes."""

from collections.abc import Mapping

from django.db.models import TextChoices

from businessplans.states import PLAN_MOVES, PlanState
from executives.states import REQUIREMENT_MOVES, RequirementState
from mandates.amendments import NOT_COMPARED, TABLE
from mandates.review_states import REVIEW_MOVES, ReviewState
from mandates.sounding_states import SOUNDING_MOVES, SoundingState
from mandates.states import ROUND_MOVES, SIGNATURE_MOVES, VERSION_MOVES, RoundState, SignatureState, VersionState
from pmo.notices.states import MAIL_MOVES, NOTICE_MOVES, MailState, NoticeState

MACHINES: dict[str, tuple[type[TextChoices], Mapping]] = {
    "Requirement": (RequirementState, REQUIREMENT_MOVES),
    "Version of the mandate": (VersionState, VERSION_MOVES),
    "Consensus round": (RoundState, ROUND_MOVES),
    "Sounding": (SoundingState, SOUNDING_MOVES),
    "Signature request": (SignatureState, SIGNATURE_MOVES),
    "Review": (ReviewState, REVIEW_MOVES),
    "Business plan": (PlanState, PLAN_MOVES),
    "Notice": (NoticeState, NOTICE_MOVES),
    "Mail": (MailState, MAIL_MOVES),
}


def states_document() -> str:
    """Return `docs/states.md`: a table for each thing that has a state."""
    head = "# States and moves\n\nDrawn from each app's `states.py` by `manage.py document`; CI compares.\n"
    return head + "".join(_machine(name, *machine) for name, machine in MACHINES.items())


def _machine(name: str, states: type[TextChoices], moves: Mapping) -> str:
    rows = (f"| {state} | {state.label} | {_targets(states, moves.get(state, ()))} |\n" for state in states)
    return f"\n## {name}\n\n| State | Shown as | May become |\n|---|---|---|\n" + "".join(rows)


def _targets(states: type[TextChoices], targets: object) -> str:
    found = [str(state) for state in states if state in targets]  # type: ignore[operator]
    return ", ".join(found) or "(stays)"


def amendments_document() -> str:
    """Return `docs/amendments.md`: which change makes which class, and why."""
    rows = (f"| {sort} | {row.what} | {row.amendment_class} | {row.why} |\n" for sort, row in TABLE.items())
    left_out = (f"| {name} | {why} |\n" for name, why in NOT_COMPARED.items())
    return (
        "# Classes of amendments\n\nDrawn from `mandates/amendments.py` by `manage.py document`; CI compares.\n\n"
        "Of several changes the heaviest counts; what is not listed is major. Compared is with the version in force. "
        "The manager may raise the class, never lower it. The first version is major; so is a draft that a round has "
        "asked about, and every amendment while the office has no sponsor. Who signs: `docs/control.md`.\n\n"
        "| Change | Shown as | Class | Why |\n|---|---|---|---|\n"
        f"{''.join(rows)}\n## What no class depends on\n\n| In the content | Why |\n|---|---|\n{''.join(left_out)}"
    )
