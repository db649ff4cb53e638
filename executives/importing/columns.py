"""Finding the header row of a sheet, what the sheet lists, and which column holds which field."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from executives.importing.sheets import Line, Sheet

EXECUTIVES, REQUIREMENTS = "executives", "requirements"
SEARCHED = 60
LONGEST_LABEL = 80

LABELS: dict[str, dict[str, str]] = {
    EXECUTIVES: {
        "source_ref": "ref, reference, source ref, id",
        "seat": "seat, seat title, title, job title, position, post",
        "name": "name, full name, holder, person",
        "email": "email, e-mail, e-mail address, mail",
        "decision_role": "decision role, role in the decision, role in decision",
        "sponsor": "sponsor, is sponsor",
        "time_zone": "time zone, timezone, zone",
        "language": "language, lang",
        "active_from": "active from, in post from, in post since, from, since, start date, start",
        "active_to": "active to, until, in post until, to, end date, end",
        "notes": "notes, note, remarks, comments",
    },
    REQUIREMENTS: {
        "source_ref": "ref, reference, source ref, id",
        "executive_email": "executive email, who (e-mail), who, executive, executive e-mail address, e-mail",
        "kind": "kind, type, kind of requirement",
        "statement": "statement, what they said, what they want, requirement, in their own words, words",
        "consequence_today": "consequence today, what it costs us today, what it costs today, consequence, cost today",
        "benefit_wanted": "benefit wanted, what they want instead, wanted instead, benefit",
        "measure": "measure, how they would know, how would they know",
        "wanted_by": "wanted by, by when, when, due, due date, deadline",
        "priority": "priority, prio, moscow",
        "confirmed": "confirmed, played back & ok, played back and ok, played back, ok",
        "notes": "notes, note, remarks, comments",
    },
}
TELLING = {
    EXECUTIVES: ({"seat"}, {"email", "name", "decision_role"}),
    REQUIREMENTS: ({"statement"}, {"executive_email", "kind"}),
}
NOT_IMPORTED = {"source_ref", "notes"}


def squashed(label: str) -> str:
    """Return a label as its letters and digits alone: case, spaces and punctuation do not tell labels apart."""
    return "".join(letter for letter in label.casefold() if letter.isalnum())


FIELDS = {
    kind: {squashed(label): field for field, listed in labels.items() for label in listed.split(", ")}
    for kind, labels in LABELS.items()
}
RECORD = {kind: tuple(field for field in labels if field not in NOT_IMPORTED) for kind, labels in LABELS.items()}


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a sheet: what it lists, and field and label of every column that is known."""

    kind: str
    number: int
    fields: dict[str, int]
    labels: tuple[str, ...]

    def label_of(self, field: str) -> str:
        """Return the label of a field as the file writes it, or the field's own first label if there is no column."""
        place = self.fields.get(field)
        return LABELS[self.kind][field].split(", ")[0] if place is None else self.labels[place]

    @property
    def unknown(self) -> list[str]:
        """The labels of columns that no field takes."""
        known = set(self.fields.values())
        return [label.strip() for place, label in enumerate(self.labels) if place not in known and label.strip()]

    def is_repeated_by(self, line: Line) -> bool:
        """Whether a later row only repeats the header, as printed lists do on every page."""
        differing = 0
        for field, place in self.fields.items():
            label = line.cells[place].as_found() if place < len(line.cells) else ""
            differing += field_named(label, self.kind) != field
            if differing > 1:
                return False
        return len(self.fields) - differing > 1


def header_of(sheet: Sheet) -> Header | None:
    """Return the header: of the first rows the one with the most known labels; None if no row is like a header."""
    best: Header | None = None
    for line in islice((line for line in sheet.lines if not line.is_blank), SEARCHED):
        for kind in (EXECUTIVES, REQUIREMENTS):
            fields = fields_in(line, kind)
            if is_telling(fields, kind) and (best is None or len(fields) > len(best.fields)):
                best = Header(kind, line.number, fields, labels_of(line))
    return best


def is_telling(fields: dict[str, int], kind: str) -> bool:
    """Whether the fields are enough to know what a sheet lists."""
    needed, one_of = TELLING[kind]
    return needed <= fields.keys() and bool(one_of & fields.keys())


def field_named(label: str, kind: str) -> str | None:
    """Return the field that a label names; a long text is no label, and not worth squashing."""
    return FIELDS[kind].get(squashed(label)) if len(label) <= LONGEST_LABEL else None


def fields_in(line: Line, kind: str) -> dict[str, int]:
    """Return the fields that a row's labels name, with the place of the first column of each."""
    fields: dict[str, int] = {}
    for place, label in enumerate(labels_of(line)):
        if field := field_named(label, kind):
            fields.setdefault(field, place)
    return fields


def labels_of(line: Line) -> tuple[str, ...]:
    """Return the texts of a row."""
    return tuple(cell.as_found() for cell in line.cells)


def titles(kind: str) -> Sequence[str]:
    """Return the labels that we write ourselves, one a field."""
    return [labels.split(", ")[0] for labels in LABELS[kind].values()]
