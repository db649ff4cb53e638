"""The database freezes a light amendment unasked, and nothing else: every way of tampering is tried."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from mandates.amending_guarding import columns_of
from mandates.amendments import TABLE
from mandates.control_states import AmendmentClass
from mandates.models import Benefit, MandateVersion, Objective, SigningSeat, Source, Statement, StatementLink
from mandates.services.freezing import freeze
from mandates.states import LineKind, VersionState
from tests.scenes.amending import a_mandate_in_force, an_amendment, changed, reworded
from tests.scenes.executives import manager_of
from tests.scenes.mandates import statement_of

pytestmark = pytest.mark.django_db
EDITORIAL, MINOR = AmendmentClass.EDITORIAL, AmendmentClass.MINOR
OTHER = {
    "kind": "financial",
    "measure": "Something else",
    "unit": "days",
    "baseline": Decimal(5),
    "baseline_date": date(2025, 1, 1),
    "target": Decimal(1),
    "target_date": date(2028, 1, 1),
    "direction": "increase",
}


@pytest.fixture
def draft() -> MandateVersion:
    """Return the draft of an amendment with a word changed."""
    version = an_amendment(a_mandate_in_force())
    reworded(version)
    return version


def frozen(version: MandateVersion, amendment_class: AmendmentClass = MINOR) -> str:
    """Freeze a version that no round asked about; return its number."""
    return freeze(version, manager_of(version.mandate.office), amendment_class=amendment_class, seats=[]).key


def is_refused(version: MandateVersion, amendment_class: AmendmentClass = MINOR) -> bool:
    """Say whether the database refuses to freeze it."""
    try:
        with transaction.atomic():
            frozen(version, amendment_class)
    except DatabaseError as error:
        return "freez" in str(error)
    return False


@pytest.mark.parametrize("amendment_class", [MINOR, EDITORIAL])
def test_other_words_freeze_unasked_and_count_on(draft, amendment_class):
    assert frozen(draft, amendment_class) == "1.1"


def test_a_number_is_never_used_again(draft):
    frozen(draft)
    MandateVersion.objects.filter(pk=draft.pk).update(state=VersionState.OUT_FOR_SIGNATURE)
    MandateVersion.objects.filter(pk=draft.pk).update(state=VersionState.WITHDRAWN)
    following = an_amendment(MandateVersion.objects.get(major=1, minor=0))
    reworded(following, text="Again in other words.")

    assert frozen(following) == "1.2"


def test_a_minor_field_freezes_as_minor_and_not_as_editorial(draft):
    changed(draft, LineKind.BENEFIT, tolerance=Decimal("0.4"))

    assert is_refused(draft, EDITORIAL)
    assert frozen(draft, MINOR) == "1.1"


@pytest.mark.parametrize(
    "tampered",
    [
        lambda draft: Source.objects.filter(statement__version=draft).first().delete(),
        lambda draft: Source.objects.create(
            statement=statement_of(draft, LineKind.GOAL),
            wording=Source.objects.filter(statement=statement_of(draft, LineKind.ISSUE)).get().wording,
        ),
        lambda draft: StatementLink.objects.filter(lower__version=draft).first().delete(),
        lambda draft: StatementLink.objects.create(
            upper=statement_of(draft, LineKind.OPPORTUNITY), lower=statement_of(draft, LineKind.GOAL), kind="addresses"
        ),
    ],
    ids=["words taken out", "words put in", "link taken out", "link put in"],
)
def test_other_words_behind_it_and_other_links_freeze_as_minor_and_not_as_editorial(draft, tampered):
    tampered(draft)

    assert is_refused(draft, EDITORIAL)
    assert frozen(draft, MINOR) == "1.1"


def test_nothing_freezes_unasked_as_major(draft):
    assert is_refused(draft, AmendmentClass.MAJOR)


@pytest.mark.parametrize("name", sorted(OTHER))
def test_a_benefit_that_promises_something_else_does_not(draft, name):
    Benefit.objects.filter(statement__version=draft).update(**{name: OTHER[name]})

    assert is_refused(draft)


@pytest.mark.parametrize("name", ["measure", "target"])
def test_an_objective_that_reaches_something_else_does_not(draft, name):
    Objective.objects.filter(statement__version=draft).update(**{name: "Something else"})

    assert is_refused(draft)


def test_the_database_holds_every_column_that_the_table_calls_major():
    major = {sort for sort, row in TABLE.items() if row.amendment_class == AmendmentClass.MAJOR}

    assert {f"benefit.{name}" for name in OTHER} == {each for each in major if each.startswith("benefit.")}
    assert columns_of("objective", AmendmentClass.MAJOR) == ["measure", "target"]


@pytest.mark.parametrize(
    "tampered",
    [
        lambda draft: statement_of(draft, LineKind.OPPORTUNITY).delete(),
        lambda draft: Statement.objects.filter(version=draft, line__kind=LineKind.EXCLUSION).update(text="Anything."),
        lambda draft: MandateVersion.objects.filter(pk=draft.pk).update(signing_rule="majority"),
        lambda draft: MandateVersion.objects.filter(pk=draft.pk).update(signing_needed=1),
        lambda draft: SigningSeat.objects.create(version=draft, seat=draft.mandate.office.seats.first(), must=True),
        lambda draft: SigningSeat.objects.create(version=draft, seat=draft.mandate.office.seats.first(), stage=2),
    ],
    ids=["line taken out", "exclusion", "rule", "number", "required seat", "stage"],
)
def test_another_set_of_lines_exclusion_or_signing_rule_does_not(draft, tampered):
    tampered(draft)
    draft.refresh_from_db()

    assert is_refused(draft)


def test_a_new_line_does_not(draft):
    found = statement_of(draft, LineKind.ISSUE)
    line = draft.mandate.lines.create(kind=LineKind.ISSUE, number=9)
    Statement.objects.create(version=draft, line=line, text="New.", digest="d", edited_by=found.edited_by)

    assert is_refused(draft)


def test_without_a_version_in_force_there_is_nothing_to_be_light_beside(draft):
    draft.mandate.versions.filter(state=VersionState.IN_FORCE).update(state=VersionState.RETIRED)

    assert is_refused(draft)
