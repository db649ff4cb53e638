"""Who may take files in."""

from django.utils.translation import gettext_lazy as _

from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused

MOVED_ON = _(
    "The office has changed since you looked at this file, so some rows would now do something else. "
    "Nothing was taken in: look at the rows once more."
)


def may_import(standing: Standing) -> Verdict:
    """Grant the taking in of files to PMO managers."""
    return is_manager(standing)


def is_as_shown(shown_digest: str | None, digest: str) -> Verdict:
    """Refuse to take in anything but what was shown; no digest means that nobody looked (a demonstration)."""
    return GRANTED if shown_digest in (None, digest) else refused(MOVED_ON)
