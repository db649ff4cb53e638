"""How a draft is signed: set by a manager, copied with the draft, frozen with the text."""

import json
from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from executives.states import DecisionRole
from mandates.content import BEFORE_CONTROL, version_content
from mandates.models import MandateVersion, SigningSeat
from mandates.selectors.signing_terms import terms_of
from mandates.services import signing, signoff
from mandates.services.freezing import freeze, is_unchanged
from mandates.signing_terms import SeatPlace, SigningTerms
from mandates.states import AgreementRule
from pmo.access.verdicts import Refused
from pmo.audit import canonical
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import a_seat, an_auditor, holder_of, manager_of
from tests.scenes.held import as_if_agreed
from tests.scenes.mandates import url, words
from tests.scenes.rounds import a_draft_saying, all_answered, asked, closed, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(office):
    return a_seat(office, "Chair")


@pytest.fixture
def treasurer(office):
    return a_seat(office, "Treasurer")


@pytest.fixture
def draft(office, chair, treasurer):
    return a_draft_saying(office)


def set_to(draft, *, by=None, shown=None, **given):
    """Set how a draft is signed, as its page shows it now."""
    shown = terms_of(draft).digest if shown is None else shown
    by = by or manager_of(draft.mandate.office)
    return signing.set_signing(version_id=draft.pk, terms=SigningTerms(**given), shown_digest=shown, by=by)


def test_it_freezes_with_the_text_and_the_database_holds_it(draft, chair, treasurer):
    day = in_days(draft.mandate.office, 40)
    places = (SeatPlace(chair.pk, 2), SeatPlace(treasurer.pk, 1, must=True))
    set_to(draft, rule=AgreementRule.N_OF_M, needed=1, not_before=day, places=places)

    frozen = freeze(as_if_agreed(MandateVersion.objects.get(pk=draft.pk)), None)

    said = json.loads(frozen.content)
    assert (said["schema"], said["class"]) == ("version/2", "major")
    assert said["signing"] == {
        "rule": "n_of_m",
        "needed": 1,
        "seats": ["Chair", "Treasurer"],
        "must": ["Treasurer"],
        "stages": [{"stage": 2, "seats": ["Chair"]}],
        "not_before": day.isoformat(),
    }
    assert is_unchanged(frozen)
    for change in (
        lambda: SigningSeat.objects.update(stage=1),
        lambda: SigningSeat.objects.all().delete(),
        lambda: MandateVersion.objects.update(not_before=None),
        lambda: MandateVersion.objects.update(signing_needed=2),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_version_frozen_before_all_this_still_gives_its_digest(draft):
    version = as_if_agreed(draft)
    version.required_seats, version.major, version.minor = ["Chair", "Treasurer"], 1, 0
    content = version_content(version, list(version.statements.all()), schema=BEFORE_CONTROL)
    version.content, version.digest = canonical.dump(content), canonical.digest(content)

    assert is_unchanged(version)
    assert "class" not in content
    assert list(content["signing"]) == ["rule", "seats"]


def test_the_same_again_is_recorded_once(office, draft):
    for _time in range(2):
        set_to(draft, rule=AgreementRule.MAJORITY)

    assert LedgerEntry.objects.filter(office=office.pk, event="version.signing_set").count() == 1


def test_a_seat_that_is_no_signatory_any_more_has_no_place(office, draft, chair, treasurer):
    set_to(draft, places=(SeatPlace(chair.pk, 2), SeatPlace(treasurer.pk, 1, must=True)))
    type(chair).objects.filter(pk=chair.pk).update(decision_role=DecisionRole.INPUT)

    frozen = freeze(as_if_agreed(draft), None)

    assert json.loads(frozen.content)["signing"]["stages"] == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rule": "consent"}, "Choose the rule"),
        ({"rule": "n_of_m", "needed": 3}, "a number from 1 to 2"),
        ({"rule": "n_of_m"}, "a number from 1 to 2"),
        ({"places": (SeatPlace(999999, 2),)}, "Only signatory seats sign"),
        ({"not_before": date(2020, 1, 1)}, "That day is over"),
    ],
)
def test_what_cannot_be_signed_so_is_refused(draft, given, sentence):
    with pytest.raises(Refused, match=sentence):
        set_to(draft, **given)


def test_only_a_manager_says_how(office, draft):
    with pytest.raises(Refused, match="Only a PMO manager"):
        set_to(draft, rule=AgreementRule.MAJORITY, by=an_auditor(office))


def test_the_page_sets_it_and_of_two_tabs_the_second_sees_what_stands(client, office, draft, chair, treasurer):
    client.force_login(manager_of(office))
    page, shown = url(draft, "signing-terms"), terms_of(draft).digest
    usual = {f"stage_{seat.pk}": "1" for seat in (chair, treasurer)} | {"shown": shown}

    first = client.post(page, usual | {"rule": "unanimity", f"stage_{chair.pk}": "2", f"must_{chair.pk}": "on"})
    second = client.post(page, usual | {"rule": "majority"})
    again = client.post(page, usual | {"rule": "majority", "shown": terms_of(draft).digest})

    assert (first.status_code, second.status_code, again.status_code) == (302, 409, 302)
    assert "Somebody else has changed how this draft is signed" in words(second)
    assert terms_of(MandateVersion.objects.get(pk=draft.pk)) == SigningTerms(rule="majority")


def test_a_draft_copied_from_what_was_declined_is_signed_in_the_same_way(office, chair, treasurer):
    first = a_draft_saying(office)
    set_to(first, rule=AgreementRule.MAJORITY, not_before=in_days(office, 9), places=(SeatPlace(chair.pk, 3),))
    closed(all_answered(asked(first)))
    version = signoff.send_for_signature(version_id=first.pk, by=manager_of(office))

    draft = signoff.decline(
        version_id=version.pk, seat_id=treasurer.pk, shown_digest=version.digest, reason="No.", by=holder_of(treasurer)
    )

    assert terms_of(draft) == terms_of(version)
