"""The manager's pages of the draft: forms that keep what was typed, both texts, landing, removal."""

import pytest

from executives.services.requirements import change_requirement
from executives.words import Words
from mandates.models import MandateVersion
from mandates.services.drafting import leave_out
from mandates.services.statements import change_statement
from mandates.states import LineKind, VersionState
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_manager,
    a_requirement,
    a_seat,
    an_office,
    manager_of,
)
from tests.scenes.mandates import a_full_draft, a_statement, drafter_of, statement_of, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_full_draft()


@pytest.fixture
def drafting(client, version):
    client.force_login(drafter_of(version))
    return client


def test_the_draft_reads_as_a_document_and_says_what_is_missing(drafting, version):
    a_statement(version, LineKind.ISSUE, "Nobody decides what goes first.")

    page = words(drafting.get(url(version, "draft")))

    assert "Nobody decides what goes first." in page
    assert "No benefit and no goal answers ISS-2." in page
    assert "ISS-2 comes from nobody’s words yet." in page
    assert "The header does not say" in page


def test_requirements_without_a_place_are_missing_confirmed_ones_first(drafting, version):
    seat = version.mandate.office.seats.first()
    confirmed, recorded = a_confirmed_requirement(seat), a_requirement(seat)

    page = words(drafting.get(url(version, "draft")))

    assert f"{confirmed.key} is confirmed, and has neither landed nor been answered." in page
    assert f"{recorded.key} is not confirmed yet" in page


def test_a_source_that_says_something_else_by_now_is_pointed_out(drafting, version):
    issue = statement_of(version, LineKind.ISSUE)
    requirement = issue.sources.get().wording.requirement
    change_requirement(
        requirement_id=requirement.pk,
        words=Words(kind="issue", statement="Quite another thing."),
        shown_digest=requirement.wording.digest,
        by=drafter_of(version),
    )

    draft, picker = words(drafting.get(url(version, "draft"))), drafting.get(url(version, "sources", key="ISS-1"))

    assert f"ISS-1 rests on older words of {requirement.key}." in draft
    assert "What changed since" in words(picker)


def test_saving_the_sources_again_rests_the_statement_on_the_words_that_stand_now(drafting, version):
    issue = statement_of(version, LineKind.ISSUE)
    requirement = issue.sources.get().wording.requirement
    changed = change_requirement(
        requirement_id=requirement.pk,
        words=Words(kind="issue", statement="Quite another thing."),
        shown_digest=requirement.wording.digest,
        by=drafter_of(version),
    )

    drafting.post(url(version, "sources", key="ISS-1"), {"wording": [changed.wording_id]})

    assert issue.sources.get().wording_id == changed.wording_id


def test_narrowing_the_list_of_sources_loses_none_that_is_not_listed(drafting, version):
    seat = a_seat(version.mandate.office, "Director, Port")
    wanted = a_confirmed_requirement(seat, "Berths are closed without notice.")
    issue = statement_of(version, LineKind.ISSUE)
    before = set(issue.sources.values_list("wording_id", flat=True))

    page = drafting.get(url(version, "sources", key="ISS-1") + f"?seat={seat.pk}")
    drafting.post(url(version, "sources", key="ISS-1") + f"?seat={seat.pk}", {"wording": [wanted.wording_id]})

    assert "Berths are closed without notice." in words(page)
    assert "one more chosen that is not on this list" in words(page)
    assert set(issue.sources.values_list("wording_id", flat=True)) == before | {wanted.wording_id}


def test_a_new_benefit_is_written_as_one_form_and_its_sources_come_next(drafting, version):
    typed = {"text": "Fewer collisions", "kind": "non_financial", "tolerance_kind": "absolute", "target": "6"}

    answer = drafting.post(url(version, "new_statement", kind="BEN"), typed)

    assert answer.url == url(version, "sources", key="BEN-2")
    assert version.statements.get(text="Fewer collisions").benefit.target == 6


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write down what the statement says."),
        ({"text": "Words", "target": "many"}, "Give a number, for example 4.6."),
        ({"text": "Words", "baseline_date": "2026-02-30"}, "Give a date that exists"),
        ({"text": "Words", "tolerance": "-1"}, "give it without a minus"),
        ({"text": "Words", "target": "1234567890123.123"}, "digits"),
        ({"text": "From 21 to \u202e09"}, "an invisible sign that turns text round"),
        ({"text": "Words", "measure": "\u202dA count"}, "an invisible sign that turns text round"),
    ],
)
def test_what_is_refused_is_said_at_its_place_and_what_was_typed_is_kept(drafting, version, typed, sentence):
    filled = {"kind": "financial", "tolerance_kind": "absolute", "description": "Kept words"} | typed

    answer = drafting.post(url(version, "new_statement", kind="BEN"), filled)

    assert answer.status_code == 400
    assert sentence in words(answer)
    assert "Kept words" in answer.content.decode()


