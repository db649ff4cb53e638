"""Who may do what to a draft in which state: a pair that is not listed is refused."""

import pytest

from mandates.models import ConsensusRound
from mandates.profiles import Header
from mandates.services.drafting import change_header, leave_out
from mandates.services.statements import (
    add_statement,
    change_statement,
    move_statement,
    remove_statement,
    set_links,
    set_sources,
)
from mandates.states import RoundState, VersionState
from pmo import clock
from pmo.access.verdicts import Refused
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
)
from tests.scenes.held import brought_to
from tests.scenes.mandates import a_draft, a_statement, drafter_of
from tests.scenes.remembered import remembered

pytestmark = pytest.mark.django_db

DEEDS = {
    "header": lambda case, by: change_header(
        version_id=case.version.pk, header=Header("Other"), shown_revision=1, by=by
    ),
    "add": lambda case, by: add_statement(version_id=case.version.pk, kind="ISS", text="New", by=by),
    "change": lambda case, by: change_statement(
        statement_id=case.statement.pk, text="Other", shown_digest=case.statement.digest, by=by
    ),
    "remove": lambda case, by: remove_statement(
        statement_id=case.statement.pk, shown_digest=case.statement.digest, by=by
    ),
    "move": lambda case, by: move_statement(statement_id=case.statement.pk, step=1, by=by),
    "links": lambda case, by: set_links(statement_id=case.statement.pk, uppers={}, by=by),
    "sources": lambda case, by: set_sources(
        statement_id=case.statement.pk, wording_ids=[case.requirement.wording_id], by=by
    ),
    "leave_out": lambda case, by: leave_out(
        version_id=case.version.pk, requirement_id=case.requirement.pk, code="not_now", reason="Later.", by=by
    ),
}
ROLES = ("manager", "executive", "administrator", "auditor", "stranger", "manager of another office")
STATES = tuple(VersionState)
GRANTED = {(deed, "manager", VersionState.DRAFT) for deed in DEEDS}


@remembered
class Case:
    """A draft with a statement, a requirement, and one person a role."""

    def __init__(self) -> None:
        self.version = a_draft()
        office = self.version.mandate.office
        seat = office.seats.first()
        self.statement = a_statement(self.version)
        self.requirement = a_confirmed_requirement(seat)
        other = a_draft()
        self.people = {
            "manager": drafter_of(self.version),
            "executive": holder_of(seat),
            "administrator": administrator_of(office),
            "auditor": an_auditor(office),
            "stranger": holder_of(a_seat(an_office())),
            "manager of another office": drafter_of(other),
        }

    def in_state(self, state: VersionState) -> None:
        """Let the version be in a state, as rounds and signatures would."""
        brought_to(self.version, state)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("deed", DEEDS)
def test_who_may_do_what_to_a_draft_in_which_state(deed, state):
    case = Case()
    case.in_state(state)
    verdicts = {}

    for role in reversed(ROLES):
        try:
            DEEDS[deed](case, case.people[role])
        except Refused:
            verdicts[role] = False
        else:
            verdicts[role] = True

    assert verdicts == {role: (deed, role, state) in GRANTED for role in ROLES}


def test_the_refusal_names_the_round_that_is_open():
    version = a_draft()
    day = clock.today("Europe/London")
    opened = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=2,
        state=RoundState.PLANNED,
        seats_counted=1,
        needed=1,
        deadline=day,
        deadline_at=clock.now(),
        opened_by=drafter_of(version),
    )
    opened.state = RoundState.OPEN
    opened.save(update_fields=["state"])
    version.state = VersionState.IN_CONSENSUS
    version.save(update_fields=["state"])

    with pytest.raises(Refused, match=r"Round 2 is open on this draft\. It can be changed when the round has closed\."):
        add_statement(version_id=version.pk, kind="ISS", text="New", by=drafter_of(version))
