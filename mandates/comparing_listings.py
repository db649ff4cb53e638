"""A comparison of two versions as rows to keep."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates.selectors.comparisons import Compared
from pmo.ui.exports import Column, Exported

COMPARED = [
    Column(gettext_lazy("Key"), 10),
    Column(gettext_lazy("What happened"), 30),
    Column(gettext_lazy("Field"), 24),
    Column(gettext_lazy("Before"), 60),
    Column(gettext_lazy("After"), 60),
]


def compared_rows(compared: Compared) -> Iterable[Sequence[Exported]]:
    """Yield what differs: a row a sentence, a field or a note."""
    for entry in compared.changed:
        if entry.before != entry.after:
            yield entry.key, entry.title, _("Statement"), entry.before, entry.after
        for row in entry.fields:
            yield entry.key, entry.title, row.label, row.before, row.after
        for note in entry.notes:
            yield entry.key, entry.title, _("Note"), "", note
