"""What a page of one's own words shows: the question, what is typed so far, and where on the way one stands."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise

from executives.models import Seat, Unfinished, WordsRequest
from executives.playback import YOUR_LABELS, shown
from executives.selectors.prompts import Asked, catalogue_of, questions_of
from executives.states import Priority, RequirementKind
from executives.words import FIELDS, Words
from pmo.access.models import Person
from pmo.access.standing import Standing

ASKED_APART = ("statement", "priority")


@dataclass(frozen=True)
class Saying:
    """Where somebody stands who says what a seat wants."""

    seat: Seat
    several: bool
    kept: Unfinished | None
    questions: list[Asked]
    asked: Asked | None
    is_asked_for: bool

    @property
    def typed(self) -> dict[str, str]:
        """What is kept, by field."""
        return self.kept.fields if self.kept else {}

    @property
    def begun(self) -> int:
        """The number of what is kept, 0 for nothing."""
        return self.kept.number if self.kept else 0

    @property
    def has_begun(self) -> bool:
        """Whether there is a sentence to go on from."""
        return bool(self.typed.get("statement", "").strip())

    @property
    def kind(self) -> str:
        """What kind of requirement it is: by the question that begins it, or as it was chosen before."""
        if self.asked and self.asked.begins:
            return self.asked.fills.value
        return self.typed.get("kind") or RequirementKind.ISSUE.value

    @property
    def beginnings(self) -> list[Asked]:
        """The other questions with which one could begin."""
        return [each for each in self.questions if each.begins and each != self.asked]

    @cached_property
    def steps(self) -> list[Asked]:
        """The questions of a requirement of this kind, the one that begins it first."""
        first = self.asked if self.asked and self.asked.begins else self.beginning
        return [first, *(each for each in self.questions if not each.begins and self.kind in each.kinds)]

    @property
    def beginning(self) -> Asked:
        """The question with which this requirement began, or could."""
        begins = [each for each in self.questions if each.begins]
        return next((each for each in begins if each.fills == self.kind), begins[0])

    @property
    def after(self) -> Asked | None:
        """The next question; none when a last look comes next."""
        names = [each.name for each in self.steps]
        place = names.index(self.asked.name) + 1 if self.asked and self.asked.name in names else len(names)
        return self.steps[place] if place < len(self.steps) else None

    @property
    def now(self) -> int:
        """Which step this is."""
        return next((place for place, each in enumerate(self.steps, 1) if each == self.asked), self.total)

    @property
    def total(self) -> int:
        """How many steps there are, the last look counted."""
        return len(self.steps) + 1

    @property
    def stood_here(self) -> str:
        """What another device had kept for this question and a later one wrote over."""
        return (self.kept.replaced.get(self.asked.field, "") if self.kept and self.asked else "").strip()

    @property
    def where(self) -> str:
        """What an address carries where somebody holds several seats."""
        return f"?seat={self.seat.pk}" if self.several else ""


def saying(standing: Standing, seat: Seat, name: str | None = None, *, last_look: bool = False) -> Saying | None:
    """Return where somebody stands: at a question by its name, else where they left off; None when it is not asked."""
    questions = [each for each in questions_of(standing.office) if not each.hidden]
    kept = unfinished(seat, standing.person)
    wanted = name or (kept.fields.get("prompt") if kept else None)
    asked = next((each for each in questions if each.name == wanted), None)
    if asked is None and name:
        return None
    asked_for = WordsRequest.objects.filter(seat=seat, ended_at__isnull=True).exists()
    first = None if last_look else asked or questions[0]
    return Saying(seat, len(standing.seat_ids) > 1, kept, questions, first, asked_for)


def unfinished(seat: Seat, person: Person) -> Unfinished | None:
    """Return what a person has typed for a seat and not sent."""
    return Unfinished.objects.filter(seat=seat, person=person).first()


def words_of_typed(fields: dict[str, str]) -> Words:
    """Return what is typed as words; a day that is none yet is left out."""
    known = {name: fields.get(name, "") for name in FIELDS if name not in ("wanted_by", "kind", "priority")}
    kind, priority = fields.get("kind", ""), fields.get("priority", "")
    return Words(
        kind=kind if kind in RequirementKind.values else RequirementKind.ISSUE,
        priority=priority if priority in Priority.values else Priority.SHOULD,
        wanted_by=_day(fields.get("wanted_by", "")),
        **known,
    )


def rows_of(words: Words) -> list[tuple[str | Promise, str]]:
    """Return what words say besides the statement and how much it matters, which is asked last."""
    return [(label, shown(words, field, own=True)) for field, label in YOUR_LABELS.items() if field not in ASKED_APART]


def from_the_list(seat: Seat, words: Words) -> bool:
    """Say whether words stand as the catalogue says them."""
    listed = {str(entry.text).strip() for entry in catalogue_of(seat.office)}
    return words.statement.strip() in listed or words.benefit_wanted.strip() in listed


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
