"""The deeds on the distribution list, for `docs/permissions.md`: tried like all the others on things made up."""

from mandates.models import Reader
from mandates.rules import copies
from mandates.states import VersionState
from pmo.desk.made_up import Deed, version


def _listed() -> Reader:
    return Reader(pk=1, name="Reader", email="reader@example.org")


DEEDS = (
    Deed("See the distribution list", lambda who, _state: copies.sees_readers(who)),
    Deed(
        "Put a reader on the distribution list",
        lambda who, _state: copies.may_add_reader(who, "Reader", "reader@example.org", "en", copies.Listed(0)),
    ),
    Deed("Take a reader off the distribution list", lambda who, _state: copies.may_end_reader(who)),
    Deed(
        "Send a reading copy",
        lambda who, state: copies.may_send_copy(who, _listed(), version(state)),
        VersionState,
    ),
)
