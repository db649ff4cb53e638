"""What a benefit promises, apart from its wording: what a trace is confirmed against.

A change of wording or of where the figures come from makes nothing suspect; another measure, unit, figure, day,
direction or owner does. See docs/decisions/suspect-by-promise.md.
"""

from collections.abc import Mapping
from typing import Any

from mandates.models import Benefit
from pmo.audit import canonical

SCHEMA = "promise/1"
FIELDS = ("measure", "unit", "baseline", "baseline_date", "target", "target_date", "direction", "owner_id")


def promise_digest(benefit: Benefit) -> str:
    """Return the digest of what a benefit promises; the owner counts as a seat, by whatever title it goes."""
    return canonical.digest({"schema": SCHEMA, **{name: getattr(benefit, name) for name in FIELDS}})


def promise_in(profile: Mapping[str, Any]) -> str:
    """Return the digest of what a benefit promises in canonical content, where the owner is a seat's title."""
    names = [name.removesuffix("_id") for name in FIELDS]
    return canonical.digest({"schema": SCHEMA, **{name: profile.get(name) for name in names}})
