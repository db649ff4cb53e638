"""Who may do what with soundings, in every state: what is not listed is refused."""

import itertools

import pytest

from executives.states import DecisionRole
from mandates.selectors.versions import open_version
from mandates.services import soundings
from mandates.services.sounding_openings import Manner
from mandates.services.sounding_words import set_words
from mandates.sounding_states import MEANINGS
from pmo.access.verdicts import Refused
from tests.scenes.executives import a_person, a_seat, administrator_of, an_auditor, an_office, holder_of, manager_of
from tests.scenes.rounds import a_draft_saying, in_days
from tests.scenes.soundings import TEXTS, a_sounding, cancelled, closed, extended, said

ROLES = ("manager", "administrator", "auditor", "signatory", "input", "informed", "stranger")
STATES = ("draft", "asking", "answered", "closed", "cancelled")
DEEDS = ("open", "answer", "extend", "close", "cancel", "word")
GRANTED = {
    *(("manager", "open", state) for state in STATES),
    ("signatory", "answer", "asking"),
    ("input", "answer", "asking"),
    ("signatory", "answer", "answered"),
    ("input", "answer", "answered"),
    ("manager", "extend", "asking"),
    ("manager", "close", "answered"),
    ("manager", "cancel", "asking"),
    ("manager", "cancel", "answered"),
    *(("administrator", "word", state) for state in STATES),
}
SECOND_CLICKS = {("manager", "close", "closed"), ("manager", "cancel", "cancelled")}


class Table:
    """An office in which somebody of every role sits, with a sounding brought to a state."""

    def __init__(self, state: str) -> None:
        self.office = an_office()
        self.seats = {
            "signatory": a_seat(self.office, "Chief Executive"),
            "input": a_seat(self.office, "Safety", DecisionRole.INPUT),
            "informed": a_seat(self.office, "Information", DecisionRole.INFORMED),
        }
        a_draft_saying(self.office, *TEXTS)
        self.sounding = None if state == "draft" else a_sounding(self.office)
        if state in ("answered", "closed"):
            for name in ("signatory", "input"):
                said(self.sounding, self.seats[name], [1, 2, 3])
        if state in ("closed", "cancelled"):
            {"closed": closed, "cancelled": cancelled}[state](self.sounding)

    def person(self, role: str):
        people = {"manager": manager_of, "administrator": administrator_of, "auditor": an_auditor}
        if role in people:
            return people[role](self.office)
        return holder_of(self.seats[role]) if role in self.seats else a_person()

    def do(self, deed: str, role: str) -> bool:
        """Try; return whether it was granted. What does not exist in this state cannot be done."""
        try:
            return TRY[deed](self, self.person(role), self.seats.get(role, self.seats["signatory"])) is not None
        except Refused:
            return False


def open_it(table, by, _seat):
    return soundings.open_sounding(
        version_id=open_version(table.office).pk,
        keys=["ISS-1"],
        manner=Manner("fist"),
        deadline=in_days(table.office, 5),
        by=by,
    )


TRY = {
    "open": open_it,
    "answer": lambda table, by, seat: table.sounding and said(table.sounding, seat, [2, 1, 3], by=by),
    "extend": lambda table, by, _seat: table.sounding and extended(table.sounding, 9, by=by),
    "close": lambda table, by, _seat: table.sounding and soundings.close_sounding(sounding_id=table.sounding.pk, by=by),
    "cancel": lambda table, by, _seat: (
        table.sounding and soundings.cancel_sounding(sounding_id=table.sounding.pk, reason="Wrong.", by=by)
    ),
    "word": lambda table, by, _seat: set_words(
        office_id=table.office.pk, method="fist", steps=MEANINGS["fist"], threshold=3, by=by
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("deed", "state"), list(itertools.product(DEEDS, STATES)))
def test_each_deed_is_granted_to_the_listed_alone(deed, state):
    # Deeds that succeed change the state, so those who are refused try first.
    table = Table(state)
    expected = {role for role in ROLES if (role, deed, state) in GRANTED | SECOND_CLICKS}

    granted = {role for role in sorted(ROLES, key=lambda role: role in expected) if table.do(deed, role)}

    assert granted == expected
