"""Pages of one item."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from businessplans.forms import ItemForm
from businessplans.models import PlanItem
from businessplans.rules.items import may_work_on
from businessplans.rules.plans import may_change_plan, may_plan, sees_plan
from businessplans.selectors.choices import leaving, level_under, next_number, possible_owners, possible_parents
from businessplans.selectors.items import item_page
from businessplans.selectors.why import why as why_of
from businessplans.services import items as services
from businessplans.states import Level
from businessplans.views.doors import (
    STALE,
    WRONG,
    item_or_404,
    plan_or_404,
    show_anew,
    to_item,
    to_plan,
    to_serves,
    tried,
)
from pmo.access.doors import OfficeRequest, office_page

FIELDS = ("title", "description", "start", "end", "status", "value_area")


@office_page(sees_plan)
def item(request: OfficeRequest, number: int) -> HttpResponse:
    """Show an item: its facts, what it serves, what hangs on it."""
    screen = item_page(request.standing, item_or_404(request, number))
    return render(request, "businessplans/item.html", {"screen": screen})


@office_page(sees_plan)
def why(request: OfficeRequest, number: int) -> HttpResponse:
    """Show why an item is done, up to what somebody said."""
    screen = why_of(request.standing, item_or_404(request, number))
    return render(request, "businessplans/why.html", {"screen": screen})


@office_page(may_plan)
def new(request: OfficeRequest) -> HttpResponse:
    """Add an item: a priority, or what hangs under `?parent=ITEM-3`."""
    plan = plan_or_404(request)
    may_change_plan(request.standing, plan).require()
    upper, level = level_under(plan, request.GET.get("parent", ""))
    form = ItemForm(
        request.POST or None,
        level=level,
        parents=possible_parents(plan, level) if upper else (),
        owners=possible_owners(plan),
        initial={
            "parent": upper.pk if upper else None,
            "start": upper.start if upper else plan.start,
            "end": upper.end if upper else plan.end,
            "owner": upper.owner_id if upper else None,
            "shown": str(next_number(plan)),
        },
    )
    added: list[PlanItem] = []

    def add() -> None:
        shown = form.cleaned_data["shown"]
        promised = int(shown) if shown.isdecimal() else None
        fields = form.as_fields()
        added.append(services.add_item(plan_id=plan.pk, fields=fields, shown_number=promised, by=request.user))

    if form.is_valid() and tried(form, add):
        return to_serves(request, added[0])
    screen = {"form": form, "plan": plan, "upper": upper, "level": Level(level).label}
    return render(request, "businessplans/item_new.html", screen, status=WRONG if form.errors else 200)


@office_page(may_plan)
def edit(request: OfficeRequest, number: int) -> HttpResponse:
    """Change an item; who comes second sees both texts."""
    found = item_or_404(request, number)
    may_work_on(request.standing, found).require()
    initial = {name: getattr(found, name) for name in FIELDS}
    form = ItemForm(
        request.POST or None,
        level=found.level,
        parents=possible_parents(found.plan, found.level) if found.parent_id else (),
        owners=possible_owners(found.plan),
        initial=initial | {"parent": found.parent_id, "owner": found.owner_id, "shown": str(found.revision)},
    )
    if form.is_valid() and tried(
        form,
        lambda: services.change_item(
            item_id=found.pk, fields=form.as_fields(), shown_revision=_shown(form), by=request.user
        ),
    ):
        return to_item(request, found)
    stale = show_anew(form, found)
    screen = {"form": form, "item": found, "now": item_page(request.standing, found) if stale else None}
    status = STALE if stale else WRONG if form.errors else 200
    return render(request, "businessplans/item_edit.html", screen, status=status)


def _shown(form: ItemForm) -> int:
    shown = form.cleaned_data["shown"]
    return int(shown) if shown.isdecimal() else 0


@office_page(may_plan)
def remove(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask with numbers, then take the item out."""
    found = item_or_404(request, number)
    if request.method == "POST":
        shown = request.POST.get("shown", "")[:18]
        services.remove_item(
            item_id=found.pk, shown_revision=int(shown) if shown.isdecimal() else None, by=request.user
        )
        messages.success(request, _("%(key)s was taken out of the plan.") % {"key": found.key})
        return to_plan(request)
    verdict, consequences = leaving(request.standing, found)
    verdict.require()
    question = {
        "title": _("Take %(key)s out of the plan?") % {"key": found.key},
        "sentence": found.title,
        "consequences": consequences,
        "label": _("Take %(key)s out") % {"key": found.key},
        "hidden": {"shown": found.revision},
        "cancel_url": reverse("businessplans:item", args=[request.standing.office.slug, found.number]),
    }
    return render(request, "confirm.html", question)


@office_page(may_plan)
@require_POST
def move(request: OfficeRequest, number: int) -> HttpResponse:
    """Move an item one place up or down."""
    found = item_or_404(request, number)
    services.move_item(item_id=found.pk, step=-1 if request.POST.get("step") == "-1" else 1, by=request.user)
    return to_item(request, found)
