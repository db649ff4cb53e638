"""Whole ways and half ones, which single deeds drawn by chance seldom find."""

import hypothesis.strategies as st
from hypothesis.stateful import rule

from mandates.states import SignatureState, VersionState
from tests.signing.drafts import LIGHT, WORDS
from tests.signing.light import Control
from tests.signing.memory import MAJOR, class_of, said

HALF_WAYS = ("revoke", "paper", "leave", "condition", "extend", "hand over", "nothing")


class Everything(Control):
    """All deeds, and ways of several of them."""

    @rule(is_light=st.booleans(), then=st.sampled_from(HALF_WAYS), change=st.sampled_from(("owner 4", "due", "anew")))
    def half_way(self, is_light, then, change="owner 4"):
        """Let one of those who are asked sign, and something happen before the next does."""
        self._settle()
        self.allow(paper=True, delegation=True, window=1)
        if is_light:
            self.amend(change=change)
            self.send_light(days=3)
        else:
            self.draft(rule="n_of_m", second=1, must=3, days=None)
            self.send(days=3)
        waiting = self.version.signature_requests.filter(state=SignatureState.WAITING).values_list("seat_id", flat=True)
        seats = [self.seats.index(pk) for pk in waiting]
        if not seats:
            return
        self.sign(seat=seats[-1], manner="precondition" if then == "condition" else "plain")
        deeds = {
            "revoke": lambda: self.revoke(seat=seats[-1]),
            "paper": lambda: self.paper(seat=seats[0]),
            "leave": lambda: (self.vacate(seat=3), self.waive(seat=3, by=0)),
            "condition": lambda: self.end_condition(end="met", seat=seats[-1]),
            "extend": lambda: self.extend(days=4),
            "hand over": lambda: self.hand_over(seat=max(1, seats[0])),
        }
        deeds.get(then, lambda: None)()

    @rule(changes=WORDS, end=st.sampled_from(("sign", "object", "late", "decline", "hand over")))
    def editorial_way(self, changes, end):
        self.light_way(changes=changes, window=1, end=end)

    @rule(
        changes=LIGHT,
        window=st.sampled_from((1, 10)),
        end=st.sampled_from(("sign", "sign", "object", "late", "decline", "recall", "hand over", "tamper")),
    )
    def light_way(self, changes, window=1, end="sign"):
        """Amend, send, let all sign, then end it in one of its ways."""
        self._settle()
        self.allow(paper=True, delegation=True, window=window)
        for change in changes:
            self.amend(change=change)
        self.send_light(days=None)
        version = self.version
        if version.state != VersionState.OUT_FOR_SIGNATURE:
            return
        before = {"decline": lambda: self.decline(seat=0), "recall": self.recall, "hand over": self._hand_over_two}
        after = {
            "tamper": self.tamper,
            "object": lambda: self.object(seat=4),
            "late": lambda: self._object_late(window),
        }
        before.get(end, lambda: None)()
        for seat in (4, 3, 2, 1, 0):
            self.sign(seat=seat)
        after.get(end, lambda: None)()

    def _settle(self):
        """Call back what is out, and bring in force what is major, so that a light amendment can be drafted."""
        for seat in range(5):
            if self.holder(seat) is None:
                self.hand_over(seat=seat)
        if self.version.state == VersionState.AGREED:
            self.send(days=None)
        if self.version.state in (VersionState.OUT_FOR_SIGNATURE, VersionState.ON_NOTICE):
            self.recall()
        version = self.version
        is_heavy = version.raised_to == MAJOR or class_of(said(self.in_force()), said(version)) == MAJOR
        if version.state == VersionState.DRAFT and is_heavy:
            self.whole_way(rule="unanimity", second=None, manner="plain")
        self.versions_are_where_they_may_be()

    def _hand_over_two(self):
        self.hand_over(seat=3)
        self.hand_over(seat=1)

    def _object_late(self, window):
        self.worker()
        self.let_time_pass(hours=25 * (window + 1))
        self.object(seat=4)
        self.worker()
