"""Nobody's consent is wiped by a change of wording: whose signatures a version rests on, whose answers stand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from mandates.models import MandateVersion
from mandates.review_states import ReviewAnswerChoice
from mandates.selectors.agreements import agreements_of
from mandates.selectors.openings import would_ask
from mandates.selectors.review_pages import reviews_screen
from mandates.selectors.reviews import seats_owing
from mandates.selectors.same_words import rests_on, same_words
from mandates.selectors.versions import statements_of
from mandates.services import reviews
from mandates.services.amending import send_amendment
from mandates.states import LineKind, VersionState
from mandates.tasks.signoff import put_in_force
from pmo.access.standing import standing_of
from pmo.clock.shifting import set_time, unset_time
from tests.scenes.amending import a_mandate_in_force, an_amendment, changed, in_force, reworded
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.mandates import url, words
from tests.scenes.reviews import a_planned_review
from tests.scenes.rounds import all_answered, asked, closed, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> MandateVersion:
    """Return the first version, in force."""
    yield a_mandate_in_force()
    unset_time()


def of(version: MandateVersion) -> MandateVersion:
    """Return a version as the database has it."""
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


def in_other_words(version: MandateVersion, text: str = "Said in other words.") -> MandateVersion:
    """Return the editorial amendment of a version, in force after its window."""
    draft = an_amendment(version)
    reworded(draft, text=text)
    send_amendment(version_id=draft.pk, by=manager_of(draft.mandate.office))
    out = of(draft)
    signed(out, out.mandate.office.seats.get(sponsor=True))
    set_time(of(out).objections_until_at + timedelta(seconds=1))
    put_in_force()
    assert of(out).state == VersionState.IN_FORCE
    return of(out)


def owned_by(version: MandateVersion, title: str) -> MandateVersion:
    """Return a minor amendment of a version, in force: a benefit has another owner."""
    draft = an_amendment(version)
    seats = draft.mandate.office.seats
    changed(draft, LineKind.BENEFIT, owner_id=seats.get(title=title).pk)
    send_amendment(version_id=draft.pk, by=manager_of(draft.mandate.office))
    for request in of(draft).signature_requests.select_related("seat"):
        signed(of(draft), request.seat)
    return of(draft)


def test_a_light_version_rests_on_all_signatures_back_to_the_last_major_one(first):
    second = in_other_words(first)
    third = owned_by(second, "HR")
    fourth = in_other_words(third, "Said once more.")

    rests = [(each.version.key, [one.seat.title for one in each.signatures]) for each in rests_on(fourth)]

    assert rests == [("1.2", ["CFO", "COO", "HR"]), ("1.1", ["COO"]), ("1.0", ["CFO", "COO"])]
    assert rests_on(first) == ()


def test_the_document_and_the_page_of_signatures_show_it(client, first, django_assert_max_num_queries):
    second = in_other_words(first)
    client.force_login(holder_of(second.mandate.office.seats.get(title="CFO")))

    for address in (url(second, "mandate"), url(second, "signatures")):
        with django_assert_max_num_queries(20):
            page = words(client.get(address))
        assert "rests on the signatures given before it. Version 1.0 : CFO , Carl Signatory," in page


def test_after_a_change_of_wording_the_next_round_asks_nobody_again_for_that_line(first):
    second = in_other_words(in_other_words(first), "Said once more.")
    draft = an_amendment(second)
    changed(draft, LineKind.BENEFIT, target=Decimal("1.2"))

    found = would_ask(draft)

    assert [item.line.key for item in found.asked_items] == ["BEN-1"]
    round_ = asked(draft)
    assert closed(all_answered(round_)).state == "settled"
    assert of(draft).state == VersionState.AGREED


def test_a_reworded_line_that_is_changed_once_more_is_asked_again(first):
    draft = an_amendment(in_other_words(first))
    reworded(draft, text="It says something else.")
    changed(draft, LineKind.BENEFIT, target=Decimal("1.2"))

    assert [item.line.key for item in would_ask(draft).asked_items] == ["ISS-1", "BEN-1"]


def test_the_margin_shows_what_was_agreed_before_only_words_changed(first):
    before = agreements_of(first, statements_of(first))
    second = in_other_words(first)
    third = owned_by(second, "HR")

    after, later = agreements_of(second, statements_of(second)), agreements_of(third, statements_of(third))

    assert after == before
    assert before.keys() - later.keys() == {each.line_id for each in statements_of(third) if each.key == "BEN-1"}


def test_texts_are_the_same_words_through_several_versions(first):
    issue = statements_of(first).first()
    second = in_other_words(in_other_words(first), "Said once more.")

    words_of = same_words(first.mandate)[issue.line_id]

    assert len(words_of) == 3
    assert {issue.digest, statements_of(second).first().digest} <= words_of[issue.digest]


def answers_listed(review):
    """Return how many answers the list of reviews counts for one."""
    office = review.mandate.office
    rows = reviews_screen(standing_of(manager_of(office), office)).rows
    return next(row.answers for row in rows if row.review == review)


def test_an_answer_in_a_review_stands_when_only_wording_has_changed_since(first):
    office = first.mandate.office
    review = reviews.open_review(review_id=a_planned_review(office).pk, by=manager_of(office))
    cfo = office.seats.get(title="CFO")
    reviews.answer_review(
        review_id=review.pk,
        seat_id=cfo.pk,
        choice=ReviewAnswerChoice.STILL_RIGHT,
        line_id=None,
        wish="",
        shown_digest=first.digest,
        by=holder_of(cfo),
    )
    owing = set(seats_owing(review))

    second = in_other_words(first)

    assert cfo.pk not in owing
    assert set(seats_owing(review)) == owing
    assert answers_listed(review) == 1
    owned_by(second, "HR")
    assert cfo.pk in seats_owing(review)
    assert answers_listed(review) == 0


def test_a_major_version_rests_on_nobody_and_begins_anew(first):
    draft = an_amendment(in_other_words(first))
    changed(draft, LineKind.BENEFIT, target=Decimal("1.2"))

    third = in_force(draft)

    assert (third.key, rests_on(third)) == ("2.0", ())
