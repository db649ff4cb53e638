"""Telling a person at once that their sign-in changed, so that whoever did it in their stead is found out."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pmo.access import proofs
from pmo.access.models import Person
from pmo.access.posting import BesideThePage
from pmo.access.readers import as_read_by


def tell_change(person: Person, sentence: str | Promise, **parts: str | Promise) -> None:
    """Mail, once the deed is written, what changed and what to do if it was somebody else.

    The sentence is lazy, with the parts beside it: whoever changes it may read another language.
    """
    with as_read_by(person):
        subject = _("Your sign-in to PMO Mandate changed")
        text = _(
            "%(sentence)s\n\nIf it was you, you need do nothing. If it was not: sign in, open “My sign-in” and choose "
            "“Sign out everywhere”, then tell the administrator of your office.\n\n%(address)s"
        )
        names = {"sentence": str(sentence) % parts, "address": f"{settings.SITE_URL.rstrip('/')}/preferences/sign-in/"}
        said = text % names
    transaction.on_commit(lambda: send_mail(subject, said, None, [person.email], connection=BesideThePage()))


def mail_code(person: Person, *, purpose: str, session_key: str) -> None:
    """Mail a fresh code for changing one's sign-in in this session; unless too many were asked for or given wrong."""
    proofs.may_ask_for_code(person, purpose).require()
    code = proofs.new_code(person, purpose=purpose, session_key=session_key)
    with as_read_by(person):
        text = _(
            "%(code)s is the code with which you show that it is you, before you change how you sign in.\n\n"
            "It is good for ten minutes, once, in the browser in which you asked for it. If you did not ask for it, "
            "somebody is signed in as you: open “My sign-in” and choose “Sign out everywhere”."
        )
        send_mail(_("Your code"), text % {"code": code}, None, [person.email], connection=BesideThePage())
