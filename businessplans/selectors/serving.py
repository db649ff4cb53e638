"""What the plan does for the lines of a mandate, said to the document below."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businessplans.models import PlanItem, TraceLink
from businessplans.states import PlanState
from mandates.models import MandateVersion
from mandates.registry import ServedBy, Service
from pmo.access.models import Office


def served_by(version: MandateVersion, line_ids: Collection[int]) -> dict[int, Service]:
    """Return for each line the living items of the published plan that serve it; one query."""
    office = version.mandate.office
    links = (
        TraceLink.objects.filter(line_id__in=line_ids, item__removed_at__isnull=True)
        .filter(Q(item__plan__office=office) & ~Q(item__plan__state=PlanState.SUPERSEDED))
        .select_related("item")
        .order_by("item__order", "item__number")
    )
    found: dict[int, list[TraceLink]] = defaultdict(list)
    for link in links:
        found[link.line_id].append(link)
    url = reverse("businessplans:plan", kwargs={"office": office.slug})
    return {
        line: Service(_sentence(len(each)), url, tuple(_thing(link, office) for link in each))
        for line, each in found.items()
    }


def _sentence(count: int) -> str:
    return ngettext("%(count)d plan item", "%(count)d plan items", count) % {"count": count}


def _thing(link: TraceLink, office: Office) -> ServedBy:
    item: PlanItem = link.item
    url = reverse("businessplans:item", kwargs={"office": office.slug, "number": item.number})
    return ServedBy(item.key, item.title, url, _("%(share)d per cent of the item") % {"share": link.share})
