"""Deeds on what a statement hangs on: the statements that it serves, and the words that it comes from."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from executives.models import Requirement, Wording
from executives.rules.lineage import LIVING
from executives.selectors.lineage import replaced_by
from executives.states import PASSED_ON
from mandates.models import Source, Statement, StatementLink, Unanswered
from mandates.rules.drafting import may_link, may_source
from mandates.services.changes import statement_for_change
from mandates.states import LinkKind
from pmo.access.models import Person
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record


@transaction.atomic
def set_links(*, statement_id: int, uppers: Mapping[LinkKind, Iterable[int]], by: Person) -> Statement:
    """Say which statements this one addresses, serves or achieves; kinds that are not named stay as they are."""
    statement = statement_for_change(statement_id, by)
    wanted = {(LinkKind(kind), upper) for kind, ids in uppers.items() for upper in ids}
    found = Statement.objects.select_related("line").in_bulk({upper for _kind, upper in wanted})
    for kind, upper in wanted:
        if upper not in found:
            wrong_input(_("One of the statements is gone. Load the page again and choose anew.")).require()
        may_link(statement, found[upper], kind).require()
    old = StatementLink.objects.filter(lower=statement, kind__in=[LinkKind(kind) for kind in uppers])
    if {(LinkKind(link.kind), link.upper_id) for link in old} == wanted:
        return statement
    old.delete()
    StatementLink.objects.bulk_create(
        StatementLink(lower=statement, upper_id=upper, kind=kind) for kind, upper in sorted(wanted)
    )
    payload = {"links": sorted(f"{kind} {found[upper].key}" for kind, upper in wanted)}
    record("statement.linked", about=statement, office=statement.version.mandate.office, by=by, payload=payload)
    return statement


@transaction.atomic
def follow_sources(*, statement_id: int, by: Person) -> Statement:
    """Put in the place of sources that went into others those that stand for them now, with their present words."""
    statement = statement_for_change(statement_id, by)
    sources = list(Source.objects.filter(statement=statement).select_related("wording__requirement"))
    gone = [each.wording.requirement_id for each in sources if each.wording.requirement.state in PASSED_ON]
    into = replaced_by(statement.version.mandate.office, gone)
    kept = {each.wording_id for each in sources if each.wording.requirement_id not in into}
    results = {result.requirement_id for number in gone for result in into.get(number, ())}
    living = Requirement.objects.filter(pk__in=results, state__in=LIVING)
    wanted = kept | set(living.values_list("wording_id", flat=True))
    return set_sources(statement_id=statement_id, wording_ids=wanted, by=by) if wanted - kept else statement


@transaction.atomic
def set_sources(*, statement_id: int, wording_ids: Iterable[int], by: Person) -> Statement:
    """Say which words a statement comes from; what has landed is no longer left out."""
    statement = statement_for_change(statement_id, by)
    wanted = set(wording_ids)
    old = set(Source.objects.filter(statement=statement).values_list("wording_id", flat=True))
    if wanted == old:
        return statement
    wordings = Wording.objects.select_related("requirement").in_bulk(wanted)
    if wanted != set(wordings):
        wrong_input(_("One of the requirements is gone. Load the page again and choose anew.")).require()
    for wording_id in sorted(wanted - old):
        may_source(wordings[wording_id], statement.version).require()
    Source.objects.filter(statement=statement, wording_id__in=old - wanted).delete()
    Source.objects.bulk_create(Source(statement=statement, wording_id=added) for added in sorted(wanted - old))
    landed = [wording.requirement_id for wording in wordings.values()]
    Unanswered.objects.filter(version=statement.version, requirement__in=landed).delete()
    payload = {"requirements": sorted(wording.requirement.key for wording in wordings.values())}
    record("statement.sourced", about=statement, office=statement.version.mandate.office, by=by, payload=payload)
    return statement
