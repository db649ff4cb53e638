"""Deeds on why an item is done."""

from collections.abc import Mapping

from django.db import transaction

from businessplans.fields import Share
from businessplans.locks import lock_item
from businessplans.models import PlanItem, TraceLink
from businessplans.rules.items import is_as_shown
from businessplans.rules.traces import may_set_traces
from businessplans.selectors.plans import benefits_of, promises_of
from mandates.selectors.versions import version_in_force
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record

__all__ = ["Share", "set_traces"]


@transaction.atomic
def set_traces(*, item_id: int, shares: Mapping[int, Share], shown_revision: int | None = None, by: Person) -> PlanItem:
    """Set which benefits in force an item serves, by line; this confirms it against what they promise now."""
    item = lock_item(item_id)
    office = item.plan.office
    benefits = benefits_of(version_in_force(office))
    promises = promises_of(benefits)
    may_set_traces(standing_of(by, office), item, shares, promises.keys()).require()
    links = {link.line_id: link for link in item.traces.all()}
    old = {line: (Share(link.share, link.rationale), link.confirmed_digest) for line, link in links.items()}
    new = {line: (share, promises[line]) for line, share in shares.items()}
    if old == new:
        return item
    is_as_shown(item, shown_revision).require()
    item.traces.all().delete()
    TraceLink.objects.bulk_create(
        TraceLink(
            item=item, line_id=line, share=each.share, rationale=each.rationale.strip(), confirmed_digest=promises[line]
        )
        for line, each in shares.items()
    )
    item.revision += 1
    item.save(update_fields=["revision"])
    keys = {statement.line_id: statement.key for statement in benefits}
    payload = {keys[line]: each.share for line, each in shares.items()}
    record("trace.set", about=item, office=office, by=by, payload=payload)
    return item
