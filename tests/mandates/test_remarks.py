"""Comments on a statement of the draft: made, answered, resolved; executives never read them."""

import pytest
from django.db import DatabaseError, transaction

from mandates.models import Comment
from mandates.services.remarks import answer_comment, comment, reopen_comment, resolve_comment
from mandates.services.statements import change_statement
from mandates.states import LineKind
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import administrator_of, an_auditor, holder_of
from tests.scenes.held import as_if_agreed
from tests.scenes.mandates import a_full_draft, drafter_of, statement_of, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_full_draft()


@pytest.fixture
def issue(version):
    return statement_of(version, LineKind.ISSUE)


def a_comment(version, issue, text="Which jobs?"):
    return comment(statement_id=issue.pk, text=text, by=drafter_of(version))


def test_a_comment_is_answered_resolved_and_taken_up_again_on_its_page(client, version, issue):
    client.force_login(drafter_of(version))
    page = url(version, "comments", key=issue.key)

    client.post(page, {"text": "Which jobs?"})
    made = Comment.objects.get()
    client.post(url(version, "answer_comment", key=issue.key, comment=made.pk), {"text": "Those on the list."})
    client.post(url(version, "resolve_comment", key=issue.key, comment=made.pk))
    resolved = words(client.get(page))
    client.post(url(version, "resolve_comment", key=issue.key, comment=made.pk), {"again": "yes"})

    assert "Which jobs?" in resolved
    assert "Those on the list." in resolved
    assert "All are resolved." in resolved
    assert Comment.objects.get(pk=made.pk).is_open
    events = LedgerEntry.objects.filter(event__startswith="comment.").values_list("event", flat=True)
    assert list(events) == ["comment.made", "comment.made", "comment.resolved", "comment.reopened"]


def test_the_draft_counts_open_comments_without_asking_more(client, version, issue, django_assert_max_num_queries):
    client.force_login(drafter_of(version))
    resolve_comment(comment_id=a_comment(version, issue, "Settled.").pk, by=drafter_of(version))
    a_comment(version, issue)

    with django_assert_max_num_queries(20):
        page = client.get(url(version, "draft"))

    assert "1 open comment" in words(page)


def test_twice_sent_it_is_one(version, issue):
    assert a_comment(version, issue) == a_comment(version, issue)
    made = a_comment(version, issue)
    answers = [answer_comment(comment_id=made.pk, text="Yes.", by=drafter_of(version)) for _ in range(2)]

    assert answers[0] == answers[1]


def test_a_comment_says_that_its_statement_was_changed_since(client, version, issue):
    a_comment(version, issue)
    by = drafter_of(version)
    change_statement(statement_id=issue.pk, text="Jobs on the list finish late.", shown_digest=issue.digest, by=by)
    client.force_login(by)

    assert "The statement has been changed since." in words(client.get(url(version, "comments", key=issue.key)))


def test_an_answer_to_what_is_resolved_is_refused(version, issue):
    made = resolve_comment(comment_id=a_comment(version, issue).pk, by=drafter_of(version))

    with pytest.raises(Refused, match="resolved"):
        answer_comment(comment_id=made.pk, text="Too late.", by=drafter_of(version))

    assert reopen_comment(comment_id=made.pk, by=drafter_of(version)).is_open


def test_who_reads_and_who_writes(client, version, issue):
    office = version.mandate.office
    made = a_comment(version, issue)
    seen, written = {}, {}

    for who, person in {
        "manager": drafter_of(version),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "executive": holder_of(office.seats.first()),
    }.items():
        client.force_login(person)
        seen[who] = client.get(url(version, "comments", key=issue.key)).status_code
        deeds = (("comments", {}), ("answer_comment", {"comment": made.pk}), ("resolve_comment", {"comment": made.pk}))
        posts = [client.post(url(version, name, key=issue.key, **more), {"text": "A."}) for name, more in deeds]
        written[who] = {each.status_code for each in posts}

    assert seen == {"manager": 200, "administrator": 200, "auditor": 200, "executive": 403}
    assert written.pop("manager") == {302}
    assert set().union(*written.values()) == {403}


def test_a_comment_outlives_its_draft_and_is_never_changed(version, issue):
    made = a_comment(version, issue)
    as_if_agreed(version)

    with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
        Comment.objects.filter(pk=made.pk).update(text="Something else.")


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_no_words_and_too_many_are_told_and_kept(client, version, issue, text):
    client.force_login(drafter_of(version))

    page = client.post(url(version, "comments", key=issue.key), {"text": text})

    assert page.status_code == 400
    assert page.context["form"]["text"].value() == text
    assert not Comment.objects.exists()
