from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pmo.access import purposes
from pmo.audit import events
from pmo.notices import kinds
from pmo.ui.navigation import Entry, register

WORKING = frozenset({"manager", "administrator", "auditor"})
BY_SEAT = frozenset({"executive", "assistant"})


class DeskConfig(AppConfig):
    name = "pmo.desk"
    label = "desk"

    def ready(self) -> None:
        """Register the doors of the desk."""
        register(Entry(_("Today"), "desk:today", WORKING, order=0))
        register(Entry(_("Progress"), "desk:progress", WORKING, order=10))
        register(Entry(_("Waiting for you"), "desk:waiting", BY_SEAT, order=1, also=("asked/", "words/")))
        register(Entry(_("People"), "desk:people", WORKING, order=80, section="more"))
        register(Entry(_("Ledger"), "desk:ledger", WORKING, order=90, section="more"))
        events.register(progress__asked=_("asked those who owe something"))
        purposes.register(progress__asked=_("What waits for you"))
        kinds.register_told_at_once({"progress.asked": _("Somebody is asked by hand for what they owe")})
        register(Entry(_("My settings"), "desk:preferences", WORKING | BY_SEAT, order=10, section="account"))
