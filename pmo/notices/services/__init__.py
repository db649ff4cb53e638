"""Deeds of telling people: rules, planning, sending."""

from pmo.notices.services.mails import mail_at_once
from pmo.notices.services.planning import plan_notices
from pmo.notices.services.rules import set_rule
from pmo.notices.services.sending import claim_due, send_claimed, send_due

__all__ = ["claim_due", "mail_at_once", "plan_notices", "send_claimed", "send_due", "set_rule"]
