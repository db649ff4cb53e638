"""The answer of every rule: yes, or no with the sentence to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Ground(StrEnum):
    """Why something is refused: who asks (403), or how things stand (409), or what was given (400)."""

    ROLE = "role"
    STATE = "state"
    INPUT = "input"


class Refused(Exception):
    """A deed was refused; `verdict.reason` is the sentence to show."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict


@dataclass(frozen=True)
class Verdict:
    """True, or false with a sentence that says why and what to do."""

    granted: bool
    reason: str | Promise = ""
    ground: Ground = Ground.STATE

    def __bool__(self) -> bool:
        return self.granted

    def require(self) -> None:
        """Do nothing when granted, else raise `Refused`."""
        if not self.granted:
            raise Refused(self)


GRANTED = Verdict(True)


def refused(reason: str | Promise) -> Verdict:
    """Refuse because of how things stand."""
    return Verdict(False, reason, Ground.STATE)


def wrong_role(reason: str | Promise) -> Verdict:
    """Refuse because of who asks."""
    return Verdict(False, reason, Ground.ROLE)


def wrong_input(reason: str | Promise) -> Verdict:
    """Refuse because of what was given."""
    return Verdict(False, reason, Ground.INPUT)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Return the first refusal among the verdicts, else grant."""
    return next((verdict for verdict in verdicts if not verdict), GRANTED)
