"""Deeds about the words that statements come from: keeping them at opening, answering those that moved on."""

from django.db import transaction

from executives.states import RequirementState
from mandates.locks import lock_version
from mandates.models import ConsensusRound, ItemSource, MandateVersion, Source, SourceAnswer
from mandates.round_states import SourceStanding
from mandates.rules.rounds import may_run_rounds
from mandates.rules.sources import Agreed, may_answer_source, may_take_as_agreed
from mandates.selectors.agreed import is_last_word
from mandates.selectors.sources import moved_in_version, unanswered, unshown
from mandates.services.agreeing import agree
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


def keep_sources(round_: ConsensusRound) -> None:
    """Keep which words each statement comes from and how they stand, in a round that is about to open."""
    items = {item.line_id: item for item in round_.items.all()}
    rows = Source.objects.filter(statement__version=round_.version).select_related("statement", "wording__requirement")
    kept = []
    for row in rows.order_by("statement__order", "pk"):
        standing, reason = _standing(row)
        item = items[row.statement.line_id]
        kept.append(ItemSource(item=item, wording=row.wording, standing=standing, reason=reason))
    ItemSource.objects.bulk_create(kept)


def _standing(row: Source) -> tuple[SourceStanding, str]:
    requirement = row.wording.requirement
    if requirement.state == RequirementState.DECLINED:
        return SourceStanding.DECLINED, requirement.decline_reason
    return (SourceStanding.CONFIRMED if row.wording.confirmed_at else SourceStanding.VACANT), ""


@transaction.atomic
def answer_source(
    *, version_id: int, line_id: int, requirement_id: int, moved_to: str, reason: str, by: Person
) -> SourceAnswer:
    """Say why a statement is still right though words that it comes from have moved on; holds for both texts shown."""
    version = lock_version(version_id)
    standing = standing_of(by, version.mandate.office)
    may_run_rounds(standing).require()
    moved = {(each.line.pk, each.requirement.pk, each.moved_to): each for each in moved_in_version(version)}
    found = moved.get((line_id, requirement_id, moved_to))
    if found and found.answer:
        return found.answer
    may_answer_source(standing, version, reason, is_moved=found is not None).require()
    assert found is not None
    answer = SourceAnswer.objects.create(
        line=found.line,
        requirement=found.requirement,
        digest=found.digest,
        moved_to=moved_to,
        reason=canonical.text(reason),
        by=by,
        at=clock.now(),
    )
    payload = {"statement": found.digest, "moved_to": moved_to, "reason": answer.reason}
    record("source.answered", about=answer, office=version.mandate.office, by=by, payload=payload)
    return answer


@transaction.atomic
def take_as_agreed(*, version_id: int, by: Person) -> MandateVersion:
    """Freeze a draft on whose very text the last round agreed, once every source that had moved on is answered."""
    version = lock_version(version_id)
    standing = standing_of(by, version.mandate.office)
    may_run_rounds(standing).require()
    if version.state == VersionState.AGREED:
        return version
    moved = [each.line.key for each in unanswered(moved_in_version(version))]
    may_take_as_agreed(standing, Agreed(version, is_last_word(version), moved, unshown(version))).require()
    version.state = VersionState.IN_CONSENSUS
    return agree(version, by=by)
