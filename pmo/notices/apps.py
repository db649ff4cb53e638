from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pmo.audit import events
from pmo.ui import navigation
from pmo.ui.navigation import Entry


class NoticesConfig(AppConfig):
    name = "pmo.notices"
    label = "notices"

    def ready(self) -> None:
        events.register(rule__changed=_("changed a reminder rule"), notice__sent=_("told somebody"))
        readers = frozenset({"administrator", "manager", "auditor"})
        navigation.register(Entry(_("Reminders"), "notices:reminders", readers, order=70, section="more"))
        if settings.MAILBOX_PAGE:
            everybody = readers | {"executive"}
            navigation.register(Entry(_("Mailbox"), "notices:mailbox", everybody, order=90, section="account"))
