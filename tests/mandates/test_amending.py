"""A draft as an amendment: its class, whom it touches, raising the class."""

import json
from decimal import Decimal

import pytest

from executives.models import Seat
from executives.services.seats import change_seat
from executives.states import DecisionRole
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion, Statement
from mandates.selectors.amending import amendment_of
from mandates.services.amending import raise_class
from mandates.services.statements import remove_statement, set_links, set_sources
from mandates.states import LineKind, LinkKind
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry, Payload
from tests.scenes.amending import (
    a_mandate_in_force,
    an_amendment,
    an_office_with_a_sponsor,
    changed,
    in_force,
    leave_out_the_rest,
    reworded,
)
from tests.scenes.executives import a_confirmed_requirement, manager_of
from tests.scenes.mandates import a_full_draft, statement_of, url, words
from tests.scenes.rounds import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> MandateVersion:
    """Return the draft of an amendment, nothing changed yet."""
    return an_amendment(a_mandate_in_force())


def seat(version: MandateVersion, title: str) -> Seat:
    """Return a seat of the office."""
    return version.mandate.office.seats.get(title=title)


def signers(version: MandateVersion) -> list[str]:
    """Return who would sign."""
    return [each.title for each in amendment_of(version).signers]


def test_a_copy_of_what_is_in_force_changes_nothing(draft):
    found = amendment_of(draft)

    assert (found.amendment_class, found.classified.reasons) == (AmendmentClass.EDITORIAL, ())


def test_a_rewording_asks_the_sponsor_alone(draft):
    reworded(draft)

    assert amendment_of(draft).amendment_class == AmendmentClass.EDITORIAL
    assert signers(draft) == ["COO"]


def test_a_new_owner_asks_the_sponsor_the_owner_before_and_the_owner_after(draft):
    set_sources(
        statement_id=statement_of(draft, LineKind.BENEFIT).pk, wording_ids=[], by=manager_of(draft.mandate.office)
    )
    changed(draft, LineKind.BENEFIT, owner_id=seat(draft, "HR").pk)

    assert amendment_of(draft).amendment_class == AmendmentClass.MINOR
    assert signers(draft) == ["CFO", "COO", "HR"]


def test_whose_words_come_or_go_is_touched_and_whoever_only_reads_is_not(draft):
    goal = statement_of(draft, LineKind.GOAL)
    coming = [a_confirmed_requirement(seat(draft, title)) for title in ("HR", "Legal")]

    wordings = [each.wording_id for each in coming]
    set_sources(statement_id=goal.pk, wording_ids=wordings, by=manager_of(draft.mandate.office))

    assert amendment_of(draft).amendment_class == AmendmentClass.MINOR
    assert signers(draft) == ["CFO", "COO", "HR"]


def test_who_owns_a_benefit_that_loses_an_objective_is_touched():
    version = a_full_draft(an_office_with_a_sponsor())
    by, hr = manager_of(version.mandate.office), seat(version, "HR")
    objective = statement_of(version, LineKind.OBJECTIVE)
    set_sources(statement_id=objective.pk, wording_ids=[a_confirmed_requirement(hr).wording_id], by=by)
    leave_out_the_rest(version)
    draft = an_amendment(in_force(version))

    set_links(statement_id=statement_of(draft, LineKind.OBJECTIVE).pk, uppers={LinkKind.SERVES: []}, by=by)

    assert amendment_of(draft).amendment_class == AmendmentClass.MINOR
    assert signers(draft) == ["CFO", "COO", "HR"]


def test_another_target_asks_all_signatory_seats(draft):
    changed(draft, LineKind.BENEFIT, target=Decimal("1.2"))

    assert amendment_of(draft).amendment_class == AmendmentClass.MAJOR
    assert signers(draft) == ["CFO", "COO"]


def test_what_a_round_has_asked_about_is_major(draft):
    reworded(draft)

    asked(draft)

    assert [each.sort for each in amendment_of(draft).classified.decisive] == ["asked"]


def test_without_a_sponsor_everything_is_major(draft):
    reworded(draft)
    coo = seat(draft, "COO")

    change_seat(
        seat_id=coo.pk, title="COO", decision_role=DecisionRole.SIGNATORY, sponsor=False, by=manager_of(coo.office)
    )

    assert [each.sort for each in amendment_of(draft).classified.decisive] == ["no_sponsor"]


def test_raising_asks_more_and_is_in_the_ledger(draft):
    reworded(draft)
    by = manager_of(draft.mandate.office)

    raised = raise_class(version_id=draft.pk, to="minor", reason="It may be read otherwise.", by=by)
    again = raise_class(version_id=draft.pk, to="minor", by=by)

    assert raised == again
    assert amendment_of(raised).amendment_class == AmendmentClass.MINOR
    assert LedgerEntry.objects.filter(event="version.class_raised").count() == 1


@pytest.mark.parametrize("to", ["editorial", "minor", "nonsense", ""])
def test_a_class_is_never_lowered(draft, to):
    changed(draft, LineKind.BENEFIT, tolerance=Decimal("0.4"))

    with pytest.raises(Refused):
        raise_class(version_id=draft.pk, to=to, by=manager_of(draft.mandate.office))

    draft.refresh_from_db()
    assert draft.raised_to == ""


def test_the_page_says_what_changes_of_what_class_and_who_signs(client, draft, django_assert_max_num_queries):
    changed(draft, LineKind.BENEFIT, tolerance=Decimal("0.4"), text="Less delay.")
    client.force_login(manager_of(draft.mandate.office))

    with django_assert_max_num_queries(20):
        page = words(client.get(url(draft, "amendment")))

    assert "BEN-1: tolerance from 0.5 to 0.4." in page
    assert "BEN-1: wording." in page
    assert "Minor No round: the sponsor and those whom it touches sign, two seats." in page


def test_the_page_raises_the_class(client, draft):
    reworded(draft)
    client.force_login(manager_of(draft.mandate.office))

    client.post(url(draft, "amendment"), {"to": "major", "reason": "Everybody shall say so."})

    draft.refresh_from_db()
    assert draft.raised_to == AmendmentClass.MAJOR


def test_the_deed_notes_what_what_if_had_shown(draft):
    benefit = changed(draft, LineKind.BENEFIT, target=Decimal("1.2"))
    shown = Statement.objects.get(pk=benefit.pk).digest
    remove_statement(statement_id=benefit.pk, shown_digest=shown, by=manager_of(draft.mandate.office))

    events = ("statement.changed", "statement.removed")
    payloads = Payload.objects.filter(entry__event__in=events).order_by("entry__number")
    moved, removed = (json.loads(each.content)["follows"] for each in payloads)
    assert moved == {"unanswered": [], "asked_again": ["CFO", "COO", "HR"], "class": "major"}
    assert (removed["unanswered"], removed["asked_again"], removed["class"]) == (["REQ-3"], [], "major")
