"""What mail servers complain of, in plain words: for whoever has to put it right."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_ONE_MAIL = ("SMTPRecipientsRefused", "SMTPDataError")  # of its reader or its text: the next one may leave
NO_ANSWER = _("The mail server does not answer.")
MEANINGS: dict[str, str | Promise] = {
    "ConnectionRefusedError": NO_ANSWER,
    "ConnectionResetError": _("The mail server broke off."),
    "BrokenPipeError": _("The mail server broke off."),
    "TimeoutError": _("The mail server did not answer in time."),
    "gaierror": _("The mail server’s name is not known to this machine."),
    "OSError": NO_ANSWER,
    "SSLError": _("The mail server cannot be reached safely."),
    "SSLCertVerificationError": _("The mail server’s certificate is not trusted."),
    "SMTPConnectError": NO_ANSWER,
    "SMTPServerDisconnected": _("The mail server broke off."),
    "SMTPHeloError": _("The mail server does not want to speak with this site."),
    "SMTPAuthenticationError": _("The mail server does not accept this site’s name and password."),
    "SMTPNotSupportedError": _("The mail server cannot do what the settings ask of it."),
    "SMTPSenderRefused": _("The mail server refuses this site’s own address as the sender."),
    "SMTPRecipientsRefused": _("The mail server refuses the reader’s address."),
    "SMTPDataError": _("The mail server refuses the text of the mail."),
    "SMTPResponseException": _("The mail server refuses the mail."),
}


def in_plain_words(complaint: str) -> str:
    """Say what a kept complaint (its kind, a colon, the server's own words) means."""
    if not complaint:
        return ""
    return str(MEANINGS.get(complaint.partition(":")[0], _("The mail did not leave.")))
