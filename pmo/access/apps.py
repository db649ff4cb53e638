from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pmo.audit import events


class AccessConfig(AppConfig):
    name = "pmo.access"
    label = "access"

    def ready(self) -> None:
        events.register(
            office__opened=_("opened the office"),
            office__changed=_("changed the office's settings"),
            membership__granted=_("gave a role"),
            membership__ended=_("ended a role"),
            person__added=_("added a person"),
            person__renamed=_("changed their own name"),
            person__signed_in=_("signed in"),
            identity__proved=_("proved who they are"),
            link__refused=_("refused a personal link"),
            session__refused=_("refused a session from another browser"),
        )
