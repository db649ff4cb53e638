"""What is said when a version cannot be set on paper."""

from django.utils.translation import gettext as _

from pmo.access.verdicts import Verdict, refused


def too_long_to_print() -> Verdict:
    """Say that a version holds more than the typesetter takes."""
    return refused(_("This text is too long to be set as a PDF. Print its page from your browser instead."))


def cannot_be_printed() -> Verdict:
    """Say that setting failed, and the way round."""
    return refused(_("The PDF could not be made. Print the page from your browser instead, and tell the PMO manager."))
