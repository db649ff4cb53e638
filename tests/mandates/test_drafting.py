"""Opening a draft, its header, and what is left out of it."""

from dataclasses import replace

import pytest

from mandates.models import Line, Mandate, MandateVersion
from mandates.profiles import Header, header_of
from mandates.services.drafting import change_header, leave_out, open_draft
from mandates.services.freezing import freeze
from mandates.services.statements import change_statement, remove_statement, set_sources
from mandates.stale import StaleHeader
from mandates.states import LineKind, UnansweredReason, VersionState
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import a_confirmed_requirement, a_seat, an_office, manager_of
from tests.scenes.held import as_if_agreed, as_if_signed
from tests.scenes.mandates import a_draft, a_full_draft, a_statement, drafter_of, statement_of

pytestmark = pytest.mark.django_db


def in_force(version: MandateVersion) -> MandateVersion:
    """Freeze a version and put it in force, as rounds and signatures would."""
    freeze(as_if_agreed(version), drafter_of(version))
    return as_if_signed(version)


def rows(version):
    statements = version.statements.select_related("line").order_by("line__kind", "line__number")
    return [(statement.key, statement.digest) for statement in statements]


def test_the_first_draft_starts_the_mandate_and_is_named_after_the_office():
    office = an_office()

    version = open_draft(office_id=office.pk, by=manager_of(office))

    assert version.mandate == Mandate.objects.get(office=office, current=True)
    assert version.title == "Mandate of the Group Project Office"
    assert (version.state, version.key) == (VersionState.DRAFT, "draft")


def test_the_second_click_returns_the_draft_that_is_open():
    office = an_office()
    first = open_draft(office_id=office.pk, by=manager_of(office))

    again = open_draft(office_id=office.pk, reason="Twice", by=manager_of(office))

    assert again == first
    assert LedgerEntry.objects.filter(office=office.pk, event="version.opened").count() == 1


def test_a_draft_after_a_version_in_force_is_its_copy_with_the_same_keys_and_digests():
    old = a_full_draft()
    office, by = old.mandate.office, drafter_of(old)
    left = a_confirmed_requirement(office.seats.first())
    leave_out(version_id=old.pk, requirement_id=left.pk, code="not_now", reason="Next year.", by=by)
    in_force(old)

    new = open_draft(office_id=office.pk, reason="The target is too low", by=by)

    assert new != old
    assert new.based_on == old
    assert rows(new) == rows(old)
    assert header_of(new) == header_of(old)
    assert new.unanswered.get().reason == "Next year."
    benefit, original = statement_of(new, LineKind.BENEFIT), statement_of(old, LineKind.BENEFIT)
    assert benefit.benefit.target == original.benefit.target
    assert [source.wording for source in benefit.sources.all()] == [s.wording for s in original.sources.all()]
    assert benefit.links_up.get().upper.version == new


def test_a_change_to_the_next_draft_leaves_the_version_in_force_as_it_was():
    old = in_force(a_full_draft())
    by, before = drafter_of(old), rows(old)

    new = open_draft(office_id=old.mandate.office_id, by=by)
    issue, goal = statement_of(new, LineKind.ISSUE), statement_of(new, LineKind.GOAL)
    change_statement(statement_id=issue.pk, text="Something else", shown_digest=issue.digest, by=by)
    remove_statement(statement_id=goal.pk, shown_digest=goal.digest, by=by)

    assert rows(old) == before
    assert len(rows(new)) == len(before) - 1


def test_the_header_changes_and_counts_its_revisions():
    version = a_draft()
    header = replace(header_of(version), served="  The leadership team\r\nand five divisions ")

    changed = change_header(version_id=version.pk, header=header, shown_revision=1, by=drafter_of(version))

    assert changed.served == "The leadership team\nand five divisions"
    assert changed.revision == 2


def test_a_header_that_changed_meanwhile_is_shown_and_not_overwritten():
    version = a_draft()
    by = drafter_of(version)
    change_header(version_id=version.pk, header=Header("Hers"), shown_revision=1, by=by)

    with pytest.raises(StaleHeader) as refusal:
        change_header(version_id=version.pk, header=Header("Mine"), shown_revision=1, by=by)

    version.refresh_from_db()
    assert refusal.value.current.title == version.title == "Hers"


