"""Deeds on consent outside the product: recording a paper, letting it count, and the rule whether papers do."""

import hashlib
from datetime import date

from django.db import transaction

from executives.models import Confirmation, ElicitingRule, PaperConsent, PaperFile, Requirement
from executives.papers import media_type_of, name_of
from executives.rules.papers import Paper, may_count, may_record_paper, may_set_paper_rule
from executives.selectors.papers import paper_counts_in
from executives.selectors.seats import holders_on
from executives.services.requirements import lock_requirement
from executives.services.writing import settle
from pmo import clock
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record


@transaction.atomic
def record_paper(
    *, requirement_id: int, seat_id: int, day: date, name: str, data: bytes, shown_digest: str, by: Person
) -> PaperConsent:
    """Keep a paper beside the words shown; it counts at once only where the administrator's rule says so."""
    requirement = lock_requirement(requirement_id)
    office = requirement.office
    holder = holders_on(day).filter(seat=seat_id, seat__office=office).select_related("person").first()
    person = holder.person if holder else None
    given = Paper(seat_id, day, clock.today(office.time_zone), person, len(data), media_type_of(data))
    may_record_paper(standing_of(by, office), requirement, given, shown_digest).require()
    digest = hashlib.sha256(data).hexdigest()
    paper = PaperConsent.objects.filter(wording=requirement.wording, seat=seat_id, digest=digest).first()
    if paper is None:
        paper = _keep(requirement, given, name, digest, data, by)
    if paper_counts_in(office):
        _let_count(requirement, paper, by)
    return paper


@transaction.atomic
def let_count(*, paper_id: int, by: Person) -> PaperConsent:
    """Let a paper that was recorded before the rule stand as the confirmation of its seat."""
    paper = PaperConsent.objects.select_related("wording").get(pk=paper_id)
    requirement = lock_requirement(paper.wording.requirement_id)
    standing, counts = standing_of(by, requirement.office), paper_counts_in(requirement.office)
    may_count(standing, requirement, paper, paper_counts=counts).require()
    _let_count(requirement, paper, by)
    return paper


@transaction.atomic
def set_paper_rule(*, office_id: int, paper_counts: bool, by: Person) -> ElicitingRule:
    """Say whether a paper counts at once; what counted before, or waited, stays as it is."""
    office = lock_office(office_id)
    may_set_paper_rule(standing_of(by, office)).require()
    rule = ElicitingRule.objects.filter(office=office).first()
    if rule and rule.paper_counts == paper_counts:
        return rule
    new = {"paper_counts": paper_counts, "changed_by": by, "changed_at": clock.now()}
    rule, _is_new = ElicitingRule.objects.update_or_create(office=office, defaults=new)
    record("paper.rule", about=rule, office=office, by=by, payload={"paper_counts": paper_counts})
    return rule


def _keep(requirement: Requirement, given: Paper, name: str, digest: str, data: bytes, by: Person) -> PaperConsent:
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    assert given.person is not None, "the rule has refused a vacant seat"
    paper = PaperConsent.objects.create(
        wording=wording,
        seat_id=given.seat_id,
        person=given.person,
        day=given.day,
        name=name_of(name, given.media_type),
        media_type=given.media_type,
        size=given.size,
        digest=digest,
        by=by,
    )
    PaperFile.objects.create(paper=paper, data=data)
    said = {"seat": given.seat_id, "day": given.day, "file": digest, "digest": wording.digest}
    record("paper.recorded", about=requirement, office=requirement.office, by=by, payload=said)
    return paper


def _let_count(requirement: Requirement, paper: PaperConsent, by: Person) -> None:
    """Let the confirmation of the paper's seat stand on it, unless that seat has confirmed these words already."""
    if Confirmation.objects.filter(wording=paper.wording_id, seat=paper.seat_id).exists():
        return
    Confirmation.objects.create(
        wording_id=paper.wording_id, seat_id=paper.seat_id, person_id=paper.person_id, at=clock.now(), paper=paper
    )
    said = {"seat": paper.seat_id, "person": paper.person_id, "file": paper.digest, "digest": paper.wording.digest}
    record("requirement.confirmed_on_paper", about=requirement, office=requirement.office, by=by, payload=said)
    settle(requirement)
