"""How the PMO delivers the mandate: items, money, dates, and the traces that give each item its reason."""

from businessplans.models.items import Budget, Dependency, Milestone, PlanItem, Risk
from businessplans.models.plans import BusinessPlan
from businessplans.models.traces import TraceLink

__all__ = ["Budget", "BusinessPlan", "Dependency", "Milestone", "PlanItem", "Risk", "TraceLink"]
