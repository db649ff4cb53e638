"""Mailing the code by which somebody shows that it is they who sign; at once, and kept nowhere."""

from django.core.mail import send_mail
from django.utils.translation import gettext as _

from mandates.models import MandateVersion
from mandates.rules.signoff import purpose
from pmo.access import proofs
from pmo.access.models import Person
from pmo.access.posting import BesideThePage
from pmo.access.readers import as_read_by


def mail_code(version: MandateVersion, person: Person, *, session_key: str) -> None:
    """Mail a fresh code for signing this version in this session; unless too many were asked for or given wrong.

    The code stands in the text alone: a subject is shown on locked screens and kept in the logs of mail servers.
    """
    proofs.may_ask_for_code(person, purpose(version)).require()
    code = proofs.new_code(person, purpose=purpose(version), session_key=session_key)
    names = {"code": code, "number": version.key, "office": version.mandate.office.name}
    with as_read_by(person):
        text = _(
            "%(code)s is the code with which you sign version %(number)s of the mandate of %(office)s.\n\n"
            "It is good for ten minutes, once, on the device on which you asked for it. If you did not ask for it, "
            "tell the PMO manager; nothing is signed without it."
        )
        subject = _("Your code for signing version %(number)s") % names
    send_mail(subject, text % names, None, [person.email], connection=BesideThePage())
