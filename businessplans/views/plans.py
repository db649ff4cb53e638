"""Pages of the whole plan."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from businessplans.forms import NarrowForm, PeriodForm
from businessplans.models import PlanItem
from businessplans.rules.plans import may_change_plan, may_make_plan, may_plan, may_publish, may_reopen, sees_plan
from businessplans.selectors.choices import missing_from, seat_words
from businessplans.selectors.items import suspect_items
from businessplans.selectors.outline import Narrowing, Outline
from businessplans.selectors.outline import outline as outline_of
from businessplans.selectors.plans import current_plan
from businessplans.services import plans as services
from businessplans.views.doors import WRONG, plan_or_404, to_plan, tried
from mandates.selectors.versions import version_in_force
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import CONTENT_TYPES, Column, Exported, export
from pmo.ui.prose import plain_words

COLUMNS = [
    Column(gettext_lazy("Item"), 10),
    Column(gettext_lazy("Level"), 12),
    Column(gettext_lazy("Part of"), 10),
    Column(gettext_lazy("Title"), 50),
    Column(gettext_lazy("Owner (seat)"), 28),
    Column(gettext_lazy("Owner"), 24),
    Column(gettext_lazy("From"), 12),
    Column(gettext_lazy("Until"), 12),
    Column(gettext_lazy("Once"), 14),
    Column(gettext_lazy("A year"), 14),
    Column(gettext_lazy("Currency"), 10),
    Column(gettext_lazy("Serves, per cent"), 30),
    Column(gettext_lazy("Status"), 14),
    Column(gettext_lazy("Look again"), 12),
]


@office_page(sees_plan)
def outline(request: OfficeRequest) -> HttpResponse:
    """Show the plan as an outline, or what comes first."""
    standing = request.standing
    plan = current_plan(standing.office)
    if plan is None:
        version = version_in_force(standing.office)
        may_make = bool(may_make_plan(standing, version))
        return render(request, "businessplans/none.html", {"version": version, "may_make": may_make})
    screen = outline_of(standing, plan)
    form = NarrowForm(
        request.GET,
        owners=[(seat.pk, seat_words(seat)) for seat in screen.seats],
        benefits=[(each.line_id, f"{each.key} {plain_words(each.text)}") for each in screen.benefits],
    )
    if form.is_valid():
        screen = screen.narrowed_to(Narrowing(**form.cleaned_data))
    if (kind := request.GET.get("format", "")) in CONTENT_TYPES:
        return export(_rows(screen), COLUMNS, name=_("Business plan"), kind=kind)  # type: ignore[arg-type,return-value]
    return render(request, "businessplans/plan.html", {"screen": screen, "form": form})


def _rows(screen: Outline) -> Iterator[list[Exported]]:
    for row in screen.rows:
        item = row.item
        yield [
            item.key,
            item.get_level_display(),
            screen.key_of(item.parent_id),
            item.title,
            item.owner.title if item.owner else "",
            row.owner,
            item.start,
            item.end,
            row.money.one_off,
            row.money.recurring_per_year,
            screen.currency,
            ", ".join(f"{link.line.key} {link.share}" for link in row.serves),
            item.get_status_display(),
            _("yes") if row.suspect else "",
        ]


GAPS = [
    Column(gettext_lazy("Gap"), 26),
    Column(gettext_lazy("Key"), 12),
    Column(gettext_lazy("What it says"), 60),
    Column(gettext_lazy("Owner"), 24),
]


def _gap_rows(screen: Outline, suspects: list[PlanItem]) -> Iterator[list[Exported]]:
    for row in screen.lonely:
        yield [_("Serves no benefit"), row.item.key, row.item.title, row.owner]
    for each in screen.unserved:
        yield [_("Nobody works on it"), each.key, each.text, ""]
    for item in suspects:
        yield [_("Look again"), item.key, item.title, ""]


@office_page(may_plan)
def new(request: OfficeRequest) -> HttpResponse:
    """Make the plan from the mandate in force."""
    office = request.standing.office
    version = version_in_force(office)
    may_make_plan(request.standing, version).require()
    assert version is not None
    if current_plan(office):
        return to_plan(request)
    start, end = services.default_period(office, version)
    form = PeriodForm(request.POST or None, initial={"start": start, "end": end})
    if form.is_valid() and tried(
        form, lambda: services.make_plan(office_id=office.pk, by=request.user, skeleton=True, **form.cleaned_data)
    ):
        messages.success(request, _("The plan is made. Give its items owners, actions, dates and money."))
        return to_plan(request)
    screen = {"form": form, "version": version, "missing": missing_from(None, version)}
    return render(request, "businessplans/new.html", screen, status=WRONG if form.errors else 200)


@office_page(may_plan)
def fill(request: OfficeRequest) -> HttpResponse:
    """Ask, then add what the mandate in force asks for and the plan never had."""
    plan = plan_or_404(request)
    may_change_plan(request.standing, plan).require()
    if request.method == "POST":
        done = services.generate(plan_id=plan.pk, by=request.user)
        count = len(done.added)
        words = ngettext("%(count)d item was added", "%(count)d items were added", count) % {"count": count}
        messages.success(request, _("%(added)s: the plan serves version %(version)s.") % _said(words, done.version.key))
        return to_plan(request)
    version = version_in_force(plan.office)
    may_make_plan(request.standing, version).require()
    screen = {"plan": plan, "version": version, "missing": missing_from(plan, version)}
    return render(request, "businessplans/fill.html", screen)


def _said(words: str, version: str) -> dict[str, Any]:
    return {"added": words, "version": version}


@office_page(sees_plan)
def gaps(request: OfficeRequest) -> HttpResponse:
    """List what is missing, each with the deed that mends it; without a plan, lead to what comes first."""
    plan = current_plan(request.standing.office)
    if plan is None:
        return redirect("businessplans:plan", office=request.standing.office.slug)
    screen = outline_of(request.standing, plan)
    suspects = suspect_items(plan) if screen.suspects else []
    if (kind := request.GET.get("format", "")) in CONTENT_TYPES:
        return export(_gap_rows(screen, suspects), GAPS, name=_("Gaps in the plan"), kind=kind)  # type: ignore[arg-type,return-value]
    return render(request, "businessplans/gaps.html", {"screen": screen, "suspects": suspects})


@office_page(may_plan)
def publish(request: OfficeRequest) -> HttpResponse:
    """Publish the plan, or say why not."""
    plan = plan_or_404(request)
    if request.method == "POST":
        services.publish(plan_id=plan.pk, by=request.user)
        messages.success(request, _("The plan is published."))
        return to_plan(request)
    screen = outline_of(request.standing, plan)
    verdict = may_publish(request.standing, plan, screen.in_force, screen.gaps)
    return render(request, "businessplans/publish.html", {"screen": screen, "verdict": verdict})


@office_page(may_plan)
def reopen(request: OfficeRequest) -> HttpResponse:
    """Ask, then open the published plan again."""
    plan = plan_or_404(request)
    if request.method == "POST":
        services.reopen(plan_id=plan.pk, by=request.user)
        messages.success(request, _("The plan is open for changes. Publish it again when you are done."))
        return to_plan(request)
    may_reopen(request.standing, plan).require()
    question = {
        "title": _("Open the plan again?"),
        "sentence": _("It is a draft until you publish it again; everybody goes on reading it as it stands."),
        "label": _("Open the plan"),
        "cancel_url": reverse("businessplans:plan", args=[request.standing.office.slug]),
    }
    return render(request, "confirm.html", question)
