"""Deeds on offices, people, roles and how people come in."""

from pmo.access.locks import lock_office
from pmo.access.services.invitations import send_again, settle_in
from pmo.access.services.leaving import let_leave
from pmo.access.services.offices import open_office
from pmo.access.services.people import add_person, change_preferences
from pmo.access.services.roles import end_role, grant_role, welcome

__all__ = [
    "add_person",
    "change_preferences",
    "end_role",
    "grant_role",
    "let_leave",
    "lock_office",
    "open_office",
    "send_again",
    "settle_in",
    "welcome",
]
