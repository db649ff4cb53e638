"""Adding, changing, removing, moving, linking statements; and two people at the same one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandates.content import statement_digest
from mandates.models import Line, Statement
from mandates.profiles import BenefitProfile, ObjectiveProfile, profile_of
from mandates.services.statements import (
    add_statement,
    change_statement,
    move_statement,
    remove_statement,
    set_links,
    set_sources,
)
from mandates.stale import StaleText
from mandates.states import LineKind, LinkKind
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_manager,
    a_seat,
    an_office,
)
from tests.scenes.mandates import a_draft, a_profile, a_statement, an_aim, drafter_of

pytestmark = pytest.mark.django_db


def stored(statement: Statement) -> Statement:
    """Return the statement as the database has it, with its profile."""
    return Statement.objects.select_related("line", "benefit__owner", "objective").get(pk=statement.pk)


def test_a_statement_gets_the_next_number_of_its_kind():
    version = a_draft()

    made = [a_statement(version, kind) for kind in (LineKind.ISSUE, LineKind.BENEFIT, LineKind.ISSUE)]

    assert [statement.key for statement in made] == ["ISS-1", "BEN-1", "ISS-2"]


def test_the_same_words_twice_are_one_statement():
    version = a_draft()
    profile, by = a_profile(version), drafter_of(version)

    first = add_statement(version_id=version.pk, kind="BEN", text="Less delay", profile=profile, by=by)
    again = add_statement(version_id=version.pk, kind="BEN", text=" Less delay\r\n", profile=profile, by=by)

    assert again == first
    assert version.statements.count() == 1


def test_the_digest_covers_text_and_profile_and_is_that_of_the_stored_row():
    version = a_draft()
    benefit = a_statement(version, LineKind.BENEFIT)
    before = stored(benefit).digest

    profile = replace(profile_of(stored(benefit)), target=Decimal(2))
    changed = change_statement(
        statement_id=benefit.pk, text=benefit.text, profile=profile, shown_digest=before, by=drafter_of(version)
    )

    assert before == statement_digest(benefit) != changed.digest
    assert stored(benefit).digest == changed.digest == statement_digest(stored(benefit))


def test_without_a_profile_a_change_of_words_keeps_the_one_it_has():
    version = a_draft()
    benefit = a_statement(version, LineKind.BENEFIT)

    change_statement(statement_id=benefit.pk, text="Other words", shown_digest=benefit.digest, by=drafter_of(version))

    assert profile_of(stored(benefit)) == a_profile(version)


def test_the_second_of_two_people_sees_the_text_of_the_first_and_overwrites_nothing():
    version = a_draft()
    statement, other = a_statement(version), a_manager(version.mandate.office, "Mona")
    shown = statement.digest
    change_statement(statement_id=statement.pk, text="Hers", shown_digest=shown, by=other)

    with pytest.raises(StaleText, match="Mona has saved another text of ISS-1") as refusal:
        change_statement(statement_id=statement.pk, text="Mine", shown_digest=shown, by=drafter_of(version))

    assert refusal.value.current.text == stored(statement).text == "Hers"


def test_having_seen_the_other_text_one_may_save_over_it():
    version = a_draft()
    statement, by = a_statement(version), drafter_of(version)
    hers = change_statement(statement_id=statement.pk, text="Hers", shown_digest=statement.digest, by=by)

    change_statement(statement_id=statement.pk, text="Mine", shown_digest=hers.digest, by=by)

    assert stored(statement).text == "Mine"


def test_the_same_change_twice_is_one_deed():
    version = a_draft()
    statement, by = a_statement(version), drafter_of(version)
    shown = statement.digest

    for _click in range(2):
        change_statement(statement_id=statement.pk, text="Once", shown_digest=shown, by=by)

    assert LedgerEntry.objects.filter(event="statement.changed").count() == 1


def test_what_changed_meanwhile_is_not_removed():
    version = a_draft()
    statement, by = a_statement(version), drafter_of(version)
    change_statement(statement_id=statement.pk, text="Hers", shown_digest=statement.digest, by=by)

    with pytest.raises(Refused, match="has changed since you loaded the page"):
        remove_statement(statement_id=statement.pk, shown_digest="0" * 64, by=by)

    assert Statement.objects.filter(pk=statement.pk).exists()


def test_removing_twice_is_removing_once():
    version = a_draft()
    statement, by = a_statement(version), drafter_of(version)
    pk, shown = statement.pk, statement.digest

    for _click in range(2):
        remove_statement(statement_id=pk, shown_digest=shown, by=by)

    assert LedgerEntry.objects.filter(event="statement.removed").count() == 1


def test_a_statement_moves_among_those_of_its_kind_and_stays_at_the_end():
    version = a_draft()
    first, second = a_statement(version), a_statement(version)
    by = drafter_of(version)

    move_statement(statement_id=second.pk, step=-1, by=by)
    move_statement(statement_id=second.pk, step=-1, by=by)

    assert stored(second).order < stored(first).order
    assert LedgerEntry.objects.filter(event="statement.moved").count() == 1
    assert stored(second).digest == second.digest


@pytest.mark.parametrize(
    ("kind", "text", "profile"),
    [
        ("ISS", "   ", None),
        ("ISS", "x" * 4001, None),
        ("NONE", "Words", None),
        ("ISS", "Words", ObjectiveProfile()),
        ("BEN", "Words", ObjectiveProfile()),
        ("BEN", "Words", BenefitProfile(baseline=Decimal("NaN"))),
        ("BEN", "Words", BenefitProfile(target=Decimal("0.1234567"))),
        ("BEN", "Words", BenefitProfile(target=Decimal("1e13"))),
        ("BEN", "Words", BenefitProfile(tolerance=Decimal(-1))),
        ("BEN", "Words", BenefitProfile(unit="x" * 61)),
        ("BEN", "Words", BenefitProfile(baseline_date=date(2026, 1, 2), target_date=date(2026, 1, 1))),
        ("OBJ", "Words", ObjectiveProfile(target="x" * 201)),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_writes_nothing(kind, text, profile):
    version = a_draft()

    with pytest.raises(Refused) as refusal:
        add_statement(version_id=version.pk, kind=kind, text=text, profile=profile, by=drafter_of(version))

    assert refusal.value.verdict.ground == Ground.INPUT
    assert str(refusal.value).endswith(".")
    assert not Line.objects.filter(mandate=version.mandate).exists()


def test_a_benefit_is_not_owned_by_a_seat_of_another_office():
    version, stranger = a_draft(), a_seat(an_office())

    with pytest.raises(Refused, match="one of this office’s seats"):
        add_statement(
            version_id=version.pk,
            kind="BEN",
            text="Words",
            profile=BenefitProfile(owner_id=stranger.pk),
            by=drafter_of(version),
        )


LEGAL = {
    (LinkKind.ADDRESSES, "BEN", "ISS"),
    (LinkKind.ADDRESSES, "BEN", "OPP"),
    (LinkKind.ADDRESSES, "GOAL", "ISS"),
    (LinkKind.ADDRESSES, "GOAL", "OPP"),
    (LinkKind.SERVES, "OBJ", "BEN"),
    (LinkKind.ACHIEVES, "OBJ", "GOAL"),
}


def test_links_join_only_the_kinds_that_belong_together():
    version = a_draft()
    made = {kind.value: a_statement(version, kind) for kind in LineKind}
    by, granted = drafter_of(version), set()

    for link in LinkKind:
        for lower in made.values():
            for upper in made.values():
                try:
                    set_links(statement_id=lower.pk, uppers={link: [upper.pk]}, by=by)
                except Refused:
                    continue
                granted.add((link, lower.line.kind, upper.line.kind))

    assert granted == LEGAL


def test_a_statement_is_not_linked_to_one_of_another_version():
    version, other = a_draft(), a_draft()
    benefit, foreign = a_statement(version, LineKind.BENEFIT), a_statement(other)

    with pytest.raises(Refused, match="another version"):
        set_links(statement_id=benefit.pk, uppers={LinkKind.ADDRESSES: [foreign.pk]}, by=drafter_of(version))


def test_links_of_a_kind_that_is_not_named_stay():
    version = a_draft()
    aim, benefit, goal = (a_statement(version, kind) for kind in (LineKind.OBJECTIVE, LineKind.BENEFIT, LineKind.GOAL))
    by = drafter_of(version)
    set_links(statement_id=aim.pk, uppers={LinkKind.SERVES: [benefit.pk]}, by=by)

    set_links(statement_id=aim.pk, uppers={LinkKind.ACHIEVES: [goal.pk]}, by=by)

    assert {link.kind for link in aim.links_up.all()} == {"serves", "achieves"}


def test_sources_are_wordings_of_this_office_only():
    version, stranger = a_draft(), a_confirmed_requirement(a_seat(an_office()))
    statement = a_statement(version)

    with pytest.raises(Refused, match="not of this office"):
        set_sources(statement_id=statement.pk, wording_ids=[stranger.wording_id], by=drafter_of(version))


@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(["add", "change", "remove", "move"]), st.sampled_from(LineKind), st.integers(0, 5)),
        max_size=14,
    )
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_are_never_used_again_and_digests_always_fit_whatever_one_does(deeds):
    version = a_draft()
    by, profiles = drafter_of(version), {LineKind.BENEFIT: a_profile(version), LineKind.OBJECTIVE: an_aim()}
    given_out: list[str] = []

    for number, (deed, kind, pick) in enumerate(deeds):
        here = list(version.statements.filter(line__kind=kind).select_related("line"))
        chosen = here[pick % len(here)] if here else None
        if deed == "add":
            text = f"Words {number}"
            made = add_statement(version_id=version.pk, kind=kind, text=text, profile=profiles.get(kind), by=by)
            given_out.append(made.key)
        elif chosen and deed == "change":
            change_statement(statement_id=chosen.pk, text=f"Now {number}", shown_digest=chosen.digest, by=by)
        elif chosen and deed == "remove":
            remove_statement(statement_id=chosen.pk, shown_digest=chosen.digest, by=by)
        elif chosen:
            move_statement(statement_id=chosen.pk, step=1 if pick % 2 else -1, by=by)

    assert len(given_out) == len(set(given_out))
    for statement in version.statements.all():
        assert stored(statement).digest == statement_digest(stored(statement))
