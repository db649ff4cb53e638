from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pmo.access import purposes
from pmo.audit import events


class AccessConfig(AppConfig):
    name = "pmo.access"
    label = "access"

    def ready(self) -> None:
        purposes.register(invitation=_("You are asked to take part"))
        user_logged_in.connect(import_string("pmo.access.receivers.greet"), dispatch_uid="access.greet")
        events.register(
            office__opened=_("opened the office"),
            office__changed=_("changed the office's settings"),
            membership__granted=_("gave a role"),
            membership__ended=_("ended a role"),
            person__added=_("added a person"),
            person__deactivated=_("deactivated a person"),
            person__reactivated=_("reactivated a person"),
            administrator__named=_("named an administrator from outside"),
            person__left=_("let somebody leave"),
            person__renamed=_("changed their own name"),
            person__signed_in=_("signed in"),
            person__signed_out_everywhere=_("signed out everywhere"),
            passkey__added=_("added a passkey"),
            passkey__renamed=_("named a passkey"),
            passkey__removed=_("removed a passkey"),
            authenticator__on=_("set up an authenticator app"),
            authenticator__off=_("took away the second step"),
            means__forgotten=_("took away what was added to a sign-in"),
            recovery_code__used=_("signed in by a recovery code"),
            recovery_codes__renewed=_("made new recovery codes"),
            password__changed=_("changed the password"),
            session__ended=_("signed out in one browser"),
            address__asked=_("asked for a new address"),
            address__proposed=_("proposed a new address"),
            address__changed=_("changed an address"),
            address__refused=_("refused a new address"),
            address__undone=_("undid the change of an address"),
            invitation__made=_("invited somebody"),
            invitation__sent_again=_("sent an invitation again"),
            invitation__taken_up=_("took up an invitation"),
            invitation__taken_back=_("took back an invitation"),
            identity__refused=_("gave five wrong proofs in a row"),
            identity__proved=_("proved who they are"),
            link__refused=_("refused a personal link"),
            session__refused=_("refused a session from another browser"),
        )
