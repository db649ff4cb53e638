"""What an edit of the mandate does to the plan: items that would lose their reason, and items to look at again."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businessplans.coverage import Promises, Serving, Work, orphans, suspects
from businessplans.models import PlanItem, TraceLink
from businessplans.promises import promise_in
from businessplans.states import PlanState
from mandates.registry import Impact, ServedBy
from mandates.states import LineKind
from pmo.access.models import Office


def impact_of(office: Office, now: Mapping[str, Any], after: Mapping[str, Any]) -> list[Impact]:
    """Return the items that become orphans, and those that become suspect, by an edit; one query.

    Asked as the plan itself is asked: every trace counts as confirmed against what stands now.
    """
    was, will = _promises(now), _promises(after)
    links = TraceLink.objects.filter(item__plan__office=office, item__removed_at__isnull=True)
    links = links.exclude(item__plan__state=PlanState.SUPERSEDED).select_related("item", "line")
    items: dict[int, PlanItem] = {}
    serves: dict[int, dict[str, Serving]] = {}
    for link in links.order_by("item__order", "item__number"):
        items[link.item_id] = link.item
        serves.setdefault(link.item_id, {})[link.line.key] = Serving(link.share, was.get(link.line.key, ""))
    works = [Work(key, lines) for key, lines in serves.items()]
    lonely, doubtful = _new(orphans, works, was, will), _new(suspects, works, was, will)
    return [found for found in (_orphans(items, lonely, office), _suspects(items, doubtful, office)) if found.things]


def _promises(content: Mapping[str, Any]) -> Promises:
    benefits = (each for each in content["statements"] if each["kind"] == LineKind.BENEFIT)
    return {each["key"]: promise_in(each["profile"]) for each in benefits}


def _new(question: Callable, works: list[Work], was: Promises, will: Promises) -> list[int]:
    """Return the items of which something holds after the edit that does not hold now."""
    before = set(question(works, was))
    return [key for key in question(works, will) if key not in before]


def _orphans(items: Mapping[int, PlanItem], keys: Iterable[int], office: Office) -> Impact:
    things = tuple(_thing(items[key], office) for key in keys)
    sentence = ngettext(
        "%(count)d item of the plan would serve no benefit any more.",
        "%(count)d items of the plan would serve no benefit any more.",
        len(things),
    )
    return Impact("orphan", sentence % {"count": len(things)}, things)


def _suspects(items: Mapping[int, PlanItem], keys: Iterable[int], office: Office) -> Impact:
    things = tuple(_thing(items[key], office) for key in keys)
    sentence = ngettext(
        "%(count)d item of the plan would have to be looked at again.",
        "%(count)d items of the plan would have to be looked at again.",
        len(things),
    )
    return Impact("suspect", sentence % {"count": len(things)}, things)


def _thing(item: PlanItem, office: Office) -> ServedBy:
    url = reverse("businessplans:item", kwargs={"office": office.slug, "number": item.number})
    return ServedBy(item.key, item.title, url, _("in the plan"))
