"""All that is known of one notice, in lines: for whoever asks by hand why somebody was told, or was not."""

from collections.abc import Iterable

from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.models import Notice
from pmo.notices.states import Hold, NoticeState
from pmo.notices.wording import distance, when


def account_of(notice: Notice) -> Iterable[str]:
    """Say of a notice what it is about, who is told, by which rule, where it stands, and what was told before."""
    people = people_of(notice.office, {notice.addressee, notice.owed_by} - {""})
    kind = kinds.find(notice.kind)
    yield f"Notice {notice.pk} of {notice.office.name}: {kind.label if kind else notice.kind} ({notice.occurrence})"
    yield f"  To {people.get(notice.addressee, 'nobody at present')} ({notice.addressee})"
    if notice.owed_by and notice.owed_by != notice.addressee:
        yield f"  Owed by {people.get(notice.owed_by, 'nobody at present')} ({notice.owed_by})"
    if notice.rule:
        yield f"  By the rule {when(notice.rule.offsets)}, at {notice.rule.hour:02d}:00: {distance(notice.offset)}"
    else:
        yield "  Told at once, right after it happened"
    yield f"  {NoticeState(notice.state).label}{_because(notice)}, for {notice.due_at:%Y-%m-%d %H:%M} UTC"
    if mail := notice.mail:
        yield f"  Mail {mail.pk} {mail.message_id} to {mail.to_name}: {mail.get_state_display()}, {_tries(notice)}"
    for other in _before(notice):
        told = f"{NoticeState(other.state).label}, {other.settled_at:%Y-%m-%d %H:%M} UTC"
        yield f"  Before: {distance(other.offset)}, {told}"


def _because(notice: Notice) -> str:
    return f" ({Hold(notice.held_because).label})" if notice.held_because else ""


def _tries(notice: Notice) -> str:
    mail = notice.mail
    if mail is None:
        return ""
    said = f"tried {mail.attempts} times"
    return f"{said}, last: {mail.last_error}" if mail.last_error else said


def _before(notice: Notice) -> Iterable[Notice]:
    same = Notice.objects.filter(
        office=notice.office, kind=notice.kind, occurrence=notice.occurrence, addressee=notice.addressee
    )
    return same.filter(owed_by=notice.owed_by, settled_at__isnull=False).exclude(pk=notice.pk).order_by("settled_at")
