"""What people owe, computed by the apps that know it; never stored, so stopping a reminder hides no duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from pmo.access.registry import DUTIES
from pmo.access.standing import Standing


@dataclass(frozen=True)
class Duty:
    """One thing that waits for a person in an office.

    `kind` is a registered string such as `requirements.confirm`; `question` is the page's own question;
    `sentence` says how much it is; `deed` labels the button; `due` is a date in the office's zone, or None;
    `due_at` is the instant after which it is too late, where there is one.
    """

    kind: str
    question: str | Promise
    sentence: str | Promise
    deed: str | Promise
    url: str
    due: date | None = None
    due_at: datetime | None = None
    seat_id: int | None = None
    order: int = 100


def owed_by(standing: Standing) -> list[Duty]:
    """Return all that waits for a person in an office: the earliest due first, undated last."""
    found = [duty for source in DUTIES.all() for duty in source(standing)]
    return sorted(found, key=lambda duty: (duty.due or date.max, duty.order, duty.kind))
