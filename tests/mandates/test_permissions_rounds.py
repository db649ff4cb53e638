"""Who may do what with rounds, answers and signatures, in every state: what is not listed is refused."""

import itertools

import pytest

from executives.states import DecisionRole
from mandates.models import MandateVersion, Objection, RoundItem, SignatureRequest
from mandates.services import rounds, signoff
from mandates.states import AgreementRule, StanceChoice
from mandates.terms import Terms
from pmo.access import proofs
from pmo.access.verdicts import Refused
from tests.scenes.executives import (
    PASSWORD,
    a_person,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)
from tests.scenes.remembered import remembered
from tests.scenes.rounds import (
    a_draft_saying,
    a_version_in_force,
    a_version_out_for_signature,
    all_answered,
    an_agreed_version,
    an_open_round,
    answered,
    closed,
    given_by,
    in_days,
    item,
)

ROLES = ("manager", "administrator", "auditor", "signatory", "input", "informed", "stranger")
STATES = ("draft", "asking", "answered", "objected", "agreed", "out", "in force", "withdrawn")
DEEDS = ("open", "answer", "close", "cancel", "resolve", "send", "sign", "decline")

GRANTED = {
    ("manager", "open", "draft"),
    ("manager", "open", "objected"),
    ("manager", "open", "withdrawn"),
    ("signatory", "answer", "asking"),
    ("input", "answer", "asking"),
    ("signatory", "answer", "answered"),
    ("input", "answer", "answered"),
    ("manager", "close", "answered"),
    ("manager", "cancel", "asking"),
    ("manager", "cancel", "answered"),
    ("manager", "resolve", "objected"),
    ("manager", "send", "agreed"),
    ("signatory", "sign", "out"),
    ("signatory", "decline", "out"),
}
"""The second click of the manager on a closed round or a version that is out is granted and writes nothing."""
SECOND_CLICKS = {("manager", "close", state) for state in STATES if state not in ("draft", "asking")} | {
    ("manager", "send", "out")
}


@remembered
class Table:
    """An office in which somebody of every role sits, brought to a state."""

    def __init__(self, state: str) -> None:
        self.office = an_office()
        self.seats = {
            "signatory": a_seat(self.office, "Chief Executive"),
            "input": a_seat(self.office, "Safety", DecisionRole.INPUT),
            "informed": a_seat(self.office, "Information", DecisionRole.INFORMED),
        }
        REACH[state](self)
        self.version = MandateVersion.objects.filter(mandate__office=self.office).order_by("pk").last()
        asked = MandateVersion.objects.filter(mandate__office=self.office, rounds__isnull=False).distinct()
        self.item = RoundItem.objects.filter(round__version__in=asked).order_by("pk").last()
        self.objection = Objection.objects.filter(stance__item=self.item).first()
        self.request = SignatureRequest.objects.filter(version__mandate__office=self.office).first()

    def person(self, role: str):
        people = {"manager": manager_of, "administrator": administrator_of, "auditor": an_auditor}
        if role in people:
            return people[role](self.office)
        return holder_of(self.seats[role]) if role in self.seats else a_person()

    def seat(self, role: str):
        return self.seats.get(role, self.seats["signatory"])

    def do(self, deed: str, role: str) -> bool:
        """Try; return whether it was granted. What does not exist in this state cannot be done."""
        try:
            return TRY[deed](self, self.person(role), self.seat(role)) is not None
        except Refused:
            return False


def objected(table: Table):
    round_ = an_open_round(table.office)
    answered(item(round_), table.seats["signatory"], StanceChoice.OBJECT)
    return closed(all_answered(round_))


def withdrawn(table: Table):
    version = a_version_out_for_signature(table.office)
    seat = table.seats["signatory"]
    return signoff.decline(
        version_id=version.pk, seat_id=seat.pk, shown_digest=version.digest, reason="No.", by=holder_of(seat)
    )


REACH = {
    "draft": lambda table: a_draft_saying(table.office),
    "asking": lambda table: an_open_round(table.office),
    "answered": lambda table: all_answered(an_open_round(table.office)),
    "objected": objected,
    "agreed": lambda table: an_agreed_version(table.office),
    "out": lambda table: a_version_out_for_signature(table.office),
    "in force": lambda table: a_version_in_force(table.office),
    "withdrawn": withdrawn,
}


def open_it(table, by, _seat):
    return rounds.open_round(
        version_id=table.version.pk, deadline=in_days(table.office, 5), terms=Terms(AgreementRule.MAJORITY), by=by
    )


def answer_it(table, by, seat):
    return table.item and rounds.take_stance(
        item_id=table.item.pk,
        seat_id=seat.pk,
        choice=StanceChoice.ABSTAIN,
        shown_digest=table.item.digest,
        by=by,
    )


def resolve_it(table, by, _seat):
    return table.objection and rounds.answer_objection(objection_id=table.objection.pk, answer="Rewritten.", by=by)


def sign_it(table, by, seat):
    version = table.request.version if table.request else table.version
    proofs.prove_by_password(by, PASSWORD, purpose=f"sign:{version.pk}", session_key="s")
    return signoff.sign(
        version_id=version.pk,
        seat_id=seat.pk,
        shown_digest=version.digest,
        proof=proofs.standing_proof(by, purpose=f"sign:{version.pk}", session_key="s"),
        given=given_by(by),
        by=by,
    )


def decline_it(table, by, seat):
    version = table.request.version if table.request else table.version
    return signoff.decline(version_id=version.pk, seat_id=seat.pk, shown_digest=version.digest, reason="Not so.", by=by)


TRY = {
    "open": open_it,
    "answer": answer_it,
    "close": lambda table, by, _seat: table.item and rounds.close_round(round_id=table.item.round_id, by=by),
    "cancel": lambda table, by, _seat: (
        table.item and rounds.cancel_round(round_id=table.item.round_id, reason="Wrong.", by=by)
    ),
    "resolve": resolve_it,
    "send": lambda table, by, _seat: signoff.send_for_signature(version_id=table.version.pk, by=by),
    "sign": sign_it,
    "decline": decline_it,
}
AGAIN = {("signatory", "sign", "in force"), ("signatory", "decline", "withdrawn")}
"""Who has signed or declined gets the first result again."""


@pytest.mark.django_db
@pytest.mark.parametrize(("deed", "state"), list(itertools.product(DEEDS, STATES)))
def test_each_deed_is_granted_to_the_listed_alone(deed, state):
    # Deeds that succeed change the state, so those who are refused try first.
    table = Table(state)
    expected = {role for role in ROLES if (role, deed, state) in GRANTED | SECOND_CLICKS | AGAIN}

    granted = {role for role in sorted(ROLES, key=lambda role: role in expected) if table.do(deed, role)}

    assert granted == expected
