"""What every deed on a draft begins with: the locks, whether it may be changed, and what will follow."""

from mandates.consequences import Edit
from mandates.locks import lock_version
from mandates.models import MandateVersion, Statement
from mandates.rules.drafting import may_change
from mandates.selectors.drafts import open_round_number, statement_loaded
from mandates.selectors.what_if import ground_of, what_if
from pmo.access.models import Person
from pmo.access.standing import standing_of


def version_for_change(version_id: int, by: Person) -> MandateVersion:
    """Lock a version and refuse whoever may not change it now."""
    version = lock_version(version_id)
    may_change(standing_of(by, version.mandate.office), version, open_round_number(version)).require()
    return version


def statement_for_change(statement_id: int, by: Person) -> Statement:
    """Lock the version of a statement, ask, and return the statement as it stands after the lock."""
    version = version_for_change(Statement.objects.values_list("version_id", flat=True).get(pk=statement_id), by)
    statement = statement_loaded(statement_id)
    if statement is None:
        raise Statement.DoesNotExist
    statement.version = version
    return statement


def what_follows(version: MandateVersion, edit: Edit) -> dict[str, object]:
    """Return for the ledger what an edit of a draft brings with it: just what *what if* showed of it."""
    ground = ground_of(version.mandate.office)
    if ground is None or ground.version != version:
        return {}
    found = what_if(ground, [edit]).found
    return {
        "unanswered": [each.key for each in found.unanswered],
        "asked_again": list(found.asked_again),
        "class": str(found.amendment_class),
    }
