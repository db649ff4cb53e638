"""What really happened, kept beside the product and never read from it: who held what, who said what, when."""

from dataclasses import dataclass, field
from datetime import date, datetime

TAKEN_BACK = ("declined", "withdrawn")


@dataclass
class Wanted:
    """What somebody wants, as they say it by now."""

    seat: int
    state: str
    wording: int
    digest: str
    reason: str = ""

    def where(self, wording: int, *, was_declined: bool) -> str:
        """Return where it has gone since a wording was asked about; empty when it has not moved."""
        is_back = self.state in TAKEN_BACK
        if self.wording == wording and (not is_back or (was_declined and self.state == "declined")):
            return ""
        return f"{self.state}:{self.digest}" if is_back else self.digest


@dataclass(frozen=True)
class Heard:
    """An answer that was taken."""

    stance: int
    round: int
    seat: int
    line: int
    person: int
    digest: str
    choice: str


@dataclass
class Opened:
    """A round as it was opened; `speakers` are those whose answers count, once it is over."""

    number: int
    version: int
    state: str
    rule: dict
    items: tuple
    people: tuple
    sources: tuple
    deadline: date
    deadline_at: datetime
    is_cancelled: bool = False
    speakers: dict[int, int] | None = None

    @property
    def is_open(self) -> bool:
        return self.speakers is None and not self.is_cancelled

    @property
    def asked(self) -> list[tuple[int, str]]:
        """Line and digest of every statement."""
        return [(line, digest) for line, _order, _text, _content, digest, _changed in self.items]

    @property
    def counted(self) -> list[int]:
        return [seat for seat, _person, counted, _required in self.people if counted]

    @property
    def required(self) -> list[int]:
        return [seat for seat, _person, _counted, required in self.people if required]


@dataclass
class Memory:
    """All that the deeds of one story have done."""

    tenures: dict[int, list[list]] = field(default_factory=dict)
    wanted: dict[int, Wanted] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    heard: list[Heard] = field(default_factory=list)
    rounds: dict[int, Opened] = field(default_factory=dict)
    source_answers: set[tuple] = field(default_factory=set)
    frozen: set[int] = field(default_factory=set)

    def take_seat(self, seat: int, person: int, start: date) -> None:
        """Note who holds a seat from a day on; who held it until further notice ends the day before."""
        held = self.tenures.setdefault(seat, [])
        if held and held[-1][1] is None:
            held[-1][1] = date.fromordinal(start.toordinal() - 1)
        held.append([start, None, person])

    def holder(self, seat: int, day: date) -> int | None:
        """Return who holds a seat on a day."""
        now = [who for start, end, who in self.tenures[seat] if start <= day and (end is None or day <= end)]
        return now[0] if now else None

    def speaker(self, seat: int, day: date) -> int:
        """Return who holds a seat on a day, or held it last."""
        return [who for start, _end, who in self.tenures[seat] if start <= day][-1]

    def speakers(self, opened: Opened, today: date) -> dict[int, int]:
        """Return whose answers count in a round."""
        day = min(today, opened.deadline)
        return opened.speakers or {seat: self.speaker(seat, day) for seat, *_rest in opened.people}

    def said(self, opened: Opened, line: int, digest: str, today: date) -> dict[int, Heard]:
        """Return the answers that count for a statement of a round, by seat."""
        void = {each.number for each in self.rounds.values() if each.is_cancelled}
        speakers, found = self.speakers(opened, today), {}
        for each in self.heard:
            is_later = each.round > opened.number
            if each.line == line and not is_later and each.round not in void and speakers.get(each.seat) == each.person:
                found[each.seat] = each
        return {seat: each for seat, each in found.items() if each.digest == digest}

    def agreed(self, opened: Opened, today: date) -> set[int]:
        """Return the lines of a round that its frozen rule agrees on: whole numbers alone."""
        return {
            line for line, digest in opened.asked if self._is_agreed(opened, self.said(opened, line, digest, today))
        }

    def _is_agreed(self, opened: Opened, said: dict[int, Heard]) -> bool:
        choices = [said[seat].choice for seat in opened.counted if seat in said]
        yes = [seat for seat in opened.counted if seat in said and said[seat].choice.startswith("agree")]
        rule, seats = opened.rule["rule"], len(opened.counted)
        if opened.rule["abstentions"] == "leave" and rule != "consent":
            seats -= choices.count("abstain")
        if not seats or not set(opened.required) <= set(yes):
            return False
        return len(yes) >= must_agree(rule, seats, opened.rule["needed_of"])

    def all_answered(self, opened: Opened, today: date, *, in_round: bool) -> bool:
        """Say whether every seat has an answer on every statement (given in this very round)."""
        for line, digest in opened.asked:
            said = self.said(opened, line, digest, today)
            if any(seat not in said or (in_round and said[seat].round != opened.number) for seat, *_r in opened.people):
                return False
        return True

    @property
    def last(self) -> Opened | None:
        """The newest round."""
        return self.rounds[max(self.rounds)] if self.rounds else None


def must_agree(rule: str, seats: int, named: int | None) -> int:
    """Return how many of some seats must agree."""
    if rule == "n_of_m":
        assert named is not None
        return named
    shares = {"majority": seats // 2 + 1, "two_thirds": (2 * seats + 2) // 3, "three_quarters": (3 * seats + 3) // 4}
    return shares.get(rule, seats)
