"""Stage *drafted*, a day later: what matters most, asked twice before anybody is asked to agree."""

from datetime import UTC, date, datetime

from mandates.models import MandateVersion, Sounding
from mandates.selectors.versions import statements_of
from mandates.services.sounding_openings import Manner
from mandates.services.soundings import answer_sounding, close_overdue_soundings, open_sounding
from mandates.sounding_states import SoundingMethod
from mandates.states import LineKind
from pmo import clock
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.mailing import post

OPENED = datetime(2025, 10, 14, 8, 0, tzinfo=UTC)
ANSWERED = datetime(2025, 10, 15, 9, 0, tzinfo=UTC)
CLOSES = date(2025, 10, 16)
CLOSED = datetime(2025, 10, 16, 23, 5, tzinfo=UTC)
RECORDED = (
    (SoundingMethod.RANKING, "Which benefit matters most?", "rankings.csv", "rank"),
    (SoundingMethod.POINTS, "Where would you put 100 points?", "points.csv", "points"),
)


def sound_out(version: MandateVersion) -> None:
    """Ask for a ranking of the benefits and for 100 points; all who sign answer, the clock closes both."""
    set_time(OPENED)
    benefits = {each.line.source_ref: each.key for each in statements_of(version).filter(line__kind=LineKind.BENEFIT)}
    opened = [_open(version, method, question, benefits) for method, question, _file, _column in RECORDED]
    post()
    set_time(ANSWERED)
    for sounding, (_method, _question, file, column) in zip(opened, RECORDED, strict=True):
        _answer(sounding, benefits, file, column)
    set_time(CLOSED)
    close_overdue_soundings(clock.now())


def _open(version: MandateVersion, method: str, question: str, benefits: dict[str, str]) -> Sounding:
    return open_sounding(
        version_id=version.pk,
        keys=[*benefits.values()],
        manner=Manner(method, question),
        deadline=CLOSES,
        by=cast.person(cast.MANAGER),
    )


def _answer(sounding: Sounding, benefits: dict[str, str], file: str, column: str) -> None:
    """Take the answers of a file; who advises and does not sign is not in it."""
    given: dict[str, dict[str, int]] = {}
    for row in material.table(file):
        given.setdefault(row["executive_email"], {})[benefits[row["benefit"]]] = int(row[column])
    for participant in sounding.participants.filter(person__email__in=given).select_related("person"):
        answer_sounding(
            sounding_id=sounding.pk,
            seat_id=participant.seat_id,
            given=given[participant.person.email],
            shown_digest=sounding.digest,
            by=participant.person,
        )
