from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from pmo.access.registry import CARRIERS
from pmo.audit import events
from pmo.notices.checks import catalogues_are_made
from pmo.notices.kinds import TICKS
from pmo.ui import navigation
from pmo.ui.navigation import Entry


class NoticesConfig(AppConfig):
    name = "pmo.notices"
    label = "notices"

    def ready(self) -> None:
        checks.register(catalogues_are_made, checks.Tags.translation)
        TICKS.add("pmo.access.links.forget_old_links")
        CARRIERS.add("pmo.notices.services.carrying.carry")
        events.register(
            rule__changed=_("changed a reminder rule"),
            notice__sent=_("told somebody by mail"),
            mail__sent_again=_("sent a mail again"),
            mail_text__changed=_("changed the words of a mail"),
            mail_text__removed=_("went back to the product’s words of a mail"),
            reminders__left=_("paused their own reminders"),
            reminders__paused=_("paused somebody’s reminders"),
            reminders__resumed=_("let somebody’s reminders go out again"),
            address__called_bad=_("called an address bad"),
            address__called_good=_("called an address good again"),
            absence__added=_("entered an absence"),
            absence__changed=_("changed an absence"),
            absence__removed=_("removed an absence"),
            person__hours_changed=_("changed their own clock, quiet hours or language"),
        )
        readers = frozenset({"administrator", "manager", "auditor"})
        navigation.register(Entry(_("Reminders"), "notices:reminders", readers, order=70, section="more"))
        if settings.MAILBOX_PAGE:
            everybody = readers | {"executive"}
            navigation.register(Entry(_("Mailbox"), "notices:mailbox", everybody, order=90, section="account"))
