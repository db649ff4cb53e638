"""Deeds beside the text of a draft: comments, their answers, and when they are resolved."""

from django.db import transaction
from django.utils.translation import gettext as _

from mandates.locks import lock_version
from mandates.models import Comment, MandateVersion, Statement
from mandates.rules.remarks import may_answer_comment, may_comment, may_resolve
from mandates.selectors.versions import open_version
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused, refused
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def comment(*, statement_id: int, text: str, by: Person) -> Comment:
    """Remark on a statement of the draft; the same words of the same person on the same text are one comment."""
    statement = Statement.objects.select_related("line").get(pk=statement_id)
    version = lock_version(statement.version_id)
    may_comment(standing_of(by, version.mandate.office), version, text).require()
    said = {"version": version, "line": statement.line, "digest": statement.digest, "text": canonical.text(text)}
    if same := Comment.objects.filter(**said, by=by, answers_to__isnull=True, resolved_at__isnull=True).first():
        return same
    return _write(Comment(**said, by=by), version)


@transaction.atomic
def answer_comment(*, comment_id: int, text: str, by: Person) -> Comment:
    """Answer a comment that nobody has resolved."""
    found, version = _in_the_draft(comment_id)
    may_answer_comment(standing_of(by, version.mandate.office), version, found, text).require()
    said = {"version": version, "line": found.line, "answers_to": found, "text": canonical.text(text)}
    if same := Comment.objects.filter(**said, by=by).first():
        return same
    return _write(Comment(**said, digest=found.digest, by=by), version)


@transaction.atomic
def resolve_comment(*, comment_id: int, by: Person) -> Comment:
    """Call a comment settled; whoever does is named."""
    found, version = _in_the_draft(comment_id)
    may_resolve(standing_of(by, version.mandate.office), version).require()
    if not found.is_open:
        return found
    found.resolved_by, found.resolved_at = by, clock.now()
    return _settle(found, version, "comment.resolved", by)


@transaction.atomic
def reopen_comment(*, comment_id: int, by: Person) -> Comment:
    """Take up a comment again."""
    found, version = _in_the_draft(comment_id)
    may_resolve(standing_of(by, version.mandate.office), version).require()
    if found.is_open:
        return found
    found.resolved_by = found.resolved_at = None
    return _settle(found, version, "comment.reopened", by)


def _in_the_draft(comment_id: int) -> tuple[Comment, MandateVersion]:
    """Lock the open version of a comment's mandate: a comment outlives the draft that it was made in."""
    found = Comment.objects.select_related("line__mandate__office").get(pk=comment_id)
    version = open_version(found.line.mandate.office)
    if version is None:
        raise Refused(refused(_("There is no draft at the moment. Remarks belong to the next one.")))
    return found, lock_version(version.pk)


def _write(made: Comment, version: MandateVersion) -> Comment:
    made.save(force_insert=True)
    payload = {"text": made.text, "answers": made.answers_to_id}
    record("comment.made", about=made, office=version.mandate.office, by=made.by, payload=payload)
    return made


def _settle(found: Comment, version: MandateVersion, event: str, by: Person) -> Comment:
    found.save(update_fields=["resolved_by", "resolved_at"])
    record(event, about=found, office=version.mandate.office, by=by)
    return found
