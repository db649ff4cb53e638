"""Addresses of the plan, under the office's slug."""

from django.urls import path

from businessplans.views import details, items, plans

app_name = "businessplans"
urlpatterns = [
    path("plan/", plans.outline, name="plan"),
    path("plan/new/", plans.new, name="new"),
    path("plan/fill/", plans.fill, name="fill"),
    path("plan/gaps/", plans.gaps, name="gaps"),
    path("plan/publish/", plans.publish, name="publish"),
    path("plan/reopen/", plans.reopen, name="reopen"),
    path("plan/items/new/", items.new, name="item_new"),
    path("plan/ITEM-<int:number>/", items.item, name="item"),
    path("plan/ITEM-<int:number>/edit/", items.edit, name="item_edit"),
    path("plan/ITEM-<int:number>/remove/", items.remove, name="item_remove"),
    path("plan/ITEM-<int:number>/move/", items.move, name="item_move"),
    path("plan/ITEM-<int:number>/why/", items.why, name="why"),
    path("plan/ITEM-<int:number>/serves/", details.serves, name="serves"),
    path("plan/ITEM-<int:number>/budget/", details.budget, name="budget"),
    path("plan/ITEM-<int:number>/milestones/", details.milestones, name="milestones"),
    path("plan/ITEM-<int:number>/risks/", details.risks, name="risks"),
    path("plan/ITEM-<int:number>/needs/", details.needs, name="needs"),
]
