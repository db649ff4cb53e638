"""Taking a signature back, and what the database itself refuses in signing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from executives.services import seats
from mandates.models import Condition, MandateVersion, Reservation, Signature, SignatureRequest, Waiver
from mandates.rules.signoff import NewCondition
from mandates.services import signoff
from mandates.services.forces import move
from mandates.states import SignatureState, VersionState
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.notices.models import Mail
from tests.scenes.executives import a_seat, holder_of, manager_of
from tests.scenes.mandates import now, url, words
from tests.scenes.rounds import (
    a_draft_saying,
    a_version_in_force,
    all_answered,
    an_agreed_version,
    asked,
    closed,
    in_days,
    signed,
)

pytestmark = pytest.mark.django_db


def revoked(version, seat, by=None, reason="I read it again."):
    return signoff.revoke(version_id=version.pk, seat_id=seat.pk, reason=reason, by=by or holder_of(seat))


def test_a_signature_that_was_taken_back_stays_counts_no_more_and_may_be_given_again(version, ceo, cfo):
    first = signed(version, ceo, reservation="Not before the survey.")

    again = [revoked(version, ceo) for _click in range(2)]
    signed(version, cfo)
    between = now(version).state
    second = signed(version, ceo)

    assert again[0] == again[1] == first
    assert between == VersionState.OUT_FOR_SIGNATURE
    assert (now(version).state, second.pk != first.pk) == (VersionState.IN_FORCE, True)
    assert Reservation.objects.get(signature=first).closed_at is not None
    assert Mail.objects.filter(kind="version.revoked", person=holder_of(cfo)).exists()


def test_with_the_signature_its_condition_goes_out_of_the_way(version, ceo, cfo):
    until = in_days(ceo.office, 5)
    signed(version, ceo, condition=NewCondition("The survey is done.", cfo.pk, until, is_precondition=True))
    revoked(version, ceo)

    signed(version, cfo)
    signed(version, ceo)

    assert now(version).state == VersionState.IN_FORCE


def test_only_who_signed_and_holds_the_seat_takes_it_back_with_a_reason_before_it_is_in_force(
    office, version, ceo, cfo
):
    signed(version, ceo)
    for by, reason in ((holder_of(cfo), "So."), (manager_of(office), "So."), (holder_of(ceo), " ")):
        with pytest.raises(Refused):
            revoked(version, ceo, by, reason)
    signed(version, cfo)

    with pytest.raises(Refused, match="what was signed stands"):
        revoked(version, ceo)


def test_a_former_holder_takes_nothing_back_and_a_successor_not_what_others_signed(office, version, ceo):
    before = holder_of(ceo)
    signed(version, ceo)
    after = holder_of(a_seat(office, "Guest", "informed"))
    seats.seat_person(seat_id=ceo.pk, person=after, start=in_days(office, 0), by=manager_of(office))

    for by in (before, after):
        with pytest.raises(Refused):
            revoked(version, ceo, by)


def test_on_the_page_it_asks_for_the_reason_first(client, version, ceo):
    signed(version, ceo)
    client.force_login(holder_of(ceo))
    page = f"{url(version, 'revoke')}?seat={ceo.pk}"

    offered = words(client.get(url(version, "sign")))
    empty = client.post(page, {"seat": ceo.pk, "reason": ""})
    client.post(page, {"seat": ceo.pk, "reason": "I read it again."})

    assert "Take the signature of Chief Executive back" in offered
    assert empty.status_code == 400
    assert version.signature_requests.get(seat=ceo).state == SignatureState.REVOKED
    assert "I read it again." in words(client.get(url(version, "signatures")))


def refuses(change):
    """Return whether the database refuses a change that goes past every service."""
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def written(version, seat, **changed):
    given = {"version": version, "seat": seat, "person": holder_of(seat), "digest": version.digest, "method": "none"}
    return lambda: Signature.objects.create(**given | changed)


def test_the_database_takes_a_signature_only_on_its_text_and_only_while_it_is_out(office, ceo, cfo):
    agreed = an_agreed_version(office)
    assert refuses(written(agreed, ceo))

    version = signoff.send_for_signature(version_id=agreed.pk, by=manager_of(office))
    assert refuses(written(version, ceo, digest="0" * 64))

    for seat in (ceo, cfo):
        signed(version, seat)
    assert refuses(written(now(version), a_seat(office)))


def test_the_database_lets_a_signature_be_taken_back_once_while_it_is_out_and_nothing_else(version, ceo, cfo):
    given = Signature.objects.filter(pk=signed(version, ceo).pk)
    back = {"revoked_at": clock.now(), "revoked_by": holder_of(ceo), "revoked_reason": "So."}

    assert refuses(lambda: given.update(digest="0" * 64))
    assert refuses(lambda: given.update(person=holder_of(cfo)))
    assert refuses(lambda: given._raw_delete("default"))
    given.update(**back)
    assert refuses(lambda: given.update(revoked_reason="Otherwise."))
    assert refuses(lambda: given.update(revoked_at=None, revoked_by=None, revoked_reason=""))


def test_the_database_puts_nothing_in_force_unsigned_or_before_a_precondition_is_met(version, ceo, cfo):
    def force():
        MandateVersion.objects.filter(pk=version.pk).update(state="in_force", in_force_at=clock.now())

    until = in_days(ceo.office, 5)
    assert refuses(force)
    signed(version, ceo, condition=NewCondition("The survey is done.", cfo.pk, until, is_precondition=True))
    assert refuses(force)
    signed(version, cfo)
    assert refuses(force)
    ended = {"ended_as": "met", "ended_by": holder_of(ceo), "ended_at": clock.now()}
    Condition.objects.update(**ended)
    assert refuses(lambda: Condition.objects.update(ended_as="let_go"))
    assert not refuses(force)


def test_the_database_refuses_leaps_and_changes_of_what_has_ended(office, ceo, cfo):
    version = a_version_in_force(office)

    for state in (VersionState.DRAFT, VersionState.AGREED, VersionState.OUT_FOR_SIGNATURE, VersionState.WITHDRAWN):
        assert refuses(lambda state=state: move(now(version), state))
    asked = SignatureRequest.objects.filter(version=version)
    assert refuses(lambda: asked.update(state=SignatureState.WAITING))
    assert refuses(lambda: asked._raw_delete("default"))
    assert refuses(lambda: SignatureRequest.objects.create(version=version, seat=a_seat(office)))
    fresh = {"mandate": version.mandate, "title": "Mandate", "opened_by": manager_of(office)}
    assert refuses(lambda: MandateVersion.objects.create(state=VersionState.IN_CONSENSUS, **fresh))


def test_the_database_takes_a_signature_of_nobody_who_is_not_asked_and_of_nobody_before_their_turn(office, ceo, cfo):
    draft = a_draft_saying(office)
    draft.signing_seats.create(seat=cfo, stage=2)
    closed(all_answered(asked(draft)))
    version = signoff.send_for_signature(version_id=draft.pk, by=manager_of(office))

    assert refuses(written(version, a_seat(office)))
    assert refuses(written(version, cfo))
    SignatureRequest.objects.filter(seat=cfo).update(state=SignatureState.WAITING)
    assert refuses(written(version, cfo))
    signed(version, ceo)
    revoked(version, ceo)
    assert not refuses(written(version, cfo))


def test_the_database_keeps_who_is_asked_in_which_order_until_when(office, ceo, cfo):
    draft = a_draft_saying(office)
    draft.signing_seats.create(seat=cfo, must=True)
    closed(all_answered(asked(draft)))
    version = signoff.send_for_signature(version_id=draft.pk, due=in_days(office, 5), by=manager_of(office))
    asked_now = SignatureRequest.objects.filter(version=version)

    for told in ({"must": False}, {"stage": 2}, {"due": in_days(office, 1)}, {"state": "signed"}, {"state": "later"}):
        assert refuses(lambda told=told: asked_now.update(**told))
    assert refuses(lambda: asked_now._raw_delete("default"))
    assert refuses(lambda: SignatureRequest.objects.create(version=version, seat=a_seat(office)))


def test_the_database_waives_no_seat_that_somebody_holds(office, version, ceo, cfo):
    told = {"version": version, "reason": "So.", "by": holder_of(ceo)}

    assert refuses(lambda: Waiver.objects.create(seat=cfo, **told))
    seats.vacate_seat(seat_id=cfo.pk, last_day=in_days(office, -1), by=manager_of(office))
    assert not refuses(lambda: Waiver.objects.create(seat=cfo, **told))


@pytest.mark.parametrize(("seconds", "is_refused"), [(-1, True), (0, False)])
def test_the_database_puts_nothing_in_force_before_its_day_has_begun_anywhere(office, ceo, cfo, seconds, is_refused):
    draft = a_draft_saying(office)
    day = in_days(office, 9)
    MandateVersion.objects.filter(pk=draft.pk).update(not_before=day)
    closed(all_answered(asked(draft)))
    version = signoff.send_for_signature(version_id=draft.pk, by=manager_of(office))
    for seat in (ceo, cfo):
        signed(version, seat)
    first = datetime.combine(day, time(0), UTC) - timedelta(hours=14)

    row = MandateVersion.objects.filter(pk=version.pk)
    early = {"state": VersionState.IN_FORCE, "in_force_at": first + timedelta(seconds=seconds)}
    assert refuses(lambda: row.update(**early)) is is_refused


def test_the_database_keeps_keys_and_the_day_since_when(office, ceo, cfo):
    version = a_version_in_force(office)
    row, given = MandateVersion.objects.filter(pk=version.pk), Signature.objects.filter(seat=ceo)

    assert refuses(lambda: row.update(in_force_at=clock.now()))
    assert refuses(lambda: given.update(id=given.get().pk + 1000))


def test_nothing_takes_the_place_of_a_row_that_stands(version, ceo, cfo):
    given = signed(version, ceo)
    columns = [field.column for field in Signature._meta.concrete_fields if field.column != "id"]
    others = ", ".join(str(holder_of(cfo).pk) if name == "person_id" else f'"{name}"' for name in columns)
    table, names = "mandates_signature", ", ".join(f'"{name}"' for name in columns)
    ways = {
        "sqlite": f"INSERT OR REPLACE INTO {table} ({names}) SELECT {others} FROM {table}",
        "postgresql": f"INSERT INTO {table} (id, {names}) SELECT id, {others} FROM {table}"
        " ON CONFLICT (id) DO UPDATE SET person_id = EXCLUDED.person_id",
    }

    with connection.cursor() as cursor:
        assert refuses(lambda: cursor.execute(ways[connection.vendor]))
    assert Signature.objects.get().person_id == given.person_id
