"""Whatever people do in rounds, in whatever order, at whatever time; and what must never be after each of it."""

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from mandates.models import Objection
from mandates.services import drafting, objections, rounds, signoff, sources
from mandates.states import AgreementRule, RoundState, StanceChoice, VersionState
from mandates.terms import Terms
from pmo import clock
from pmo.access.models import Person
from tests.consensus import never
from tests.consensus.memory import Heard
from tests.consensus.room import PLACES, REACHED, SEATS, Room
from tests.consensus.tampering import refused_by_the_database
from tests.scenes.rounds import in_days

CHOICES = st.sampled_from(list(StanceChoice))


class Consensus(Room):
    """Every deed of a round, at any time."""

    @rule(
        terms=st.builds(
            Terms,
            rule=st.sampled_from(list(AgreementRule)),
            needed_of=st.integers(1, 3),
            abstentions=st.sampled_from(("count", "leave")),
            reason_due=st.sampled_from(("never", "objections", "always")),
            overruling=st.booleans(),
            blind=st.booleans(),
        ),
        required=st.sets(st.integers(0, 2), max_size=1),
        days=st.integers(0, 2),
    )
    def open(self, terms, required, days):
        terms = Terms(**vars(terms) | {"required": tuple(self.seats[seat] for seat in required)})
        deed = {"version_id": self.version.pk, "deadline": in_days(self.office, days), "terms": terms}
        before = set(self.memory.rounds)
        self.place_the_rest()
        moved = never.moved(self.memory, self.version) - self.memory.source_answers
        round_ = self.tried(lambda: rounds.open_round(**deed, by=self.manager))
        if round_ and round_.pk not in before:
            assert not moved
            opened = self.memory.rounds[round_.pk] = never.as_they_stand()[round_.pk]
            assert opened.rule["rule"] == terms.rule
            assert set(opened.required) == set(terms.required)
            never.opened_rightly(self.memory, opened, self.today)
            REACHED.update(f"{standing} shown" for _line, _wording, standing, _reason in opened.sources)

    @rule(
        seat=SEATS,
        who=st.sampled_from(("holder", "holder", "former", "other")),
        place=PLACES,
        choice=CHOICES,
        right=st.sampled_from((True, True, False)),
    )
    def answer(self, seat, place, choice, who="holder", right=True):
        opened = self.memory.last
        if opened is None:
            return
        item = self.round.items.all()[place]
        first, now = self.memory.tenures[self.seats[seat]][0][2], self.holder(seat)
        person = {"holder": now, "former": Person.objects.get(pk=first), "other": self.holder((seat + 1) % 4)}[who]
        stance = self.tried(
            lambda: rounds.take_stance(
                item_id=item.pk,
                seat_id=self.seats[seat],
                choice=choice,
                reason="Because.",
                proposed_change="Instead.",
                shown_digest=item.digest if right else "0" * 64,
                by=person,
            )
        )
        self._heard(opened, seat, person, stance, choice, right=right)

    @rule(seat=SEATS, place=PLACES)
    def ratify(self, seat, place):
        opened = self.memory.last
        if opened is None:
            return
        item, person = self.round.items.all()[place], self.holder(seat)
        deed = {"item_id": item.pk, "seat_id": self.seats[seat], "shown_digest": item.digest}
        if stance := self.tried(lambda: rounds.ratify(**deed, by=person)):
            others = [each for each in self.memory.heard if each.seat == self.seats[seat] and each.person != person.pk]
            before = [each for each in others if (each.line, each.digest) == (item.line_id, item.digest)]
            assert not opened.rule["blind"]
            assert before[-1].choice == stance.choice
            REACHED.add("ratified")
            self._heard(opened, seat, person, stance, stance.choice, right=True)

    def _heard(self, opened, seat, person, stance, choice, *, right):
        """Hold that an answer is taken in time, on what is shown, from whoever holds the seat; and remember it."""
        if stance is None:
            if opened.is_open and clock.now() >= opened.deadline_at:
                REACHED.add("too late")
            return
        if stance.pk in {each.stance for each in self.memory.heard}:
            return
        assert opened.is_open
        assert clock.now() < opened.deadline_at
        assert right
        assert self.memory.holder(self.seats[seat], self.today) == person.pk
        number, line, digest = opened.number, stance.item.line_id, stance.item.digest
        self.memory.heard.append(Heard(stance.pk, number, self.seats[seat], line, person.pk, digest, str(choice)))

    @rule(choice=CHOICES)
    def all_answer(self, choice):
        for seat in range(4):
            for place in range(2):
                self.answer(seat=seat, place=place, choice=choice)

    @rule(days=st.integers(-1, 4))
    def extend(self, days):
        opened = self.memory.last
        until = in_days(self.office, days)
        if opened is None or not self.tried(
            lambda: rounds.extend_round(round_id=self.round.pk, deadline=until, by=self.manager)
        ):
            return
        if until != opened.deadline:
            assert opened.is_open
            assert clock.now() < opened.deadline_at
            assert until > opened.deadline
            assert not self.memory.all_answered(opened, self.today, in_round=True)
            opened.deadline, opened.deadline_at = until, self.round.deadline_at
            REACHED.add("extended")

    @rule(how=st.sampled_from(("close", "close", "worker", "cancel")))
    def end(self, how):
        opened, round_ = self.memory.last, self.round
        if opened is None:
            return
        deeds = {
            "close": lambda: rounds.close_round(round_id=round_.pk, by=self.manager),
            "worker": lambda: rounds.close_overdue_rounds(clock.now()),
            "cancel": lambda: rounds.cancel_round(round_id=round_.pk, reason="Wrong.", by=self.manager),
        }
        self.tried(deeds[how])
        round_.refresh_from_db()
        if not opened.is_open or round_.state == RoundState.OPEN:
            return
        REACHED.add(str(round_.state))
        opened.is_cancelled = round_.state == RoundState.CANCELLED
        if not opened.is_cancelled:
            self._closed(opened)

    def _closed(self, opened):
        """Hold that it was time to close, and that all agree exactly where the version is frozen now."""
        never.close_was_due(self.memory, opened, self.today, clock.now())
        opened.speakers = self.memory.speakers(opened, self.today)
        is_agreed = self.memory.agreed(opened, self.today) == {line for line, _digest in opened.asked}
        is_moved = bool(never.moved(self.memory, self.version) - self.memory.source_answers)
        assert (self.version.state == VersionState.AGREED) == (is_agreed and not is_moved)
        REACHED.update({"agreed"} if is_agreed else set(), {"moved"} if is_agreed and is_moved else set())
        never.frozen_rightly(self.memory, self.version, self.today)

    # what moved on, and what was objected to

    @rule(place=st.integers(0, 3), right=st.sampled_from((True, True, False)))
    def answer_source(self, place, right):
        version = self.version
        if found := sorted(never.moved(self.memory, version)):
            line, requirement, digest, to = found[place % len(found)]
            deed = {"version_id": version.pk, "line_id": line, "requirement_id": requirement, "reason": "It holds."}
            to = to if right else "0" * 64
            if self.tried(lambda: sources.answer_source(**deed, moved_to=to, by=self.manager)):
                assert right
                self.memory.source_answers.add((line, requirement, digest, to))

    @rule()
    def take_as_agreed(self):
        version = self.version
        if self.tried(lambda: sources.take_as_agreed(version_id=version.pk, by=self.manager)):
            REACHED.add("taken as agreed")
        never.frozen_rightly(self.memory, self.version, self.today)

    @rule(how=st.sampled_from(("withdraw", "overrule", "answer")), seat=SEATS)
    def resolve(self, how, seat):
        still = Objection.objects.filter(resolution="").select_related("stance__item", "stance__participant").last()
        if still is None:
            return
        person, opened = self.holder(seat), self.memory.rounds[still.stance.item.round_id]
        by = {"objection_id": still.pk, "by": self.manager}
        deeds = {
            "withdraw": lambda: objections.withdraw_objection(objection_id=still.pk, by=person),
            "overrule": lambda: objections.overrule_objection(reason="By the rule.", **by),
            "answer": lambda: objections.answer_objection(answer="We talked.", **by),
        }
        if self.tried(deeds[how]):
            REACHED.add(how)
            assert how != "withdraw" or still.stance.participant.seat_id == self.seats[seat]
            if how == "overrule":
                assert opened.rule["overruling"]
                assert still.stance.item.line_id in self.memory.agreed(opened, self.today)

    # whole ways, which single deeds seldom find

    @rule(choice=CHOICES, blind=st.booleans(), by_rule=st.sampled_from(list(AgreementRule)))
    def whole_round(self, choice, blind, by_rule):
        self.open(terms=Terms(by_rule, needed_of=2, blind=blind), required=set(), days=1)
        self.all_answer(choice=choice)
        self.end(how="close")

    @rule(seat=SEATS, how=st.sampled_from(("correct", "reword", "decline", "withdraw")), choice=CHOICES)
    def round_whose_words_move(self, seat, how, choice):
        self.open(terms=Terms(), required=set(), days=1)
        self.say(seat=seat, how=how)
        self.all_answer(choice=choice)
        self.end(how="close")

    @rule(
        way=st.sampled_from(("cancel", "late", "longer")), choice=CHOICES, by_rule=st.sampled_from(list(AgreementRule))
    )
    def round_that_ends_otherwise(self, way, choice, by_rule):
        """Cancel a round, let it lapse, or give more time; the third seat answers last, perhaps too late."""
        self.open(terms=Terms(by_rule, needed_of=3), required=set(), days=0)
        for seat, place in ((0, 0), (0, 1), (1, 0), (3, 0), (3, 1)):
            self.answer(seat=seat, place=place, choice=choice)
        if way == "cancel":
            self.end(how="cancel")
            return
        if way == "longer":
            self.extend(days=1)
        self.let_time_pass(hours=25)
        for seat, place in ((1, 1), (2, 0), (2, 1)):
            self.answer(seat=seat, place=place, choice=choice)
        self.end(how="worker")
        self.end(how="close")

    @rule(seat=st.integers(0, 2), ratifies=st.booleans(), choice=CHOICES)
    def round_with_a_new_holder(self, seat, ratifies, choice):
        self.open(terms=Terms(blind=False), required={seat}, days=2)
        self.all_answer(choice=choice)
        self.hand_over(seat=seat, days=0)
        self.end(how="close")
        for place in range(2 if ratifies else 0):
            self.ratify(seat=seat, place=place)
        self.answer(seat=seat, place=0, choice=StanceChoice.AGREE, who="former")
        self.let_time_pass(hours=49)
        self.end(how="close")

    @rule()
    def settle(self):
        """Withdraw what was objected to, answer every source, and take what is agreed."""
        for seat in range(3):
            self.resolve(how="withdraw", seat=seat)
        for place in range(4):
            self.answer_source(place=place, right=True)
        self.take_as_agreed()

    @rule()
    def begin_again(self):
        """Let the first seat decline to sign what is agreed: the next draft begins as its copy."""
        version = self.version
        if version.state == VersionState.AGREED:
            same = {"version_id": version.pk}
            self.tried(lambda: signoff.send_for_signature(**same, by=self.manager))
            deed = {"seat_id": self.seats[0], "shown_digest": version.digest, "reason": "No."}
            self.tried(lambda: signoff.decline(**same, **deed, by=self.holder(0)))
            self.tried(lambda: drafting.open_draft(office_id=self.office.pk, by=self.manager))

    @rule()
    def tamper(self):
        if self.round:
            refused_by_the_database(self.round)

    @invariant()
    def nothing_forbidden_is_reached(self):
        memory = self.memory
        never.rounds_as_opened(memory)
        never.answers_on_what_was_shown(memory)
        never.what_moved_shows(memory, self.version)
        if round_ := self.round:
            never.agreement_follows(memory, round_, self.today)
