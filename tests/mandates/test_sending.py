"""Sending, stages, the last day, more time, calling back, and seats that nobody holds."""

from datetime import timedelta

import pytest

from executives.services import seats
from mandates.duties import owed_by
from mandates.models import MandateVersion, SigningSeat
from mandates.selectors.in_force import in_the_way
from mandates.services import signoff
from mandates.states import AgreementRule, SignatureState, VersionState
from mandates.tasks.signoff import put_in_force
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import a_seat, holder_of, manager_of
from tests.scenes.mandates import now, url, words
from tests.scenes.rounds import a_draft_saying, all_answered, asked, closed, in_days, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_time")]


@pytest.fixture
def chair(office):
    return a_seat(office, "Chair", sponsor=True)


@pytest.fixture
def coo(office):
    return a_seat(office, "Chief Operating Officer")


@pytest.fixture
def agreed(office, chair, cfo, coo):
    return lambda *places, **signing: agreed_version(office, *places, **signing)


def agreed_version(office, *places, **signing):
    """Return an agreed version; `places` are (seat, stage, must)."""
    draft = a_draft_saying(office)
    SigningSeat.objects.bulk_create(SigningSeat(version=draft, seat=s, stage=n, must=m) for s, n, m in places)
    MandateVersion.objects.filter(pk=draft.pk).update(**signing)
    closed(all_answered(asked(draft)))
    return MandateVersion.objects.get(pk=draft.pk)


def sent(version, due=None):
    return signoff.send_for_signature(version_id=version.pk, due=due, by=manager_of(version.mandate.office))


def states(version):
    requests = version.signature_requests.select_related("seat")
    return {request.seat.title: request.state for request in requests}


def days_on(days):
    shifting.set_time(clock.now() + timedelta(days=days))


def duties(person, office, kind):
    return [duty for duty in owed_by(standing_of(person, office)) if duty.kind == kind]


def told(kind):
    return {mail.person for mail in Mail.objects.filter(kind=kind)}


def test_only_the_first_stage_is_asked_and_the_next_one_when_it_has_signed(office, agreed, chair, cfo, coo):
    version = sent(agreed((chair, 2, True)))

    before = states(version)
    signed(version, cfo)
    signed(version, coo)

    assert before == {"Chief Financial Officer": "waiting", "Chief Operating Officer": "waiting", "Chair": "later"}
    assert states(version)["Chair"] == "waiting"
    assert told("version.out_for_signature") == {holder_of(seat) for seat in (chair, cfo, coo)}


def test_before_ones_turn_nothing_is_owed_and_signing_says_whom_it_waits_for(office, agreed, chair, cfo, coo):
    version = sent(agreed((chair, 2, True)))
    signed(version, cfo)

    with pytest.raises(Refused, match="not yet the turn of this seat: first Chief Operating Officer"):
        signed(version, chair)
    assert not duties(holder_of(chair), office, "version.sign")
    assert duties(holder_of(coo), office, "version.sign")
    assert holder_of(chair) not in told("version.out_for_signature")


def test_on_the_page_whoever_comes_later_reads_whose_turn_it_is(client, office, agreed, chair):
    version = sent(agreed((chair, 2, True)))
    client.force_login(holder_of(chair))

    shown = words(client.get(url(version, "sign")))

    assert "Your turn to sign version 1.0 comes" in shown
    assert "First sign: Chief Financial Officer, Chief Operating Officer." in shown


def test_of_two_of_three_nobody_comes_before_somebody_of_the_stage_in_front(office, agreed, chair, cfo, coo):
    version = sent(agreed((chair, 2, False), signing_rule=AgreementRule.N_OF_M, signing_needed=1))

    with pytest.raises(Refused, match="as many as the rule needs of Chief Financial Officer and"):
        signed(version, chair)
    signed(version, cfo)

    assert now(version).state == VersionState.IN_FORCE
    assert holder_of(chair) not in told("version.out_for_signature")


def test_a_turn_that_was_given_stays_when_somebody_before_takes_their_signature_back(
    client, office, agreed, chair, cfo, coo
):
    version = sent(agreed((coo, 2, False), (chair, 3, False), signing_rule=AgreementRule.N_OF_M, signing_needed=2))
    signed(version, cfo)
    signoff.revoke(version_id=version.pk, seat_id=cfo.pk, reason="Too soon.", by=holder_of(cfo))
    client.force_login(holder_of(chair))

    shown = words(client.get(url(version, "sign")))
    signed(version, coo)

    assert "First as many of these sign as the rule needs, one at least:" in shown
    assert "Chief Financial Officer, Chief Operating Officer." in shown
    assert states(version) == {
        "Chief Financial Officer": "revoked",
        "Chief Operating Officer": "signed",
        "Chair": "later",
    }


def test_a_stage_that_nobody_holds_is_filled_or_waived_though_none_of_it_must_sign(office, agreed, chair, cfo, coo):
    version = agreed((chair, 2, False), (coo, 2, False), signing_rule=AgreementRule.N_OF_M, signing_needed=2)
    vacate(cfo)

    with pytest.raises(Refused, match="Nobody holds Chief Financial Officer"):
        sent(version)
    signoff.waive_seat(version_id=version.pk, seat_id=cfo.pk, reason="It stays empty.", by=holder_of(chair))

    assert set(states(sent(version)).values()) == {"waiting"}


