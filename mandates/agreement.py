"""The arithmetic of agreement, where services and pages look for it: one truth, in `mandates.statistics`."""

from mandates.statistics import needed

__all__ = ["needed"]
