"""The questions and the catalogue of an office: the product's, with the office's own words in their place."""

from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise

from executives.catalogue import entries
from executives.models import CatalogueEntry, Prompt
from executives.prompts import EVERY_KIND, QUESTIONS
from executives.states import CatalogueKind, Fills
from pmo.access.models import Office


@dataclass(frozen=True)
class Asked:
    """One question as an office asks it; `own` are the office's words, if it has some."""

    name: str
    fills: Fills
    question: str | Promise
    hint: str | Promise
    kinds: frozenset[str]
    is_ours: bool
    own: Prompt | None = None

    @property
    def hidden(self) -> bool:
        """Whether nobody is asked it."""
        return self.own is not None and self.own.hidden

    @property
    def begins(self) -> bool:
        """Whether its answer begins a requirement."""
        return self.fills.begins

    @property
    def field(self) -> str:
        """The field of the wording that its answer fills."""
        return "statement" if self.begins else self.fills.value


@dataclass(frozen=True)
class Entry:
    """One entry of the catalogue as an office offers it."""

    name: str
    kind: CatalogueKind
    text: str | Promise
    example: str | Promise
    is_ours: bool
    own: CatalogueEntry | None = None

    @property
    def hidden(self) -> bool:
        """Whether nobody is offered it."""
        return self.own is not None and self.own.hidden

    @property
    def field(self) -> str:
        """The field of the wording that it is picked for."""
        return "benefit_wanted" if self.kind == CatalogueKind.BENEFIT else "statement"


def questions_of(office: Office) -> list[Asked]:
    """Return all questions of an office, those not asked included: first those that begin a requirement."""
    own = {prompt.name: prompt for prompt in office.prompts.all()}
    known = [
        _worded(Asked(each.name, each.fills, each.question, each.hint, each.kinds, True, own.pop(each.name, None)))
        for each in QUESTIONS
    ]
    added = [
        Asked(prompt.name, Fills(prompt.fills), prompt.question, prompt.hint, EVERY_KIND, False, prompt)
        for prompt in own.values()
    ]
    return sorted(chain(known, added), key=lambda each: not each.begins)


def question_named(office: Office, name: str) -> Asked | None:
    """Return a question by its name, or None."""
    return next((each for each in questions_of(office) if each.name == name), None)


def catalogue_of(office: Office) -> list[Entry]:
    """Return all entries of an office, those not offered included, by kind."""
    own = {entry.name: entry for entry in office.catalogue_entries.all()}
    known = [
        _reworded(Entry(each.name, each.kind, each.text, each.example, True, own.pop(each.name, None)))
        for each in entries()
    ]
    added = [
        Entry(entry.name, CatalogueKind(entry.kind), entry.text, entry.example, False, entry) for entry in own.values()
    ]
    order = list(CatalogueKind)
    return sorted(chain(known, added), key=lambda each: order.index(each.kind))


def entry_named(office: Office, name: str) -> Entry | None:
    """Return an entry by its name, or None."""
    return next((each for each in catalogue_of(office) if each.name == name), None)


def narrowed(found: list[Entry], *, kind: str = "", text: str = "") -> list[Entry]:
    """Return the entries of a kind that hold every word sought; blanks narrow nothing."""
    sought = text.casefold().split()
    return [
        entry
        for entry in found
        if kind in ("", entry.kind) and all(word in f"{entry.text} {entry.example}".casefold() for word in sought)
    ]


def _worded(asked: Asked) -> Asked:
    own = asked.own
    if own is None:
        return asked
    return Asked(asked.name, asked.fills, own.question, own.hint, asked.kinds, asked.is_ours, own)


def _reworded(entry: Entry) -> Entry:
    own = entry.own
    if own is None:
        return entry
    return Entry(entry.name, entry.kind, own.text, own.example, entry.is_ours, own)
