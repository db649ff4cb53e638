"""Seats, their holders, and what each executive wants."""

from executives.models.prompts import CatalogueEntry, Prompt, Unfinished, WordsRequest
from executives.models.requirements import Requirement, Wording
from executives.models.rosters import RosterFile
from executives.models.seats import Assistant, Holder, Seat

__all__ = [
    "Assistant",
    "CatalogueEntry",
    "Holder",
    "Prompt",
    "Requirement",
    "RosterFile",
    "Seat",
    "Unfinished",
    "Wording",
    "WordsRequest",
]
