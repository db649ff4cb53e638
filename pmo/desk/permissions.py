"""Who may do what in which state, asked of the very rules that the services ask: `docs/permissions.md`.

Each deed is tried on things made up in memory that are sound in all but role and state.
"""

from datetime import date, timedelta

from businessplans.models import BusinessPlan
from businessplans.rules import plans
from businessplans.states import PlanState
from executives.rules import assistants, conflicts, lineage, papers, prompts, requirements, saying, talks
from executives.rules import seats as seat_rules
from executives.states import LineageKind, RequirementState
from mandates.models import ConsensusRound, Participant, Review, RoundItem
from mandates.review_states import ReviewState
from mandates.rules import alignment, drafting, reviews, rounds, stances
from mandates.states import RoundState, StanceChoice, VersionState
from mandates.terms import Terms
from pmo.access import rules as access
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict, first_refusal
from pmo.desk import (
    amending_permissions,
    copy_permissions,
    open_ends,
    signing_permissions,
    sounding_permissions,
    turnover_permissions,
)
from pmo.desk import rules as desk
from pmo.desk.made_up import DIGEST, NOW, OFFICE, PAPER, PERSON, SEAT, STANDINGS, Deed, requirement, version
from pmo.notices import rules as notices


def may_count_paper(standing: Standing, state: str) -> Verdict:
    """Ask to let a paper beside the current words count, where the office's rule allows it."""
    return papers.may_count(standing, requirement(state), PAPER, paper_counts=True)


def round_(state: str) -> ConsensusRound:
    """Return a round in a state, its deadline a week ahead."""
    asked = version(VersionState.IN_CONSENSUS)
    return ConsensusRound(
        pk=1,
        mandate=asked.mandate,
        version=asked,
        number=1,
        state=state,
        deadline=NOW.date() + timedelta(days=7),
        deadline_at=NOW + timedelta(days=7),
    )


def may_open_round(standing: Standing, state: str) -> Verdict:
    """Ask for a round on a draft that is ready."""
    opening = rounds.Opening(
        version=version(state),
        statements=1,
        unconfirmed=(),
        vacant=(),
        counted=(1,),
        owed=1,
        terms=Terms(),
        deadline_at=NOW + timedelta(days=7),
        now=NOW,
    )
    return rounds.may_open_round(standing, opening)


def may_sound_out(standing: Standing) -> Verdict:
    """Ask to note what was said of a statement, and to read the notes."""
    return first_refusal(alignment.may_sound_out(standing), alignment.sees_sounding_notes(standing))


def may_take_stance(standing: Standing, state: str) -> Verdict:
    """Ask for the seat's answer to an item."""
    participant = Participant(pk=1, seat=SEAT, person=PERSON, counted=True)
    item = RoundItem(pk=1, round=round_(state), digest=DIGEST)
    answer = stances.Answer(StanceChoice.AGREE, "", "", DIGEST)
    return stances.may_take_stance(standing, stances.Asking(item, participant, asked=True, now=NOW), answer)


def may_answer_review(standing: Standing, state: str) -> Verdict:
    """Ask for the seat's answer in a review of the version in force."""
    return reviews.may_answer(standing, Review(pk=1, state=state), SEAT, version(VersionState.IN_FORCE), DIGEST)


def may_close_review(standing: Standing, state: str) -> Verdict:
    """Ask to reaffirm what everybody finds still right."""
    return reviews.may_close_review(standing, Review(pk=1, state=state), "reaffirm", "", reviews.Standings(7, 7, 7))


def plan(state: str) -> BusinessPlan:
    """Return a plan in a state that serves the version in force."""
    start = date(2026, 2, 1)
    return BusinessPlan(
        pk=1, office=OFFICE, version=version(VersionState.IN_FORCE), state=state, start=start, end=start
    )


def may_publish(standing: Standing, state: str) -> Verdict:
    """Ask to publish a plan without gaps."""
    return plans.may_publish(standing, plan(state), version(VersionState.IN_FORCE), plans.Gaps((), ()))


