"""Deeds on a condition: its owner reports, the seat that set it ends it; the last one in the way lets it into force."""

from django.db import transaction

from mandates import signing_mails
from mandates.control_states import ConditionEnd
from mandates.locks import lock_version
from mandates.models import Condition
from mandates.rules.conditions import may_end, may_report
from mandates.services.forces import proceed
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def report_on(*, condition_id: int, report: str, by: Person) -> Condition:
    """Say what was done, as the holder of the seat that sees to it; a later report takes the place of the first."""
    condition = _locked(condition_id)
    office, said = condition.signature.version.mandate.office, canonical.text(report)
    if condition.is_open and condition.reported_by_id == by.pk and condition.report == said:
        return condition
    may_report(standing_of(by, office), condition, report).require()
    condition.report, condition.reported_by, condition.reported_at = said, by, clock.now()
    condition.save(update_fields=["report", "reported_by", "reported_at"])
    record("condition.reported", about=condition, office=office, by=by, payload={"report": said})
    signing_mails.condition_reported(condition)
    return condition


@transaction.atomic
def end_condition(*, condition_id: int, ended_as: str, word: str = "", by: Person) -> Condition:
    """Say that a condition is met, or let it go, as the holder of the seat that signed under it."""
    condition = _locked(condition_id)
    version = condition.signature.version
    office, said = version.mandate.office, canonical.text(word)
    if (condition.ended_by_id, condition.ended_as) == (by.pk, ended_as):
        return condition
    may_end(standing_of(by, office), condition, ended_as, word).require()
    condition.ended_as, condition.end_word = ConditionEnd(ended_as), said
    condition.ended_by, condition.ended_at = by, clock.now()
    condition.save(update_fields=["ended_as", "end_word", "ended_by", "ended_at"])
    payload = {"ended_as": str(condition.ended_as), "word": said}
    record("condition.ended", about=condition, office=office, by=by, payload=payload)
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        proceed(version, by=by)
    return condition


def _locked(condition_id: int) -> Condition:
    """Lock the version of a condition, and return the condition as it stands after the lock."""
    version = lock_version(Condition.objects.values_list("signature__version_id", flat=True).get(pk=condition_id))
    loaded = Condition.objects.select_related("owner", "signature__seat", "signature__person")
    condition = loaded.get(pk=condition_id)
    condition.signature.version = version
    return condition
