"""Who may amend a mandate, asked of the rules: part of `docs/permissions.md`."""

from mandates.rules import amending, wording
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict
from pmo.desk.made_up import DIGEST, NOW, SEAT, Deed, version


def may_raise_class(standing: Standing, state: str) -> Verdict:
    """Ask to call an editorial change a major one."""
    return amending.may_raise_class(standing, version(state), "editorial", "major")


def may_send_amendment(standing: Standing, state: str) -> Verdict:
    """Ask to send a complete editorial change, whose sponsor is there."""
    sending = amending.Sending(
        version=version(state),
        amendment_class="editorial",
        changes=1,
        vacant=(),
        missing=(),
        due=None,
        today=NOW.date(),
    )
    return amending.may_send_amendment(standing, sending)


def may_object(standing: Standing, state: str) -> Verdict:
    """Ask to object to a change of wording, for the seat, with a reason."""
    window = wording.Window(version(state), SEAT, DIGEST, NOW)
    return wording.may_object(standing, window, "It is more than wording.")


DEEDS = (
    Deed("Raise the class of a draft", may_raise_class, VersionState),
    Deed("Send a light amendment out for signature", may_send_amendment, VersionState),
    Deed("Object to a change of wording for the seat", may_object, VersionState),
)
