"""Who may remark on a draft, and who resolves a remark; what may be kept of what somebody types."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mandates.models import Comment, MandateVersion
from mandates.rules.drafting import may_draft
from mandates.rules.statements import is_said, is_short_enough
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused

OPEN_TO_REMARKS = (VersionState.DRAFT, VersionState.IN_CONSENSUS)
LONGEST_KEPT = 8000
NAMES_KEPT = 20


def may_comment(standing: Standing, version: MandateVersion, text: str = "-") -> Verdict:
    """Grant comments to PMO managers, while the text is no frozen one."""
    most = Comment._meta.get_field("text").max_length or 0
    return first_refusal(may_draft(standing), _is_open(version), is_said(text, _("the comment"), most))


def may_answer_comment(standing: Standing, version: MandateVersion, comment: Comment, text: str = "-") -> Verdict:
    """Grant answers to a comment on the same line that nobody has resolved; an answer has no answers of its own."""
    if not (verdict := may_comment(standing, version, text)):
        return verdict
    if comment.answers_to_id or not comment.is_open:
        return refused(_("This comment has been resolved. Write a new one."))
    return GRANTED


def may_resolve(standing: Standing, version: MandateVersion) -> Verdict:
    """Grant PMO managers to resolve a comment, and to open it again, while the draft can be remarked on."""
    return first_refusal(may_draft(standing), _is_open(version))


def may_keep(fields: Mapping[str, str]) -> Verdict:
    """Refuse to keep what no statement could say; it is never cut."""
    if len(fields) > NAMES_KEPT:
        return refused(_("That is no statement of this page. Load it again."))
    return first_refusal(*(is_short_enough(text, _("what you typed"), LONGEST_KEPT) for text in fields.values()))


def _is_open(version: MandateVersion) -> Verdict:
    if version.state in OPEN_TO_REMARKS:
        return GRANTED
    return refused(
        _("The text of version %(number)s is frozen. Remarks belong to the next draft.") % {"number": version.key}
    )