def test_who_has_signed_and_left_the_seat_is_nothing_to_waive(client, office, agreed, chair, cfo, coo):
    version = sent(agreed())
    signed(version, coo)
    vacate(coo)
    client.force_login(holder_of(chair))

    shown = words(client.get(url(version, "signatures")))

    assert not duties(holder_of(chair), office, "seat.waive")
    assert "Waive" not in shown
    assert "Nobody holds" not in shown


def test_a_required_seat_keeps_it_out_of_force_though_enough_have_signed(office, agreed, chair, cfo, coo):
    version = sent(agreed((coo, 1, True), signing_rule=AgreementRule.N_OF_M, signing_needed=2))
    signed(version, chair)
    signed(version, cfo)

    assert list(in_the_way(now(version), clock.now())) == ["Still to sign: Chief Operating Officer."]
    signed(version, coo)
    assert now(version).state == VersionState.IN_FORCE


def test_the_last_day_ends_when_the_day_does_by_the_office_s_clock(office, agreed, chair, cfo):
    version = sent(agreed(), due=in_days(office, 3))

    days_on(3)
    signed(version, chair)
    days_on(1)
    with pytest.raises(Refused, match=r"The last day to sign was .*Ask the PMO manager for more time"):
        signed(version, cfo)
    assert [duty.kind for duty in duties(manager_of(office), office, "version.late")] == ["version.late"]


def test_with_more_time_it_is_signed_after_all_and_all_who_wait_are_told(office, agreed, chair, cfo, coo):
    version = sent(agreed(), due=in_days(office, 3))
    signed(version, chair)
    days_on(4)

    for _click in range(2):
        signoff.extend_signing(version_id=version.pk, due=in_days(office, 2), by=manager_of(office))

    assert signed(version, cfo)
    assert told("version.extended") == {holder_of(cfo), holder_of(coo)}
    assert LedgerEntry.objects.filter(event="version.signing_extended").count() == 1


@pytest.mark.parametrize(("days", "sentence"), [(2, "only moves later"), (None, "no last day")])
def test_the_last_day_never_moves_nearer(office, agreed, days, sentence):
    version = sent(agreed(), due=in_days(office, 3) if days else None)

    with pytest.raises(Refused, match=sentence):
        signoff.extend_signing(version_id=version.pk, due=in_days(office, days or 5), by=manager_of(office))


def test_calling_back_withdraws_opens_a_copy_and_tells_who_signed(office, agreed, chair, cfo, coo):
    version = sent(agreed())
    signed(version, chair)

    drafts = [signoff.recall(version_id=version.pk, reason="A slip.", by=manager_of(office)) for _click in range(2)]

    assert drafts[0] == drafts[1]
    assert (now(version).state, drafts[0].based_on_id) == (VersionState.WITHDRAWN, version.pk)
    assert set(states(version).values()) == {SignatureState.SIGNED, SignatureState.ENDED}
    assert told("version.recalled") == {holder_of(seat) for seat in (chair, cfo, coo)} | {manager_of(office)}


def vacate(seat):
    office = seat.office
    seats.vacate_seat(seat_id=seat.pk, last_day=in_days(office, -1), by=manager_of(office))


def test_a_vacant_seat_is_waived_by_the_sponsor_alone_with_a_reason(office, agreed, chair, cfo, coo):
    version = agreed()
    vacate(coo)
    waive = {"version_id": version.pk, "seat_id": coo.pk}

    for by, reason in ((holder_of(cfo), "It stays empty."), (manager_of(office), "So."), (holder_of(chair), " ")):
        with pytest.raises(Refused):
            signoff.waive_seat(**waive, reason=reason, by=by)
    assert [duty.kind for duty in duties(holder_of(chair), office, "seat.waive")] == ["seat.waive"]
    signoff.waive_seat(**waive, reason="It stays empty.", by=holder_of(chair))
    sent(version)
    signed(version, chair)
    signed(version, cfo)

    assert now(version).state == VersionState.IN_FORCE
    assert states(version) == {"Chair": "signed", "Chief Financial Officer": "signed"}


def test_the_page_to_waive_says_nothing_of_a_vacancy_where_somebody_sits(client, office, agreed, chair):
    client.force_login(holder_of(chair))

    told = words(client.get(url(agreed(), "waive", seat=chair.pk)))

    assert "there is nothing to waive" in told
    assert "Nobody holds this seat" not in told


def test_a_seat_that_falls_vacant_while_it_is_signed_can_be_waived_and_was_the_last(office, agreed, chair, cfo, coo):
    version = sent(agreed())
    signed(version, chair)
    signed(version, cfo)
    vacate(coo)

    signoff.waive_seat(version_id=version.pk, seat_id=coo.pk, reason="It stays empty.", by=holder_of(chair))

    assert now(version).state == VersionState.IN_FORCE


def test_a_seat_that_is_held_is_not_waived(agreed, chair, cfo):
    with pytest.raises(Refused, match="has a holder"):
        signoff.waive_seat(version_id=agreed().pk, seat_id=cfo.pk, reason="He is slow.", by=holder_of(chair))


def test_all_signed_it_waits_for_its_day_and_the_clock_puts_it_in_force_once(office, agreed, chair, cfo, coo):
    version = sent(agreed(not_before=in_days(office, 5)))
    for seat in (chair, cfo, coo):
        signed(version, seat)

    put_in_force()
    early = now(version)
    days_on(5)
    put_in_force()
    put_in_force()

    assert early.state == VersionState.OUT_FOR_SIGNATURE
    assert "does not come into force before" in next(in_the_way(early, early.frozen_at))
    assert now(version).state == VersionState.IN_FORCE
    assert LedgerEntry.objects.filter(event="version.in_force").count() == 1
