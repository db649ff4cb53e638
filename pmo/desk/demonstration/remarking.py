"""What is remarked on a draft: beside its text, for those who write it."""

from mandates.models import MandateVersion, Statement
from mandates.services import remarks
from pmo.desk.demonstration import cast, material


def remark_on(version: MandateVersion, draft: str) -> None:
    """Make the recorded comments on a draft; some are answered, some are resolved."""
    by = cast.person(cast.MANAGER)
    for each in material.tree("remarks.json")[draft]:
        found = Statement.objects.get(version=version, line__source_ref=each["ref"])
        said = remarks.comment(statement_id=found.pk, text=each["text"], by=by)
        if answer := each.get("answer"):
            remarks.answer_comment(comment_id=said.pk, text=answer, by=by)
        if each.get("resolved"):
            remarks.resolve_comment(comment_id=said.pk, by=by)
