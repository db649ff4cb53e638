"""Whatever people do in whatever order, no forbidden state is reached."""

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from mandates.agreement import needed
from mandates.models import ConsensusRound, MandateVersion, RoundItem, Signature, Stance
from mandates.services import drafting, rounds, signoff, statements
from mandates.states import AgreementRule, LineKind, RoundState, StanceChoice, VersionState
from mandates.terms import Terms
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from tests.scenes.executives import a_seat, an_office, holder_of, manager_of
from tests.scenes.rounds import a_proof, given_by, in_days

SEATS = st.integers(0, 2)
REACHED: set[str] = set()
"""The states that the sequences came to: a test that never gets there proves nothing."""
CHOICES = st.sampled_from(list(StanceChoice))


class Consensus(RuleBasedStateMachine):
    """Three seats, a manager, and every deed of rounds and signing at any time."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.office = an_office()
        self.seats = [a_seat(self.office) for _seat in range(3)]
        self.manager = manager_of(self.office)
        self.frozen: dict[int, tuple] = {}
        self.deeds = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        shifting.unset_time()

    def tried(self, deed):
        """Do a deed if it is granted; a refusal changes nothing."""
        entries = self.entries()
        try:
            with transaction.atomic():
                return deed()
        except Refused:
            assert self.entries() == entries
            return None

    def entries(self):
        return LedgerEntry.objects.filter(office=self.office.pk).count()

    @property
    def version(self):
        return MandateVersion.objects.filter(mandate__office=self.office).order_by("pk").last()

    @property
    def round(self):
        return ConsensusRound.objects.filter(mandate__office=self.office).order_by("pk").last()

    @rule(text=st.sampled_from(["One.", "Two.", "Three."]))
    def write(self, text):
        version = self.tried(lambda: drafting.open_draft(office_id=self.office.pk, by=self.manager))
        statement = version.statements.first()
        if statement is None:
            self.tried(
                lambda: statements.add_statement(
                    version_id=version.pk, kind=LineKind.ISSUE, text=text, profile=None, by=self.manager
                )
            )
            return
        self.tried(
            lambda: statements.change_statement(
                statement_id=statement.pk, text=text, profile=None, shown_digest=statement.digest, by=self.manager
            )
        )

    @rule(by_rule=st.sampled_from(list(AgreementRule)))
    def open(self, by_rule):
        if self.version:
            self.tried(
                lambda: rounds.open_round(
                    version_id=self.version.pk, deadline=in_days(self.office, 3), terms=Terms(by_rule), by=self.manager
                )
            )

    @rule(seat=SEATS, other=SEATS, choice=CHOICES, right=st.booleans())
    def answer(self, seat, other, choice, right):
        if not self.round:
            return
        item = self.round.items.first()
        self.tried(
            lambda: rounds.take_stance(
                item_id=item.pk,
                seat_id=self.seats[seat].pk,
                choice=choice,
                reason="Because.",
                proposed_change="Instead.",
                shown_digest=item.digest if right else "0" * 64,
                by=holder_of(self.seats[other]),
            )
        )

    @rule(choice=CHOICES)
    def all_answer(self, choice):
        for number in range(3):
            self.answer(seat=number, other=number, choice=choice, right=True)

    @rule(deed=st.sampled_from(["close", "cancel", "time"]))
    def end(self, deed):
        if not self.round:
            return
        ends = {
            "close": lambda: rounds.close_round(round_id=self.round.pk, by=self.manager),
            "cancel": lambda: rounds.cancel_round(round_id=self.round.pk, reason="Wrong.", by=self.manager),
            "time": self._let_time_pass,
        }
        self.tried(ends[deed])

    def _let_time_pass(self):
        rounds.close_overdue_rounds(self.round.deadline_at) if clock.now() >= self.round.deadline_at else None

    @rule()
    def send(self):
        if self.version:
            self.tried(lambda: signoff.send_for_signature(version_id=self.version.pk, by=self.manager))

    @rule(seat=SEATS, other=SEATS, right=st.booleans())
    def sign(self, seat, other, right):
        version, person = self.version, holder_of(self.seats[other])
        if version:
            self.tried(
                lambda: signoff.sign(
                    version_id=version.pk,
                    seat_id=self.seats[seat].pk,
                    shown_digest=version.digest if right else "0" * 64,
                    proof=a_proof(version, person),
                    given=given_by(person),
                    by=person,
                )
            )

    @rule()
    def all_sign(self):
        for number in range(3):
            self.sign(seat=number, other=number, right=True)

    @rule(seat=SEATS)
    def decline(self, seat):
        version = self.version
        if version:
            self.tried(
                lambda: signoff.decline(
                    version_id=version.pk,
                    seat_id=self.seats[seat].pk,
                    shown_digest=version.digest,
                    reason="No.",
                    by=holder_of(self.seats[seat]),
                )
            )

    @rule(text=st.sampled_from(["One.", "Two.", "Three."]), choice=CHOICES)
    def whole_round(self, text, choice):
        self.write(text=text)
        self.open(by_rule=AgreementRule.UNANIMITY)
        self.all_answer(choice=choice)
        self.answer(seat=0, other=0, choice=StanceChoice.AGREE, right=True)
        self.end(deed="close")

    @rule()
    def whole_way(self):
        self.whole_round(text="Two.", choice=StanceChoice.AGREE)
        self.send()
        self.all_sign()

    @rule(seat=SEATS)
    def way_to_a_decline(self, seat):
        self.whole_round(text="Three.", choice=StanceChoice.RESERVATION)
        self.send()
        self.sign(seat=(seat + 1) % 3, other=(seat + 1) % 3, right=True)
        self.decline(seat=seat)

    @invariant()
    def one_answer_counts_a_seat(self):
        counting = Stance.objects.filter(superseded_at__isnull=True).values("item", "participant")
        assert not counting.annotate(count=Count("pk")).filter(count__gt=1).exists()

    @invariant()
    def every_answer_stands_on_the_text_shown_and_by_the_person_asked(self):
        for stance in Stance.objects.select_related("item", "participant"):
            assert stance.digest == stance.item.digest
            assert stance.person_id == stance.participant.person_id

    @invariant()
    def a_round_stays_as_it_was_opened(self):
        for each in ConsensusRound.objects.filter(mandate__office=self.office):
            items = tuple(RoundItem.objects.filter(round=each).values_list("line", "digest", "content"))
            seats = tuple(each.participants.values_list("seat", "person", "counted"))
            now = (each.rule, each.needed, each.seats_counted, each.deadline_at, items, seats)
            assert self.frozen.setdefault(each.pk, now) == now

    @invariant()
    def versions_are_where_they_may_be(self):
        versions = list(MandateVersion.objects.filter(mandate__office=self.office))
        REACHED.update(version.state for version in versions)
        in_force = [version for version in versions if version.state == VersionState.IN_FORCE]
        assert len(in_force) <= 1
        for version in in_force:
            signed = set(Signature.objects.filter(version=version, digest=version.digest).values_list("seat_id"))
            assert len(signed) >= needed(version.signing_rule, version.signature_requests.count())
        open_rounds = ConsensusRound.objects.filter(mandate__office=self.office, state=RoundState.OPEN)
        assert open_rounds.count() == sum(version.state == VersionState.IN_CONSENSUS for version in versions) <= 1

    @invariant()
    def every_deed_has_its_entry(self):
        entries = LedgerEntry.objects.filter(office=self.office.pk)
        mine = {"item__round__mandate__office": self.office}
        versions = MandateVersion.objects.filter(mandate__office=self.office)
        rounds_here = ConsensusRound.objects.filter(mandate__office=self.office)
        assert entries.filter(event="stance.taken").count() == Stance.objects.filter(**mine).count()
        assert entries.filter(event="round.opened").count() == rounds_here.count()
        assert entries.filter(event__in=["round.closed", "round.cancelled"]).count() == (
            rounds_here.exclude(state=RoundState.OPEN).count()
        )
        assert entries.filter(event="version.signed").count() == (
            Signature.objects.filter(version__mandate__office=self.office).count()
        )
        assert entries.filter(event="version.in_force").count() == versions.filter(in_force_at__isnull=False).count()


@pytest.mark.django_db
def test_no_sequence_of_deeds_reaches_a_forbidden_state():
    run_state_machine_as_test(
        Consensus,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert {VersionState.AGREED, VersionState.IN_FORCE, VersionState.SUPERSEDED, VersionState.WITHDRAWN} <= REACHED
