"""Every deed of signing, in whatever order, at whatever time; and what must never be after each of them."""

from datetime import timedelta

import hypothesis.strategies as st
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from executives.services import seats as seating
from mandates.models import Condition, MandateVersion, Signature, SignatureRequest
from mandates.rules.signoff import NewCondition
from mandates.selectors.signing_terms import terms_of
from mandates.services import conditions, drafting, signoff, statements
from mandates.services.agreeing import agree
from mandates.services.forces import put_due_in_force
from mandates.services.signing import set_signing
from mandates.signing_terms import SeatPlace, SigningTerms
from mandates.states import OPEN_STATES, AgreementRule, LineKind, VersionState
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from pmo.clock import shifting
from pmo.clock.calendar import end_of
from tests.scenes.executives import a_person, a_seat, an_office, manager_of
from tests.scenes.held import as_if_agreed
from tests.scenes.rounds import a_proof, given_by, in_days

SEATS, SIGNATORY = st.integers(0, 4), st.integers(0, 3)
REASON = "Because."
NEEDED = {"unanimity": lambda n: n, "majority": lambda n: n // 2 + 1, "n_of_m": lambda _n: 2}
REACHED: set[str] = set()
"""What the sequences came to: a test that never gets there proves nothing."""


def people() -> tuple[Office, list[int], Person]:
    """Return an office with six seats, of which four sign, and its manager."""
    office = an_office()
    seats = [a_seat(office, sponsor=number == 0).pk for number in range(4)]
    seats += [a_seat(office, role=role).pk for role in ("input", "informed")]
    return office, seats, manager_of(office)


class Signing(RuleBasedStateMachine):
    """Four seats sign, one of them the sponsor, one is asked, one reads; a manager.

    The version is agreed without rounds, which have a walk of their own.
    """

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.office, self.seats, self.manager = self.people()
        self.frozen: dict[int, tuple] = {}
        self.states: dict[int, str] = {}
        self.begin()

    def people(self):
        """Return the office, its seats and its manager."""
        return people()

    def begin(self):
        """Bring about what the walk starts from."""
        self.draft(rule="unanimity", second=None, must=None, days=None)

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        shifting.unset_time()

    def tried(self, deed, name=""):
        """Do a deed if it is granted; a refusal changes nothing."""
        entries = self.entries().count()
        try:
            with transaction.atomic():
                done = deed()
        except Refused:
            assert self.entries().count() == entries
            return None
        REACHED.add(name)
        return done

    def entries(self, event=""):
        found = LedgerEntry.objects.filter(office=self.office.pk)
        return found.filter(event=event) if event else found

    @property
    def version(self):
        return MandateVersion.objects.filter(mandate__office=self.office).order_by("pk").last()

    def holder(self, seat):
        held = self.office.seats.get(pk=self.seats[seat]).holders.order_by("start").last()
        return held.person if held and held.is_open_on(clock.today(self.office.time_zone)) else None

    # the manager

    @rule(
        rule=st.sampled_from(list(NEEDED)),
        second=st.none() | SIGNATORY,
        must=st.none() | SIGNATORY,
        days=st.sampled_from((None, None, 1)),
    )
    def draft(self, rule, second, must, days):
        """Write the next draft, say how it is signed, and let it be agreed."""
        version = drafting.open_draft(office_id=self.office.pk, by=self.manager)
        if version.state != VersionState.DRAFT:
            return
        if not version.statements.exists():
            said = {"kind": LineKind.ISSUE, "text": "Jobs finish late.", "profile": None}
            statements.add_statement(version_id=version.pk, by=self.manager, **said)
        places = [SeatPlace(self.seats[n], 2 if n == second else 1, must=n == must) for n in range(4)]
        day = None if days is None else in_days(self.office, days)
        terms = SigningTerms(rule, 2 if rule == AgreementRule.N_OF_M else None, day, tuple(places))
        shown = terms_of(version).digest
        set_signing(version_id=version.pk, terms=terms, shown_digest=shown, by=self.manager)
        agree(as_if_agreed(self.version), by=self.manager)

    @rule(days=st.sampled_from((None, 0, 1, 3)))
    def send(self, days):
        due = None if days is None else in_days(self.office, days)
        self.tried(lambda: signoff.send_for_signature(version_id=self.version.pk, due=due, by=self.manager), "sent")

    @rule(days=st.integers(0, 4))
    def extend(self, days):
        due = in_days(self.office, days)
        self.tried(lambda: signoff.extend_signing(version_id=self.version.pk, due=due, by=self.manager), "extended")

    @rule()
    def recall(self):
        self.tried(lambda: signoff.recall(version_id=self.version.pk, reason=REASON, by=self.manager), "recalled")

    @rule(seat=SEATS, by=st.sampled_from((0, 0, 1)))
    def waive(self, seat, by):
        person = self.holder(by)
        deed = {"version_id": self.version.pk, "seat_id": self.seats[seat], "reason": REASON}
        if person and self.tried(lambda: signoff.waive_seat(**deed, by=person), "waived"):
            assert by == 0
            assert self.holder(seat) is None or self.version.waivers.filter(at__lt=clock.now()).exists()

    # those who sign

    @rule(
        seat=SEATS,
        other=st.sampled_from((None, None, None, 1)),
        right=st.sampled_from((True, True, False)),
        manner=st.sampled_from(("plain", "plain", "reservation", "condition", "precondition")),
    )
    def sign(self, seat, other=None, right=True, manner="plain"):
        person, version = self.holder(seat if other is None else other), self.version
        if person is None:
            return
        given = {"reservation": REASON} if manner == "reservation" else {}
        if manner.endswith("condition"):
            until = in_days(self.office, 2)
            given["condition"] = NewCondition(REASON, self.seats[1], until, manner == "precondition")
        before = set(version.signatures.values_list("pk", flat=True))
        due, places = self._due(version, seat), self._turns(version, seat)
        deed = {"version_id": version.pk, "seat_id": self.seats[seat], "proof": a_proof(version, person)}
        shown = version.digest if right else "0" * 64
        told = given_by(person, **given)
        signature = self.tried(lambda: signoff.sign(**deed, shown_digest=shown, given=told, by=person), manner)
        if signature and signature.pk not in before:
            assert right
            assert self.may_sign_for(seat, person)
            assert places
            assert due is None or clock.now() < end_of(due, self.office.time_zone)

    def may_sign_for(self, seat, person):
        return person == self.holder(seat)

    def _due(self, version, seat):
        asked = version.signature_requests.filter(seat=self.seats[seat]).first()
        return asked.due if asked else None

    def _turns(self, version, seat):
        """Say whether all that must sign in stages before the seat's have signed, and of each stage somebody."""
        own = version.signature_requests.filter(seat=self.seats[seat]).first()
        waived = set(version.waivers.values_list("seat_id", flat=True))
        earlier = version.signature_requests.filter(stage__lt=own.stage).exclude(seat__in=waived) if own else ()
        once = set(version.signatures.values_list("seat_id", flat=True))
        passed = {each.stage for each in earlier if each.seat_id in once}
        return all(each.seat_id in once if each.must else each.stage in passed for each in earlier)

    @rule(seat=SEATS)
    def revoke(self, seat):
        person = self.holder(seat)
        deed = {"version_id": self.version.pk, "seat_id": self.seats[seat], "reason": REASON}
        if person:
            self.tried(lambda: signoff.revoke(**deed, by=person), "revoked")

    @rule(seat=SEATS)
    def decline(self, seat):
        person, version = self.holder(seat), self.version
        deed = {"version_id": version.pk, "seat_id": self.seats[seat], "shown_digest": version.digest}
        if person:
            self.tried(lambda: signoff.decline(**deed, reason=REASON, by=person), "declined")

    @rule(end=st.sampled_from(("met", "let_go")), seat=SEATS)
    def end_condition(self, end, seat):
        found = Condition.objects.filter(ended_as="", signature__version__mandate__office=self.office).last()
        person = self.holder(seat)
        if found and person:
            deed = {"condition_id": found.pk, "ended_as": end, "word": REASON, "by": person}
            if self.tried(lambda: conditions.end_condition(**deed), end):
                assert found.signature.seat_id == self.seats[seat]

    # seats and time

    @rule(seat=st.integers(1, 3))
    def hand_over(self, seat):
        self.tried(lambda: self._seated(self.seats[seat]), "handed over")

    def _seated(self, seat):
        person, today = a_person(self.office), in_days(self.office, 0)
        return seating.seat_person(seat_id=seat, person=person, start=today, by=self.manager)

    @rule(seat=st.integers(1, 3))
    def vacate(self, seat):
        day = in_days(self.office, -1)
        self.tried(lambda: seating.vacate_seat(seat_id=self.seats[seat], last_day=day, by=self.manager), "vacated")

    @rule(hours=st.sampled_from((1, 13, 25, 265)))
    def let_time_pass(self, hours):
        shifting.set_time(clock.now() + timedelta(hours=hours))

    @rule()
    def worker(self):
        if put_due_in_force(clock.now()):
            REACHED.add("by the clock")

    # whole ways, which single deeds seldom find

    @rule(
        rule=st.sampled_from(list(NEEDED)),
        second=st.none() | SIGNATORY,
        manner=st.sampled_from(("plain", "precondition")),
    )
    def whole_way(self, rule, second, manner):
        self.draft(rule=rule, second=second, must=2, days=None)
        self.send(days=3)
        for seat in sorted(range(4), key=lambda seat: seat == second):
            self.sign(seat=seat, manner=manner if seat == 3 else "plain")

    @invariant()
    def versions_are_where_they_may_be(self):
        versions = list(MandateVersion.objects.filter(mandate__office=self.office))
        assert sum(version.state == VersionState.IN_FORCE for version in versions) <= 1
        assert sum(version.state in OPEN_STATES for version in versions) <= 1
        for version in versions:
            if version.is_frozen:
                assert self.frozen.setdefault(version.pk, (version.content, version.digest)) == (
                    version.content,
                    version.digest,
                )
            if version.state == VersionState.IN_FORCE and self.states.get(version.pk) != version.state:
                self._came_into_force(version)
            self.states[version.pk] = version.state
        REACHED.update(version.state for version in versions)

    def _came_into_force(self, version):
        standing = Signature.objects.filter(version=version, digest=version.digest, revoked_at__isnull=True)
        signed = set(standing.values_list("seat_id", flat=True))
        waived = set(version.waivers.values_list("seat_id", flat=True))
        asked = SignatureRequest.objects.filter(version=version).exclude(seat__in=waived)
        assert set(asked.filter(must=True).values_list("seat_id", flat=True)) <= signed
        assert len(signed) >= NEEDED[version.signing_rule](asked.count())
        assert not Condition.objects.filter(signature__in=standing, is_precondition=True, ended_as="").exists()
        assert version.not_before is None or in_days(self.office, 0) >= version.not_before

    @invariant()
    def every_signature_is_of_the_text_and_once_a_seat(self):
        self.versions_are_where_they_may_be()
        given = Signature.objects.filter(version__mandate__office=self.office).select_related("version")
        assert all(each.digest == self.frozen[each.version_id][1] for each in given)
        standing = [(each.version_id, each.seat_id) for each in given if not each.revoked_at]
        assert len(standing) == len(set(standing))

    @invariant()
    def every_deed_has_its_entry_and_every_entry_its_deed(self):
        here = {"version__mandate__office": self.office}
        versions = MandateVersion.objects.filter(mandate__office=self.office)
        signed = self.entries("version.signed").count() + self.entries("version.signed_on_paper").count()
        assert signed == Signature.objects.filter(**here).count()
        taken_back = Signature.objects.filter(**here, revoked_at__isnull=False)
        assert self.entries("version.revoked").count() == taken_back.count()
        assert self.entries("version.in_force").count() == versions.filter(in_force_at__isnull=False).count()
        assert self.entries("version.withdrawn").count() == versions.filter(state=VersionState.WITHDRAWN).count()
        ended = Condition.objects.filter(signature__version__mandate__office=self.office).exclude(ended_as="")
        assert self.entries("condition.ended").count() == ended.count()
        assert verify(self.office.pk).holds
