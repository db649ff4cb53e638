"""The completeness gate: what keeps a draft from a binding round, and what only warns."""

from dataclasses import fields
from decimal import Decimal

import pytest
from django.utils.translation import gettext

from executives.services import requirements
from mandates.models import Benefit, MandateVersion, Objective
from mandates.profiles import BenefitProfile, ObjectiveProfile
from mandates.selectors.checks import check_of
from mandates.services.sources import answer_source
from mandates.services.statements import set_sources
from mandates.states import LineKind
from pmo.access.verdicts import Refused
from tests.scenes.amending import an_office_with_a_sponsor, changed
from tests.scenes.executives import a_confirmed_requirement, confirmed, manager_of, some_words
from tests.scenes.mandates import a_full_draft, a_statement, statement_of, url, words
from tests.scenes.rounds import asked

pytestmark = pytest.mark.django_db
MAY_BE_EMPTY = {"description", "kind", "tolerance", "tolerance_kind"}


@pytest.fixture
def draft() -> MandateVersion:
    """Return a complete draft."""
    return a_full_draft(an_office_with_a_sponsor())


def blocking(version: MandateVersion) -> list[tuple[str, str, str]]:
    """Return what blocks: sentence, page, key."""
    return [(gap.sentence, gap.page, gap.key) for gap in check_of(version).blocking]


def emptied(version: MandateVersion, kind: LineKind, name: str) -> None:
    """Empty one field of a profile."""
    profile = BenefitProfile if kind == LineKind.BENEFIT else ObjectiveProfile
    default = next(each.default for each in fields(profile) if each.name == name)
    changed(version, kind, **{name: default})


def test_a_full_draft_is_complete_and_may_be_asked_about(draft):
    assert check_of(draft).is_complete
    assert asked(draft).number == 1


@pytest.mark.parametrize("name", [each.name for each in fields(BenefitProfile)])
def test_a_benefit_says_who_how_from_where_and_when_to_where_and_when(draft, name):
    emptied(draft, LineKind.BENEFIT, name)

    found = blocking(draft)

    if name in MAY_BE_EMPTY:
        assert found == []
    else:
        [(sentence, page, key)] = found
        label = str(Benefit._meta.get_field(name.removesuffix("_id")).verbose_name)
        named = {"direction": "direction", "baseline_date": "date of the baseline", "target_date": "date of the target"}
        assert sentence == f"BEN-1 has no {gettext(named.get(name, label))}."
        assert (page, key) == ("statement", "BEN-1")


@pytest.mark.parametrize("name", [each.name for each in fields(ObjectiveProfile)])
def test_an_objective_says_what_is_reached_by_when(draft, name):
    emptied(draft, LineKind.OBJECTIVE, name)

    assert [key for _sentence, _page, key in blocking(draft)] == ["OBJ-1"]
    assert Objective._meta.get_field(name)


def test_a_confirmed_requirement_lands_or_is_answered(draft):
    waiting = a_confirmed_requirement(draft.mandate.office.seats.first())

    expected = f"{waiting.key} is confirmed, and has neither landed nor been answered."
    assert blocking(draft) == [(expected, "landing", "")]


def test_a_source_that_moved_on_is_answered(draft):
    issue = statement_of(draft, LineKind.ISSUE)
    requirement = issue.sources.get().wording.requirement
    by = manager_of(draft.mandate.office)
    requirements.change_requirement(
        requirement_id=requirement.pk,
        words=some_words("We wait for ever."),
        shown_digest=requirement.wording.digest,
        by=by,
    )
    requirement.refresh_from_db()
    confirmed(requirement)
    assert blocking(draft) == [(f"ISS-1 rests on older words of {requirement.key}.", "sources", "ISS-1")]

    answer_source(
        version_id=draft.pk,
        line_id=issue.line_id,
        requirement_id=requirement.pk,
        moved_to=requirement.wording.digest,
        reason="It means the same.",
        by=by,
    )

    assert blocking(draft) == []
    assert any("ISS-1 rests on older words" in gap.sentence for gap in check_of(draft).warnings)


def test_more_than_five_benefits_and_loose_ends_only_warn(draft):
    for _number in range(5):
        a_statement(draft, LineKind.BENEFIT)

    found = check_of(draft)

    assert found.is_complete
    assert "There are 6 benefits. With more than 5, nobody can tell which come first." in [
        gap.sentence for gap in found.warnings
    ]
    assert any("addresses no issue" in gap.sentence for gap in found.warnings)


def test_a_round_on_an_incomplete_draft_is_refused_with_every_sentence(draft):
    changed(draft, LineKind.BENEFIT, owner_id=None, target=None)
    changed(draft, LineKind.OBJECTIVE, target="")

    with pytest.raises(Refused) as refusal:
        asked(draft)

    assert str(refusal.value) == ("The draft is not complete. BEN-1 has no target and no owner. OBJ-1 has no target.")
    assert not draft.rounds.exists()


def test_a_refusal_says_how_many_more_there_are(draft):
    for _number in range(9):
        statement = a_statement(draft, LineKind.OBJECTIVE)
        Objective.objects.filter(statement=statement).update(target="")

    assert len(check_of(draft).sentences) == 9
    assert check_of(draft).sentences[-1] == "And 1 more: check the draft over."


def test_the_page_links_every_gap_to_where_it_is_put_right(client, draft, django_assert_max_num_queries):
    changed(draft, LineKind.BENEFIT, owner_id=None, baseline=Decimal("1.0"))
    set_sources(statement_id=statement_of(draft, LineKind.GOAL).pk, wording_ids=[], by=manager_of(draft.mandate.office))
    client.force_login(manager_of(draft.mandate.office))

    with django_assert_max_num_queries(20):
        response = client.get(url(draft, "check"))

    page = response.content.decode()
    assert f'href="{url(draft, "statement", key="BEN-1")}">BEN-1 has no owner.' in page
    assert f'href="{url(draft, "landing")}"' in page
    assert f'href="{url(draft, "sources", key="GOAL-1")}"' in page
    assert "Two things are missing" in words(response)


def test_the_page_of_opening_a_round_says_what_is_missing(client, draft):
    changed(draft, LineKind.BENEFIT, owner_id=None)
    client.force_login(manager_of(draft.mandate.office))

    response = client.post(
        url(draft, "open-round"), {"deadline": "2099-01-01", "rule": "unanimity", "method": "stance"}
    )

    assert (response.status_code, "BEN-1 has no owner." in words(response)) == (409, True)
    assert url(draft, "check") in response.content.decode()
