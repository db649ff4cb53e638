"""The people, their words and the draft: what goes on around the rounds, in whatever order, at whatever time."""

from datetime import timedelta

import hypothesis.strategies as st
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, rule

from executives.models import Requirement
from executives.services import requirements
from executives.services import seats as holding
from executives.states import DecisionRole
from mandates.models import ConsensusRound, MandateVersion
from mandates.services import drafting, statements
from pmo import clock
from pmo.access.models import Person
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from tests.consensus.memory import Memory, Wanted
from tests.scenes.executives import (
    LONG_AGO,
    a_confirmed_requirement,
    a_person,
    a_requirement,
    a_seat,
    an_office,
    holder_of,
    manager_of,
    some_words,
)
from tests.scenes.remembered import remembered
from tests.scenes.rounds import a_draft_saying, in_days

SEATS, PLACES = st.integers(0, 3), st.integers(0, 1)
REACHED: set[str] = set()
"""What the sequences came to: a test that never gets there proves nothing."""


@remembered
def a_room():
    """Return an office, three seats that count and one that does not, their words, and a draft of two statements."""
    office = an_office()
    seats = [a_seat(office) for _seat in range(3)] + [a_seat(office, role=DecisionRole.INPUT)]
    said = [a_confirmed_requirement(seat) for seat in seats[:3]] + [a_requirement(seats[3])]
    version = a_draft_saying(office, "One.", "Two.")
    for statement, wanted in zip(version.statements.order_by("pk"), said[:2], strict=True):
        statements.set_sources(statement_id=statement.pk, wording_ids=[wanted.wording_id], by=manager_of(office))
    return office, [seat.pk for seat in seats], [each.pk for each in said]


class Room(RuleBasedStateMachine):
    """Four seats, a manager, what they want, and the draft."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.office, self.seats, self.said = a_room()
        self.manager = manager_of(self.office)
        self.memory = Memory()
        for seat in self.office.seats.all():
            self.memory.take_seat(seat.pk, holder_of(seat).pk, LONG_AGO)
        for each in Requirement.objects.select_related("wording"):
            self.memory.wanted[each.pk] = Wanted(each.seat_id, str(each.state), each.wording_id, each.wording.digest)
        self.memory.confirmed = {self.memory.wanted[number].wording for number in self.said[:3]}

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        shifting.unset_time()

    def tried(self, deed):
        """Do a deed if it is granted; a refusal changes nothing."""
        entries = LedgerEntry.objects.count()
        try:
            with transaction.atomic():
                return deed()
        except Refused:
            assert LedgerEntry.objects.count() == entries
            return None

    @property
    def today(self):
        return clock.today(self.office.time_zone)

    @property
    def version(self):
        return MandateVersion.objects.filter(mandate__office=self.office).order_by("pk").last()

    @property
    def round(self):
        return ConsensusRound.objects.order_by("pk").last()

    def holder(self, seat):
        """Return who holds a seat today; of a vacant one the manager, who may do nothing for it."""
        return Person.objects.get(pk=self.memory.holder(self.seats[seat], self.today) or self.manager.pk)

    # what the executives want

    @rule(seat=SEATS, how=st.sampled_from(("confirm", "correct", "correct", "reword", "decline", "withdraw")))
    def say(self, seat, how):
        wanted, words = self.memory.wanted[self.said[seat]], some_words()
        same, person = {"requirement_id": self.said[seat], "shown_digest": wanted.digest}, self.holder(seat)
        deeds = {
            "confirm": lambda: requirements.confirm(**same, by=person),
            "correct": lambda: requirements.correct(**same, words=words, by=person),
            "reword": lambda: requirements.change_requirement(**same, words=words, by=self.manager),
            "decline": lambda: requirements.decline(**same, reason="Settled.", by=person),
            "withdraw": lambda: requirements.withdraw(requirement_id=self.said[seat], reason="Twice.", by=self.manager),
        }
        if self.tried(deeds[how]):
            self._note(wanted, how, words)

    def _note(self, wanted, how, words):
        states = {"reword": "recorded", "decline": "declined", "withdraw": "withdrawn"}
        wanted.state = states.get(how, "confirmed")
        wanted.reason = "Settled." if how == "decline" else ""
        if how in ("correct", "reword"):
            newest = Requirement.objects.get(seat=wanted.seat).wordings.order_by("-number").first()
            wanted.wording, wanted.digest = newest.pk, words.digest
        if wanted.state == "confirmed":
            self.memory.confirmed.add(wanted.wording)

    @rule(seat=SEATS, days=st.integers(0, 1))
    def hand_over(self, seat, days):
        start, newcomer = in_days(self.office, days), a_person(self.office)
        deed = {"seat_id": self.seats[seat], "person": newcomer, "start": start, "by": self.manager}
        if self.tried(lambda: holding.seat_person(**deed)):
            self.memory.take_seat(self.seats[seat], newcomer.pk, start)
            REACHED.add("handed over while asked" if self.memory.last and self.memory.last.is_open else "handed over")

    @rule(seat=st.sampled_from((2, 3, 3)))
    def vacate(self, seat):
        last_day = in_days(self.office, -1)
        if self.tried(lambda: holding.vacate_seat(seat_id=self.seats[seat], last_day=last_day, by=self.manager)):
            held = self.memory.tenures[self.seats[seat]]
            held[-1][1] = last_day if held[-1][1] is None else held[-1][1]

    # what the draft says

    @rule(place=PLACES, text=st.sampled_from(("One.", "Two.", "Three.", "Four.")))
    def write(self, place, text):
        version = self.tried(lambda: drafting.open_draft(office_id=self.office.pk, by=self.manager))
        statement = version.statements.order_by("pk")[place]
        new = {"text": text, "profile": None, "shown_digest": statement.digest, "by": self.manager}
        self.tried(lambda: statements.change_statement(statement_id=statement.pk, **new))

    @rule(place=PLACES, seats=st.sets(SEATS, max_size=2))
    def rest(self, place, seats):
        statement = self.version.statements.order_by("pk")[place]
        words = [self.memory.wanted[self.said[seat]].wording for seat in seats]
        deed = {"statement_id": statement.pk, "wording_ids": words, "by": self.manager}
        self.tried(lambda: statements.set_sources(**deed))

    def place_the_rest(self):
        """Give a reason for every confirmed requirement that is in no statement: without it no round opens."""
        version = self.version
        landed = version.statements.values_list("sources__wording__requirement", flat=True)
        for each in self.office.requirements.filter(state="confirmed").exclude(pk__in=[one for one in landed if one]):
            told = {"version_id": version.pk, "requirement_id": each.pk, "code": "not_now", "reason": "Later."}
            self.tried(lambda told=told: drafting.leave_out(**told, by=self.manager))

    @rule(place=PLACES)
    def follow(self, place):
        statement = self.version.statements.order_by("pk")[place]
        behind = statement.sources.values_list("wording__requirement", flat=True)
        words = [self.memory.wanted[number].wording for number in behind]
        self.tried(lambda: statements.set_sources(statement_id=statement.pk, wording_ids=words, by=self.manager))

    @rule(hours=st.sampled_from((1, 12, 25, 49)))
    def let_time_pass(self, hours):
        shifting.set_time(clock.now() + timedelta(hours=hours))
