"""The stages of the demonstration, each reached from the one before by the deeds of its people."""

from datetime import UTC, datetime
from enum import StrEnum

from django.db import transaction

from mandates.models import MandateVersion
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import (
    agreeing,
    amending,
    cast,
    drafting,
    handing_over,
    listening,
    planning,
    reviewing,
    signing,
    sorting,
    sounding,
    talking,
)
from pmo.desk.demonstration.mailing import post
from pmo.desk.demonstration.remarking import remark_on


class Stage(StrEnum):
    """How far the demonstration has come."""

    EMPTY = "empty"
    ELICITED = "elicited"
    DRAFTED = "drafted"
    AGREED = "agreed"
    SIGNED = "signed"
    PLANNED = "planned"
    REVIEWED = "reviewed"
    AMENDED = "amended"


ORDER = list(Stage)
SHOWN_AT = {
    Stage.EMPTY: datetime(2025, 9, 8, 8, 0, tzinfo=UTC),
    Stage.ELICITED: datetime(2025, 10, 9, 8, 0, tzinfo=UTC),
    Stage.DRAFTED: datetime(2025, 10, 17, 8, 0, tzinfo=UTC),
    Stage.AGREED: datetime(2026, 1, 19, 8, 0, tzinfo=UTC),
    Stage.SIGNED: datetime(2026, 2, 2, 8, 0, tzinfo=UTC),
    Stage.PLANNED: datetime(2026, 2, 3, 8, 0, tzinfo=UTC),
    Stage.REVIEWED: datetime(2026, 5, 4, 8, 0, tzinfo=UTC),
    Stage.AMENDED: datetime(2026, 6, 8, 8, 0, tzinfo=UTC),
}


@transaction.atomic
def build(stage: Stage) -> Office:
    """Bring an empty database to a stage, all or nothing, and let the clock tell that stage's time."""
    set_time(SHOWN_AT[Stage.EMPTY])
    office = cast.open_offices()
    for each in ORDER[1 : ORDER.index(stage) + 1]:
        STEPS[each](office)
        post()
    set_time(SHOWN_AT[stage])
    return office


def _elicit(office: Office) -> None:
    listening.take_in(office)
    talking.talk_to_all(office)
    listening.confirm_words(office)
    talking.keep_the_mail(office)


def _draft(office: Office) -> None:
    sorting.sort_words(office)
    version = drafting.draft_mandate(office)
    remark_on(version, "drafted")
    sounding.sound_out(version)


def _agree(office: Office) -> None:
    agreeing.reach_consensus(office, MandateVersion.objects.get(mandate__office=office))
    talking.settle_contradictions(office)


def _sign(office: Office) -> None:
    version = MandateVersion.objects.get(mandate__office=office)
    signing.send_out(version)
    signing.sign_by(version, last=SHOWN_AT[Stage.SIGNED].date())


def _plan(office: Office) -> None:
    planning.make_plan(office)


def _review(office: Office) -> None:
    reviewing.set_cadence(office)
    reviewing.answer_and_close(reviewing.open_review(office))


def _amend(office: Office) -> None:
    handing_over.list_readers(office)
    amending.amend_lightly(office)
    handing_over.read_a_copy(office)
    version = amending.propose(office)
    handing_over.hand_over(office)
    amending.ask_for_signatures(office, version)


STEPS = {
    Stage.ELICITED: _elicit,
    Stage.DRAFTED: _draft,
    Stage.AGREED: _agree,
    Stage.SIGNED: _sign,
    Stage.PLANNED: _plan,
    Stage.REVIEWED: _review,
    Stage.AMENDED: _amend,
}
