"""Signing under a condition: who sees to it, who ends it, and when it is in the way."""

import pytest

from mandates.duties import owed_by
from mandates.rules.signoff import NewCondition
from mandates.selectors.in_force import in_the_way
from mandates.services.conditions import end_condition, report_on
from mandates.states import VersionState
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Mail
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.mandates import now, url, words
from tests.scenes.rounds import in_days, signed

pytestmark = pytest.mark.django_db


def under(version, seat, owner, *, days=5, text="The survey is done.", precondition=True):
    until = in_days(version.mandate.office, days)
    return signed(version, seat, condition=NewCondition(text, owner.pk, until, precondition)).condition


def duties(seat):
    return [each for each in owed_by(standing_of(holder_of(seat), seat.office)) if each.kind == "condition.answer"]


def test_an_open_precondition_is_in_the_way_and_met_it_lets_the_version_into_force(version, ceo, cfo):
    condition = under(version, ceo, cfo)
    signed(version, cfo)

    before = list(in_the_way(now(version), clock.now()))
    report_on(condition_id=condition.pk, report="Done on Friday.", by=holder_of(cfo))
    for _click in range(2):
        end_condition(condition_id=condition.pk, ended_as="met", by=holder_of(ceo))

    assert "The survey is done." in before[0]
    assert now(version).state == VersionState.IN_FORCE
    assert LedgerEntry.objects.filter(event__in=("condition.ended", "version.in_force")).count() == 2


def test_the_page_promises_no_force_by_a_signature_while_more_than_signatures_is_in_the_way(
    client, office, version, ceo, cfo
):
    client.force_login(manager_of(office))
    before = words(client.get(url(version, "signatures")))

    under(version, ceo, cfo)

    after = words(client.get(url(version, "signatures")))
    assert "It comes into force with signature 2 of 2." in before
    assert "It takes 2 of 2 signatures, and more than signatures." in after


def test_a_condition_for_later_holds_nothing_up_and_stays_owed(version, ceo, cfo):
    under(version, ceo, cfo, precondition=False)

    signed(version, cfo)

    assert now(version).state == VersionState.IN_FORCE
    assert [each.sentence for each in duties(cfo)] == ["The survey is done."]


def test_its_owner_is_told_and_after_the_report_the_seat_that_set_it(version, ceo, cfo):
    condition = under(version, ceo, cfo)
    owing_first = [len(duties(seat)) for seat in (ceo, cfo)]

    report_on(condition_id=condition.pk, report="Done on Friday.", by=holder_of(cfo))

    assert owing_first == [0, 1]
    assert [len(duties(seat)) for seat in (ceo, cfo)] == [1, 0]
    assert Mail.objects.get(kind="condition.set").person == holder_of(cfo)
    assert Mail.objects.get(kind="condition.reported").person == holder_of(ceo)


def test_only_its_owner_reports_and_only_its_seat_ends_it_with_a_word_when_let_go(office, version, ceo, cfo):
    condition = under(version, ceo, cfo)

    for by in (holder_of(ceo), manager_of(office)):
        with pytest.raises(Refused, match="Only the holder of the seat that sees to"):
            report_on(condition_id=condition.pk, report="Done.", by=by)
    for by in (holder_of(cfo), manager_of(office)):
        with pytest.raises(Refused, match="Only its holder ends it"):
            end_condition(condition_id=condition.pk, ended_as="met", by=by)
    with pytest.raises(Refused, match="why you let it go"):
        end_condition(condition_id=condition.pk, ended_as="let_go", by=holder_of(ceo))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"text": " "}, "Say what must be done"), ({"days": -1}, "That day is over")],
)
def test_a_condition_that_cannot_be_met_is_not_signed(version, ceo, cfo, given, sentence):
    with pytest.raises(Refused, match=sentence):
        under(version, ceo, cfo, **given)
    assert not version.signatures.exists()


def test_on_the_page_a_condition_wants_its_seat_and_day_and_what_was_typed_stays(client, version, ceo, cfo):
    client.force_login(holder_of(ceo))
    given = {"shown_digest": version.digest, "seat": ceo.pk, "intent": "on", "consent": "on"}
    given |= {"typed_name": holder_of(ceo).name, "password": "a-password-for-tests", "condition": "The survey is done."}

    half = client.post(url(version, "sign"), given)
    whole = client.post(url(version, "sign"), given | {"owner": cfo.pk, "condition_due": in_days(ceo.office, 5)})

    assert "Choose the seat that sees to it." in words(half)
    assert "The survey is done." in words(half)
    assert whole.status_code == 302
    assert version.signatures.get().condition.owner == cfo


def test_its_page_takes_the_report_of_one_and_the_word_of_the_other(client, version, ceo, cfo):
    condition = under(version, ceo, cfo)
    page = url(version, "condition", condition=condition.pk)

    client.force_login(holder_of(cfo))
    client.post(page, {"report": "Done on Friday."})
    client.force_login(holder_of(ceo))
    shown = client.get(page)
    client.post(page, {"ended_as": "let_go", "word": "It is good enough."})

    assert "Done on Friday." in words(shown)
    condition.refresh_from_db()
    assert (condition.ended_as, condition.end_word) == ("let_go", "It is good enough.")