DEEDS = (
    Deed("See what waits, and by when", lambda who, _state: access.has_part(who)),
    Deed("See the pages of the office", lambda who, _state: access.sees_office(who)),
    Deed("See everybody's requirements and Today", lambda who, _state: access.sees_working_pages(who)),
    Deed("Read the ledger and prove it", lambda who, _state: access.sees_ledger(who)),
    Deed("Give and end roles", lambda who, _state: access.may_administer(who)),
    Deed("Send an invitation again", lambda who, _state: access.may_invite(who)),
    Deed("Take an invitation back, let somebody leave", lambda who, _state: access.may_administer(who)),
    Deed("Propose another address for somebody", lambda who, _state: access.may_administer(who)),
    Deed("Name an assistant of the seat", lambda who, _state: assistants.may_name_assistants(who, SEAT)),
    Deed("Set the review cadence", lambda who, _state: reviews.may_set_cadence(who)),
    Deed("Change a reminder rule", lambda who, _state: notices.may_set_rule(who)),
    Deed("Word the mails of the office", lambda who, _state: notices.may_word_mails(who)),
    Deed("Pause somebody's reminders, call an address bad", lambda who, _state: notices.may_set_reach(who)),
    Deed("Send a mail again by hand", lambda who, _state: notices.may_send_again(who)),
    Deed("See reminders, who is reached, why a mail was sent", lambda who, _state: notices.sees_why(who)),
    Deed("Keep seats, take in files", lambda who, _state: seat_rules.may_keep_seats(who)),
    Deed("Say what the seat wants, by one’s own hand", lambda who, _state: saying.may_speak(who, SEAT)),
    Deed("Ask seats for their words", lambda who, _state: saying.may_ask_for_words(who)),
    Deed("See the questions and the catalogue", lambda who, _state: prompts.sees_questions(who)),
    Deed("Word the questions and the catalogue", lambda who, _state: prompts.may_word_questions(who)),
    Deed("See talks, kick-offs and conflicts", lambda who, _state: talks.sees_talks(who)),
    Deed("Read private notes", lambda who, _state: talks.sees_private_notes(who)),
    Deed("Note talks, private notes and kick-offs", lambda who, _state: talks.may_keep_talks(who)),
    Deed("Note and resolve conflicts", lambda who, _state: conflicts.may_note_conflicts(who)),
    Deed("Record a paper", lambda who, state: papers.may_attach(who, requirement(state)), RequirementState),
    Deed("Let a paper count where the rule allows it", may_count_paper, RequirementState),
    Deed("Read a paper of the seat", lambda who, _state: papers.sees_paper(who, PAPER)),
    Deed("Set whether a paper counts", lambda who, _state: papers.may_set_paper_rule(who)),
    Deed("See progress", lambda who, _state: desk.sees_progress(who)),
    Deed("Ask those who owe something", lambda who, _state: desk.may_ask(who)),
    Deed("Record a requirement", lambda who, _state: requirements.may_record(who, SEAT)),
    Deed(
        "Change a requirement",
        lambda who, state: requirements.may_change(who, requirement(state), DIGEST),
        RequirementState,
    ),
    Deed("Play a requirement back", lambda who, it: requirements.may_play_back(who, requirement(it)), RequirementState),
    Deed(
        "Confirm a requirement",
        lambda who, state: requirements.may_confirm(who, requirement(state), DIGEST),
        RequirementState,
    ),
    Deed(
        "Leave a requirement out",
        lambda who, state: requirements.may_decline(who, requirement(state), DIGEST, "Not mine."),
        RequirementState,
    ),
    Deed("Keep themes", lambda who, _state: lineage.may_keep_themes(who)),
    Deed(
        "Merge a requirement with another",
        lambda who, state: lineage.may_make(LineageKind.MERGE, who, [requirement(state)] * 2, {1: DIGEST}),
        RequirementState,
    ),
    Deed(
        "Split a requirement up, derive from it",
        lambda who, state: lineage.may_make(LineageKind.SPLIT, who, [requirement(state)], {1: DIGEST}),
        RequirementState,
    ),
    Deed("Open a draft", lambda who, _state: drafting.may_draft(who)),
    Deed("Change a draft", lambda who, state: drafting.may_change(who, version(state)), VersionState),
    Deed("Read a version", lambda who, state: drafting.sees_version(who, version(state)), VersionState),
    Deed("See who stands where before a round", lambda who, _state: alignment.sees_alignment(who)),
    Deed("Note what a seat said before a round, read such notes", lambda who, _state: may_sound_out(who)),
    Deed("Open a round", may_open_round, VersionState),
    Deed("Take the seat's stance", may_take_stance, RoundState),
    Deed(
        "Close a round that all have answered",
        lambda who, it: rounds.may_close_round(who, round_(it), (), NOW),
        RoundState,
    ),
    Deed("Cancel a round", lambda who, state: rounds.may_cancel_round(who, round_(state), "Too early."), RoundState),
    *sounding_permissions.DEEDS,
    *(Deed(*each) for each in open_ends.deeds(SEAT, round_, NOW)),
    *amending_permissions.DEEDS,
    *signing_permissions.DEEDS,
    *turnover_permissions.DEEDS,
    *copy_permissions.DEEDS,
    Deed(
        "Open a review by hand",
        lambda who, state: reviews.may_open_review(who, Review(pk=1, state=state), version(VersionState.IN_FORCE)),
        ReviewState,
    ),
    Deed("Answer a review for the seat", may_answer_review, ReviewState),
    Deed("Close a review as reaffirmed", may_close_review, ReviewState),
    Deed("Make the business plan", lambda who, _state: plans.may_make_plan(who, version(VersionState.IN_FORCE))),
    Deed("Change the business plan", lambda who, state: plans.may_change_plan(who, plan(state)), PlanState),
    Deed("Publish the business plan", may_publish, PlanState),
    Deed("Open the business plan again", lambda who, state: plans.may_reopen(who, plan(state)), PlanState),
)


def table() -> dict[tuple[str, str], frozenset[str]]:
    """Return who is granted what: (deed, state) -> the names of those in STANDINGS."""
    return {
        (deed.words, str(state)): frozenset(name for name, who in STANDINGS.items() if deed.ask(who, str(state)))
        for deed in DEEDS
        for state in deed.states
    }


def permissions_document() -> str:
    """Return `docs/permissions.md`."""
    names = list(STANDINGS)
    head = (
        "# Who may do what\n\nAsked of the rules themselves by `manage.py document`; CI compares. Each deed is tried "
        "on something sound in all but role and state; an empty place means refused, with a sentence.\n\n"
        f"| Deed | State | {' | '.join(names)} |\n|---|---|{'---|' * len(names)}\n"
    )
    return head + "".join(_row(deed, state, granted, names) for (deed, state), granted in table().items())


def _row(deed: str, state: str, granted: frozenset[str], names: list[str]) -> str:
    places = " | ".join("yes" if name in granted else "" for name in names)
    return f"| {deed} | {state.replace('_', ' ')} | {places} |\n"
