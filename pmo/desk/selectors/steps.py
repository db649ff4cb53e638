"""What the PMO manager does next: the first open step on the way from words to review, and those after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businessplans.models import BusinessPlan
from businessplans.states import PlanState
from executives.selectors.asking import asked_until
from mandates.models import MandateVersion, ReviewCadence
from mandates.states import VersionState
from pmo.access.models import Office
from pmo.desk.selectors.board import Open, Row


@dataclass(frozen=True)
class Step:
    """One thing to do: what, why now, and the door to it."""

    title: str
    sentence: str
    url: str
    deed: str


@dataclass(frozen=True)
class Facts:
    """What the steps are derived from, loaded once a page."""

    office: Office
    rows: list[Row]
    matters: Open
    open_version: MandateVersion | None
    in_force: MandateVersion | None
    plan: BusinessPlan | None
    cadence: ReviewCadence | None
    recorded: int
    objections: int
    wishes: bool = False


def steps(facts: Facts) -> list[Step]:
    """Return the open steps, the most pressing first."""
    return list(_steps(facts))


def _steps(facts: Facts) -> Iterator[Step]:
    if not facts.rows:
        yield _to(facts, "executives:rosters", _("Take in your executives"), _how_to_begin(), _("Choose a file"))
        return
    yield from _listening(facts)
    yield from _agreeing(facts)
    yield from _delivering(facts)


def _how_to_begin() -> str:
    return _("Begin with the list that you keep anyway: who sits at the table, and what each one said.")


def _listening(facts: Facts) -> Iterator[Step]:
    silent = sum(_is_silent(row) for row in facts.rows)
    if silent:
        title = ngettext("Ask %d executive for their words", "Ask %d executives for their words", silent) % silent
        why = _("Nothing is written down of them yet, and nobody has asked.")
        yield _to(facts, "executives:ask", title, why, _("Choose whom"))
    if facts.recorded:
        title = ngettext("Play back %d requirement", "Play back %d requirements", facts.recorded) % facts.recorded
        yield _to(
            facts, "executives:requirements", title, _("Written down, not yet shown to those who said it."), _("Look")
        )


def _is_silent(row: Row) -> bool:
    """Say whether somebody holds a seat of which there is not a word, and nobody asked for one."""
    return bool(row.name) and not row.requirements and asked_until(row.seat) is None


def _agreeing(facts: Facts) -> Iterator[Step]:
    version = facts.open_version
    if version is None and facts.in_force is None:
        confirmed = sum(row.requirements for row in facts.rows)
        if confirmed:
            yield _to(facts, "mandates:draft", _("Draft the mandate"), _("From what the executives said."), _("Begin"))
    elif version is not None:
        yield from _objections(facts)
        yield _version_step(facts, version)
    if facts.wishes:
        why = _("A new holder of a seat asks for it: a draft, a review or a sentence answers.")
        yield _to(facts, "mandates:successors", _("A seat wants the mandate reopened"), why, _("Look"))
    if facts.matters.review:
        answered = len(facts.matters.answered)
        said = ngettext("%d seat has answered.", "%d seats have answered.", answered) % answered
        yield _to(facts, "mandates:reviews", _("A review is open"), said, _("Look"))


def _objections(facts: Facts) -> Iterator[Step]:
    if facts.objections:
        title = ngettext("Answer %d objection", "Answer %d objections", facts.objections) % facts.objections
        why = _("Say what became of it: those who objected read your answer.")
        yield _to(facts, "mandates:rounds", title, why, _("Look"))


def _version_step(facts: Facts, version: MandateVersion) -> Step:
    match version.state:
        case VersionState.IN_CONSENSUS:
            missing = sum(1 for each in facts.matters.participants.values() if not each.finished_at)
            said = ngettext("%d answer is missing.", "%d answers are missing.", missing) % missing
            return _to(facts, "mandates:rounds", _("A round is open"), said, _("Look"))
        case VersionState.AGREED:
            title = _("Send the mandate out for signature")
            return _to(facts, "mandates:signatures", title, _("All agree."), _("Send it"))
        case VersionState.OUT_FOR_SIGNATURE:
            waiting = sum(1 for row in facts.rows if row.signature and row.signature.shape == "ring")
            said = ngettext("%d signature is missing.", "%d signatures are missing.", waiting) % waiting
            return _to(facts, "mandates:signatures", _("The mandate is out for signature"), said, _("Look"))
        case VersionState.ON_NOTICE:
            said = _("It comes into force when its days are over, unless somebody objects.")
            return _to(facts, "mandates:signatures", _("A change of wording is open to objections"), said, _("Look"))
    if facts.in_force:
        why = _("It can be changed now. How much it changes decides whether a round asks about it, and who signs.")
        return _to(facts, "mandates:draft", _("Finish the draft"), why, _("Go on"))
    return _to(facts, "mandates:draft", _("Finish the draft and open a round"), _("It can be changed now."), _("Go on"))


def _delivering(facts: Facts) -> Iterator[Step]:
    if facts.in_force and facts.plan is None:
        why = _("The mandate is in force; the plan is derived from its benefits.")
        yield _to(facts, "businessplans:plan", _("Make the business plan"), why, _("Begin"))
    elif facts.plan and facts.plan.state == PlanState.DRAFT:
        yield _to(facts, "businessplans:plan", _("Finish the business plan"), _("It is a draft."), _("Go on"))
    if facts.in_force and facts.cadence is None:
        why = _("Nobody has said yet how often the mandate is revisited. An administrator sets it.")
        yield _to(facts, "mandates:reviews", _("Have the review cadence set"), why, _("Look"))


def _to(facts: Facts, name: str, title: str, sentence: str, deed: str) -> Step:
    return Step(title, sentence, reverse(name, kwargs={"office": facts.office.slug}), deed)