def test_the_same_header_twice_is_one_change():
    version = a_draft()
    by = drafter_of(version)

    change_header(version_id=version.pk, header=Header("Ours"), shown_revision=1, by=by)
    again = change_header(version_id=version.pk, header=Header("Ours"), shown_revision=1, by=by)

    assert again.revision == 2


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_header_needs_a_title_that_fits(title):
    version = a_draft()

    with pytest.raises(Refused):
        change_header(version_id=version.pk, header=Header(title), shown_revision=1, by=drafter_of(version))


def test_what_is_left_out_carries_its_reason_and_landing_it_takes_the_reason_away():
    version = a_draft()
    by, requirement = drafter_of(version), a_confirmed_requirement(version.mandate.office.seats.first())

    leave_out(version_id=version.pk, requirement_id=requirement.pk, code="not_now", reason="Later.", by=by)
    left = version.unanswered.get()
    statement = a_statement(version, sources=(requirement,))

    assert (left.code, left.reason) == (UnansweredReason.NOT_NOW, "Later.")
    assert not version.unanswered.exists()
    assert statement.sources.get().wording == requirement.wording


def test_what_has_landed_is_not_left_out():
    version = a_draft()
    requirement = a_confirmed_requirement(version.mandate.office.seats.first())
    statement = a_statement(version, sources=(requirement,))

    with pytest.raises(Refused, match=f"{requirement.key} is a source of {statement.key}"):
        leave_out(
            version_id=version.pk, requirement_id=requirement.pk, code="not_now", reason="No.", by=drafter_of(version)
        )


@pytest.mark.parametrize(("code", "reason"), [("not_now", ""), ("nonsense", "Because."), ("not_now", "x" * 4001)])
def test_leaving_out_needs_a_reason_of_the_list_and_a_sentence(code, reason):
    version = a_draft()
    requirement = a_confirmed_requirement(version.mandate.office.seats.first())

    with pytest.raises(Refused):
        leave_out(
            version_id=version.pk, requirement_id=requirement.pk, code=code, reason=reason, by=drafter_of(version)
        )

    assert not version.unanswered.exists()


def test_a_requirement_of_another_office_is_never_left_out_here():
    version, other = a_draft(), an_office()
    requirement = a_confirmed_requirement(a_seat(other))

    with pytest.raises(Refused):
        leave_out(
            version_id=version.pk, requirement_id=requirement.pk, code="not_now", reason="No.", by=drafter_of(version)
        )


def test_a_number_is_not_used_again_after_its_statement_was_removed():
    version = a_draft()
    by, first = drafter_of(version), a_statement(version)

    remove_statement(statement_id=first.pk, shown_digest=first.digest, by=by)
    second = a_statement(version)

    assert (first.line.key, second.line.key) == ("ISS-1", "ISS-2")
    assert Line.objects.filter(mandate=version.mandate).count() == 2


def test_words_that_changed_are_no_source_for_a_new_statement():
    version = a_draft()
    requirement = a_confirmed_requirement(version.mandate.office.seats.first())
    old = requirement.wording
    requirement.wording = requirement.wordings.create(
        number=2, kind=old.kind, statement="Other words", digest="0" * 64, by=old.by
    )
    requirement.save(update_fields=["wording"])
    statement = a_statement(version)

    with pytest.raises(Refused, match="says something else by now"):
        set_sources(statement_id=statement.pk, wording_ids=[old.pk], by=drafter_of(version))


@pytest.mark.parametrize("part", ["served", "authority", "expected", "distribution"])
def test_a_part_of_the_head_is_not_longer_than_its_place(part):
    version = a_draft()
    header = replace(header_of(version), **{part: "x" * 200_000})

    with pytest.raises(Refused, match="20000 letters; this is 200000"):
        change_header(version_id=version.pk, header=header, shown_revision=1, by=drafter_of(version))

    version.refresh_from_db()
    assert version.revision == 1