def test_the_second_of_two_people_gets_both_texts_and_may_save_knowingly(drafting, version):
    issue = statement_of(version, LineKind.ISSUE)
    shown, other = issue.digest, a_manager(version.mandate.office, "Mona Manager")
    hers = change_statement(statement_id=issue.pk, text="Her text stands.", shown_digest=shown, by=other)

    answer = drafting.post(url(version, "statement", key="ISS-1"), {"text": "My typed text.", "shown": shown})

    assert answer.status_code == 409
    assert "Mona Manager has saved another text meanwhile" in words(answer)
    assert "Her text stands." in words(answer)
    assert "My typed text.</textarea>" in answer.content.decode()
    assert f'value="{hers.digest}"' in answer.content.decode()
    issue.refresh_from_db()
    assert issue.text == "Her text stands."

    again = drafting.post(url(version, "statement", key="ISS-1"), {"text": "My typed text.", "shown": hers.digest})

    issue.refresh_from_db()
    assert again.status_code == 302
    assert issue.text == "My typed text."


def test_a_stale_profile_shows_the_fields_that_differ(drafting, version):
    benefit = statement_of(version, LineKind.BENEFIT)
    shown = benefit.digest
    change_statement(statement_id=benefit.pk, text="Hers", shown_digest=shown, by=drafter_of(version))
    typed = {"text": "Mine", "kind": "financial", "tolerance_kind": "absolute", "target": "3", "shown": shown}

    answer = drafting.post(url(version, "statement", key="BEN-1"), typed)

    assert answer.status_code == 409
    assert "Target Theirs, as it stands now 1.5 Yours 3" in words(answer)
    assert "Owner" in words(answer)


def test_a_stale_header_shows_both(drafting, version):
    drafting.post(url(version, "header"), {"title": "Hers", "shown": 1})

    answer = drafting.post(url(version, "header"), {"title": "Mine", "shown": 1})

    assert answer.status_code == 409
    assert "Hers" in words(answer)
    assert 'value="Mine"' in answer.content.decode()
    assert 'name="shown" value="2"' in answer.content.decode()


def test_taking_out_says_what_it_will_do_with_numbers_and_then_does_it(drafting, version):
    benefit = statement_of(version, LineKind.BENEFIT)

    asked = words(drafting.get(url(version, "remove_statement", key="BEN-1")))
    drafting.post(url(version, "remove_statement", key="BEN-1"), {"shown": benefit.digest})

    assert "Take BEN-1 out of the draft?" in asked
    assert "1 requirement loses this place" in asked
    assert "2 links go with it." in asked
    assert not version.statements.filter(pk=benefit.pk).exists()


def test_links_are_chosen_from_the_statements_that_fit(drafting, version):
    other = a_statement(version, LineKind.OPPORTUNITY)

    page = drafting.get(url(version, "links", key="BEN-1"))
    drafting.post(url(version, "links", key="BEN-1"), {"addresses": [other.pk]})

    assert page.context["form"].fields.keys() == {"addresses"}
    links = statement_of(version, LineKind.BENEFIT).links_up
    assert [link.upper_id for link in links.all()] == [other.pk]


def test_moving_needs_a_post_and_changes_the_order(drafting, version):
    second = a_statement(version)

    refused = drafting.get(url(version, "move_statement", key=second.key))
    drafting.post(url(version, "move_statement", key=second.key), {"step": "-1"})

    assert refused.status_code == 405
    second.refresh_from_db()
    assert second.order == 1


def test_the_landing_page_puts_what_waits_first_and_leaves_as_a_file(drafting, version):
    seat = version.mandate.office.seats.first()
    waiting, left = a_confirmed_requirement(seat), a_confirmed_requirement(seat)
    leave_out(
        version_id=version.pk, requirement_id=left.pk, code="not_now", reason="Next year.", by=drafter_of(version)
    )

    page = drafting.get(url(version, "landing"))
    narrowed = drafting.get(url(version, "landing") + "?place=left")
    file = b"".join(drafting.get(url(version, "landing") + "?format=csv").streaming_content).decode()

    assert next(row.key for row in page.context["rows"]) == waiting.key
    assert "One of 8 requirements has neither landed nor been answered." in words(page)
    assert [row.key for row in narrowed.context["rows"]] == [left.key]
    assert "Next year." in file


def test_a_requirement_is_left_out_with_a_reason(drafting, version):
    requirement = a_confirmed_requirement(version.mandate.office.seats.first())
    page = url(version, "leave_out", requirement=requirement.number)

    refused = drafting.post(page, {"code": "not_now", "reason": ""})
    drafting.post(page, {"code": "not_now", "reason": "Next year."})

    assert refused.status_code == 400
    assert version.unanswered.get().reason == "Next year."


def test_the_first_draft_opens_by_one_button(client):
    office = an_office()
    client.force_login(manager_of(office))

    nothing = words(client.get(f"/{office.slug}/mandate/"))
    answer = client.post(f"/{office.slug}/mandate/draft/open/")

    assert "Open the first draft" in nothing
    assert answer.url == f"/{office.slug}/mandate/draft/"
    assert MandateVersion.objects.get(mandate__office=office).state == VersionState.DRAFT
