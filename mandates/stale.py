"""Two people at the same text: the second is told, sees both, and nothing is overwritten silently."""

from django.utils.translation import gettext as _

from mandates.models import MandateVersion, Statement
from pmo.access.verdicts import Refused, refused


class StaleText(Refused):
    """A statement was saved by somebody else meanwhile; `current` is what it says now."""

    def __init__(self, current: Statement) -> None:
        sentence = _("%(name)s has saved another text of %(key)s since you loaded the page. Nothing was overwritten.")
        super().__init__(refused(sentence % {"name": current.edited_by.name, "key": current.key}))
        self.current = current


class StaleHeader(Refused):
    """The header was saved by somebody else meanwhile; `current` is the version as it stands."""

    def __init__(self, current: MandateVersion) -> None:
        sentence = _("Somebody has saved another header since you loaded the page. Nothing was overwritten.")
        super().__init__(refused(sentence))
        self.current = current
