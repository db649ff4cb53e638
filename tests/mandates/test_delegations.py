"""Signing in somebody's place: who may be named, for what, for how long; and signatures on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from executives.services import seats
from mandates.control_states import DelegationScope
from mandates.duties import owed_by
from mandates.models import MandateVersion, Signature
from mandates.rules.delegations import NewDelegation
from mandates.selectors.signoff import delegations_now
from mandates.services import paper_signatures, signoff
from mandates.services.delegations import end_delegation, name_delegate
from mandates.states import SignatureState, VersionState
from pmo import clock
from pmo.access.services import grant_role
from pmo.access.standing import standing_of
from pmo.access.states import Role
from pmo.access.verdicts import Refused
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import a_manager, a_person, a_seat, administrator_of, an_office, holder_of, manager_of
from tests.scenes.mandates import url, words
from tests.scenes.rounds import a_proof, a_version_out_for_signature, given_by, in_days, signed
from tests.scenes.signing_mails import SCAN, allowed, delegate_asked, signed_for_you
from tests.scenes.turnover import a_newcomer, takes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_time")]


@pytest.fixture
def office():
    office = an_office()
    allowed(office, delegation=True)
    return office


@pytest.fixture
def ceo(office):
    return a_seat(office, "Chief Executive", name="Ada Oyelaran")


@pytest.fixture
def aide(office):
    return a_seat(office, "Head of Staff", "informed", name="Tom Aide")


@pytest.fixture
def version(office, ceo, aide):
    return a_version_out_for_signature(office)


def named(seat, person, *, by=None, scope=DelegationScope.ALL, days=(0, 9)):
    office = seat.office
    given = NewDelegation(person, scope, in_days(office, days[0]), in_days(office, days[1]))
    return name_delegate(seat_id=seat.pk, given=given, by=by or holder_of(seat))


def signs(version, seat, person):
    return signoff.sign(
        version_id=version.pk,
        seat_id=seat.pk,
        shown_digest=version.digest,
        proof=a_proof(version, person),
        given=given_by(person),
        by=person,
    )


def duties(person, office):
    return [duty for duty in owed_by(standing_of(person, office)) if duty.kind == "version.sign"]


def test_a_delegate_signs_once_for_the_seat_and_the_page_says_for_whom(client, office, version, ceo, aide):
    tom = holder_of(aide)
    before = duties(tom, office)
    named(ceo, tom)
    owed = duties(tom, office)
    client.force_login(tom)
    asked = words(client.get(url(version, "sign")))

    signature = signs(version, ceo, tom)

    assert (before, len(owed)) == ([], 1)
    assert "sign it for Ada Oyelaran, as Chief Executive" in asked
    assert (signature.person, signature.delegation.by) == (tom, holder_of(ceo))
    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.IN_FORCE
    assert "Tom Aide for Ada Oyelaran" in words(client.get(url(version, "signatures")))
    with pytest.raises(Refused):
        signed(version, ceo)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("over", "that is over"),
        ("early", "not before"),
        ("minor only", "minor amendments"),
        ("not allowed", "nobody signs for somebody else"),
        ("handed over", "Only the present holder"),
        ("ended", "that is over"),
        ("manager by now", "A PMO manager signs for nobody"),
        ("without a seat by now", "who holds a seat"),
    ],
)
def test_out_of_scope_a_delegate_signs_nothing(office, version, ceo, aide, case, sentence):
    tom = holder_of(aide)
    scope = DelegationScope.MINOR if case == "minor only" else DelegationScope.ALL
    delegation = named(ceo, tom, scope=scope, days=(3, 9) if case == "early" else (0, 9))
    if case == "over":
        shifting.set_time(clock.now() + timedelta(days=10))
    elif case == "not allowed":
        allowed(office)
    elif case == "handed over":
        seats.seat_person(seat_id=ceo.pk, person=a_person(office), start=in_days(office, 0), by=manager_of(office))
    elif case == "ended":
        end_delegation(delegation_id=delegation.pk, by=holder_of(ceo))
    elif case == "manager by now":
        grant_role(office_id=office.pk, person=tom, role=Role.MANAGER, by=administrator_of(office))

    elif case == "without a seat by now":
        seats.vacate_seat(seat_id=aide.pk, last_day=in_days(office, -1), by=manager_of(office))

    with pytest.raises(Refused, match=sentence):
        signs(version, ceo, tom)
    assert not duties(tom, office)
    assert not Signature.objects.exists()


def test_whom_nobody_may_name_is_refused_with_the_reason(office, version, ceo, aide):
    manager, hat = a_manager(office), a_seat(office, "Second hat", "informed")
    seats.seat_person(seat_id=hat.pk, person=manager, start=in_days(office, 0), by=manager_of(office))

    for person, sentence in (
        (manager, "A PMO manager"),
        (a_person(office), "holds a seat"),
        (holder_of(ceo), "for yourself already"),
    ):
        with pytest.raises(Refused, match=sentence):
            named(ceo, person)
    with pytest.raises(Refused, match="at most a year"):
        named(ceo, holder_of(aide), days=(0, 400))
    with pytest.raises(Refused, match="Only the holder of a seat"):
        named(ceo, holder_of(aide), by=holder_of(aide))


def test_who_stands_in_hands_nothing_on(office, version, ceo, aide):
    third = a_seat(office, "Third", "informed")
    named(ceo, holder_of(aide))
    named(aide, holder_of(third))

    with pytest.raises(Refused, match="Only the present holder"):
        signs(version, ceo, holder_of(third))


def test_on_the_page_one_names_and_ends(client, office, version, ceo, aide):
    client.force_login(holder_of(ceo))
    page, tom = url(version, "delegation"), holder_of(aide)
    given = {
        "seat": ceo.pk,
        "delegate": tom.pk,
        "scope": "all",
        "first": in_days(office, 0),
        "last": in_days(office, 5),
    }

    client.post(page, given)
    shown = words(client.get(page))
    client.post(url(version, "end-delegation", number=ceo.delegations.get().pk))

    assert "Tom Aide" in shown
    assert ceo.delegations.get().ended_at is not None
    assert Mail.objects.get(kind="delegation.named").person == tom


def test_only_an_administrator_says_what_is_allowed(client, office, version, ceo):
    page = url(version, "signing-policy")
    client.force_login(manager_of(office))
    assert client.get(page).status_code == 403

    client.force_login(administrator_of(office))
    client.post(page, {"paper_counts": "on", "objection_days": "14"})
    wrong = client.post(page, {"objection_days": "0"})

    policy = office.signing_policy
    assert (policy.paper_counts, policy.delegation, policy.objection_days) == (True, False, 14)
    assert wrong.status_code == 400


def recorded(version, seat, *, data=SCAN, days=0, by=None):
    office = version.mandate.office
    return paper_signatures.record_signature(
        version_id=version.pk,
        seat_id=seat.pk,
        day=in_days(office, days),
        name="../scan",
        data=data,
        shown_digest=version.digest,
        by=by or manager_of(office),
    )


def test_a_paper_counts_where_the_rule_allows_it_and_every_page_says_so(client, office, version, ceo):
    with pytest.raises(Refused, match="does not count"):
        recorded(version, ceo)
    allowed(office, paper_counts=True)

    signature, again = (recorded(version, ceo) for _click in range(2))

    client.force_login(holder_of(ceo))
    assert signature == again
    assert signature.word.label == "Signed on paper"
    assert "On paper, recorded by Mina Manager" in words(client.get(url(version, "signatures")))
    answer = client.get(url(version, "signature-paper", number=signature.paper.pk))
    assert (answer.content, answer["Content-Type"]) == (SCAN, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert version.signature_requests.get().state == SignatureState.SIGNED
    assert Mail.objects.get(kind="version.signed_on_paper").person == holder_of(ceo)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"data": b"<html>"}, "no PDF|PDF, PNG or JPEG"),
        ({"data": b""}, "empty"),
        ({"days": 1}, "today at the latest"),
        ({"days": -1}, "fixed after that day"),
    ],
)
def test_what_is_no_paper_of_a_signature_is_refused(office, version, ceo, given, sentence):
    allowed(office, paper_counts=True)

    with pytest.raises(Refused, match=sentence):
        recorded(version, ceo, **given)
    assert not Signature.objects.exists()


def test_only_a_manager_records_a_paper_and_others_do_not_read_it(client, office, version, ceo, aide):
    allowed(office, paper_counts=True)
    with pytest.raises(Refused):
        recorded(version, ceo, by=holder_of(ceo))
    signature = recorded(version, ceo)

    client.force_login(holder_of(aide))

    assert client.get(url(version, "signature-paper", number=signature.paper.pk)).status_code == 403


def test_the_paper_is_offered_to_those_who_may_open_it_and_to_nobody_else(client, office, version, ceo, aide):
    allowed(office, paper_counts=True)
    paper, signer, stranger = recorded(version, ceo).paper, holder_of(ceo), holder_of(aide)
    takes(a_seat(office, "Guest", "informed"), signer)
    takes(ceo, a_newcomer(office))
    link, page = url(version, "signature-paper", number=paper.pk), url(version, "signatures")

    offered = {}
    for person in (signer, manager_of(office), stranger):
        client.force_login(person)
        offered[person] = link in client.get(page).content.decode()
        assert (client.get(link).status_code == 200) == offered[person]

    assert offered == {signer: True, manager_of(office): True, stranger: False}


@pytest.mark.parametrize(
    ("scene", "subject"),
    [(delegate_asked, "Sign version 1.0 of the mandate for"), (signed_for_you, "has signed version 1.0 for you")],
)
def test_a_delegate_is_told_what_waits_and_the_holder_what_was_signed(scene, subject):
    step = scene()
    next(step)
    before = [mail.subject for mail in Mail.objects.all()]

    next(step, None)

    assert not [each for each in before if subject in each]
    assert [mail.subject for mail in Mail.objects.all() if subject in mail.subject]


def test_a_delegate_gives_it_back_on_the_page(client, office, ceo, aide):
    delegation = named(ceo, holder_of(aide))
    client.force_login(holder_of(aide))
    way = reverse("mandates:end-delegation", kwargs={"office": office.slug, "number": delegation.pk})

    shown = client.get(reverse("mandates:delegation", kwargs={"office": office.slug})).content.decode()

    assert f'action="{way}"' in shown
    assert way not in client.post(way, follow=True).content.decode()


def test_a_delegate_who_manages_by_now_is_not_asked_to_sign(office, version, ceo, aide):
    delegation = named(ceo, holder_of(aide))
    before = delegations_now(office, [ceo.pk], version.amendment_class)

    grant_role(person=holder_of(aide), office_id=office.pk, role=Role.MANAGER, by=administrator_of(office))

    assert before == [delegation]
    assert delegations_now(office, [ceo.pk], version.amendment_class) == []
