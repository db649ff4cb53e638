"""What every deed on a draft begins with: the locks, and the question whether it may be changed."""

from mandates.locks import lock_version
from mandates.models import MandateVersion, Statement
from mandates.rules.drafting import may_change
from mandates.selectors.drafts import open_round_number, statement_loaded
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
