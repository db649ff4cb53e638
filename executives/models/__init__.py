"""Seats, their holders, and what each executive wants."""

from executives.models.requirements import Requirement, Wording
from executives.models.rosters import RosterFile
from executives.models.seats import Assistant, Holder, Seat

__all__ = ["Assistant", "Holder", "Requirement", "RosterFile", "Seat", "Wording"]
