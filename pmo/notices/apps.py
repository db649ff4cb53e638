from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pmo.audit import events


class NoticesConfig(AppConfig):
    name = "pmo.notices"
    label = "notices"

    def ready(self) -> None:
        events.register(rule__changed=_("changed a reminder rule"), notice__sent=_("told somebody"))
