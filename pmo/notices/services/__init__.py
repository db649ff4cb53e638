"""Deeds of telling people: rules, planning, sending."""

from pmo.notices.services.leases import claim_due
from pmo.notices.services.planning import plan_notices
from pmo.notices.services.rules import set_rule
from pmo.notices.services.sending import send_due
from pmo.notices.services.telling import mail_at_once

__all__ = ["claim_due", "mail_at_once", "plan_notices", "send_due", "set_rule"]
