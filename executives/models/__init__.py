"""Seats, their holders, and what each executive wants."""

from executives.models.conflicts import Conflict
from executives.models.lineage import Confirmation, Lineage, Ownership, Theme
from executives.models.papers import ElicitingRule, PaperConsent, PaperFile
from executives.models.prompts import CatalogueEntry, Prompt, Unfinished, WordsRequest
from executives.models.requirements import Requirement, Wording
from executives.models.rosters import RosterFile
from executives.models.seats import Assistant, Holder, Seat
from executives.models.talks import Attendance, Interview, KickOff, PrivateNote

__all__ = [
    "Assistant",
    "Attendance",
    "CatalogueEntry",
    "Confirmation",
    "Conflict",
    "ElicitingRule",
    "Holder",
    "Interview",
    "KickOff",
    "Lineage",
    "Ownership",
    "PaperConsent",
    "PaperFile",
    "PrivateNote",
    "Prompt",
    "Requirement",
    "RosterFile",
    "Seat",
    "Theme",
    "Unfinished",
    "Wording",
    "WordsRequest",
]
