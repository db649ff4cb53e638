"""The comments on a line of the draft, with their answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mandates.models import Comment, MandateVersion, Statement
from mandates.rules.remarks import may_comment
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict


@dataclass(frozen=True)
class Thread:
    """A comment and what was answered; `was_reworded`: the statement says something else since."""

    comment: Comment
    answers: tuple[Comment, ...]
    was_reworded: bool


@dataclass(frozen=True)
class RemarksPage:
    """All comments on a statement of the draft, those of earlier drafts too: open ones first."""

    statement: Statement
    threads: tuple[Thread, ...]
    verdict: Verdict

    @property
    def open(self) -> list[Thread]:
        return [each for each in self.threads if each.comment.is_open]

    @property
    def resolved(self) -> list[Thread]:
        return [each for each in self.threads if not each.comment.is_open]

    @property
    def may_comment(self) -> bool:
        return self.verdict.granted


def remarks_page(standing: Standing, statement: Statement) -> RemarksPage:
    """Return the comments on a statement's line; one query for all of them."""
    said = list(comments_on(statement))
    answers: dict[int, list[Comment]] = {}
    for each in said:
        if each.answers_to_id:
            answers.setdefault(each.answers_to_id, []).append(each)
    threads = [
        Thread(each, tuple(answers.get(each.pk, ())), each.digest != statement.digest)
        for each in said
        if not each.answers_to_id
    ]
    return RemarksPage(statement, tuple(threads), may_comment(standing, statement.version))


def comments_on(statement: Statement) -> QuerySet[Comment]:
    """Return all that was ever remarked on a line, in the order in which it was said."""
    return Comment.objects.filter(line=statement.line).select_related("by", "resolved_by").order_by("pk")


def comment_numbered(version: MandateVersion, key: str, number: int) -> Comment | None:
    """Return a comment on the line with this key, or None."""
    kind, __, line = key.partition("-")
    found = Comment.objects.filter(line__mandate=version.mandate, line__kind=kind, line__number=line)
    return found.filter(answers_to__isnull=True, pk=number).first()


def open_comments() -> Coalesce:
    """Return, for a query of statements, how many comments on each line are open."""
    found = Comment.objects.filter(line=OuterRef("line"), answers_to__isnull=True, resolved_at__isnull=True)
    counted = found.order_by().values("line").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
