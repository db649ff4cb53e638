"""The roles of people in an office, and who stands before a personal link."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership lets one do. *Executive* is no membership: it follows from holding a seat."""

    MANAGER = "manager", _("PMO manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


EXECUTIVE = "executive"
EXECUTIVE_WORD = _("Executive")


def role_word(role: str) -> str:
    """Return the words for a role, *executive* included."""
    return str(EXECUTIVE_WORD if role == EXECUTIVE else Role(role).label)


class Way(StrEnum):
    """Who stands before a personal link, and so what comes before its page."""

    SIGNED_IN = "signed_in"
    TRUSTED = "trusted"
    CODE = "code"
    SOMEBODY_ELSE = "somebody_else"
