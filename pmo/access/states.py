"""The roles of people in an office, and who stands before a personal link."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership lets one do. *Executive* and *assistant* are none: they follow from a seat."""

    MANAGER = "manager", _("PMO manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


EXECUTIVE = "executive"
ASSISTANT = "assistant"
BY_SEAT = {EXECUTIVE: _("Executive"), ASSISTANT: _("Assistant")}


def role_word(role: str) -> str:
    """Return the words for a role, those that follow from a seat included."""
    return str(BY_SEAT[role] if role in BY_SEAT else Role(role).label)


class Way(StrEnum):
    """Who stands before a personal link, and so what comes before its page."""

    SIGNED_IN = "signed_in"
    TRUSTED = "trusted"
    CODE = "code"
    SOMEBODY_ELSE = "somebody_else"
