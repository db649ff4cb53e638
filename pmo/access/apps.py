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
            person__signed_out_everywhere=_("signed out everywhere"),
            passkey__added=_("added a passkey"),
            passkey__renamed=_("named a passkey"),
            passkey__removed=_("removed a passkey"),
            authenticator__on=_("set up an authenticator app"),
            authenticator__off=_("took away the second step"),
            recovery_codes__renewed=_("made new recovery codes"),
            password__changed=_("changed the password"),
            session__ended=_("signed out in one browser"),
            identity__proved=_("proved who they are"),
            link__refused=_("refused a personal link"),
            session__refused=_("refused a session from another browser"),
        )
