"""Why somebody got a mail: the duty, the rule, what ends it, what was sent before, and who else was told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pmo.access.models import Office, Person
from pmo.access.rules import sees_office
from pmo.access.standing import Standing, standing_of
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.models import Mail, Notice
from pmo.notices.rules import may_send_again, sees_why
from pmo.notices.selectors.reminders import subject_for
from pmo.notices.states import NoticeState
from pmo.notices.wording import distance, rhythm

ALSO_TOLD = (NoticeState.SENT, NoticeState.CLAIMED, NoticeState.FAILED)


@dataclass(frozen=True)
class Telling:
    """One time that somebody was told the same: when, and by which part of the rule."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Reason:
    """One thing that a mail spoke of, and why."""

    office: Office
    label: str | Promise
    rule: str
    offset: str
    due_on: date | None
    ends: str | Promise
    before: list[Telling] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class WhyPage:
    """A mail, why it was sent, and what the reader may do about it."""

    mail: Mail
    subject: str
    reasons: list[Reason]
    repeats: list[Mail]
    is_own: bool
    may_send: bool
    office: Office | None

    @property
    def sent(self) -> list[Mail]:
        """The mail and its repeats, the first first."""
        return [self.mail, *self.repeats]


def why_page(mail_id: int, reader: Person) -> WhyPage | None:
    """Return the page of a mail for its addressee or for those who see its office's reminders; None to strangers."""
    mail = Mail.objects.select_related("person", "office", "again_of").filter(pk=mail_id).first()
    if mail is None:
        return None
    first = Mail.objects.select_related("person", "office").get(pk=mail.again_of_id) if mail.again_of_id else mail
    notices = list(first.notices.select_related("office", "rule").order_by("due_on", "pk"))
    offices = {notice.office for notice in notices} | ({first.office} if first.office else set())
    is_own = first.person_id == reader.pk
    standings = {office: standing_of(reader, office) for office in sorted(offices, key=lambda each: each.pk)}
    seen = [office for office, standing in standings.items() if sees_why(standing)]
    if not is_own and not seen:
        refuse_those_inside(standings.values())
        return None
    shown = [notice for notice in notices if is_own or notice.office in seen]
    return WhyPage(
        mail=first,
        subject=first.subject if is_own else subject_for(first),
        reasons=_reasons(shown, set(seen)),
        repeats=list(first.repeats.order_by("again_number")),
        is_own=is_own,
        may_send=any(may_send_again(standing) for standing in standings.values()),
        office=seen[0] if seen else None,
    )


def refuse_those_inside(standings: Iterable[Standing]) -> None:
    """Tell whoever has a part in the office why they do not see it; to strangers there is no such mail."""
    for standing in standings:
        if sees_office(standing):
            sees_why(standing).require()


def _reasons(notices: list[Notice], seen: set[Office]) -> list[Reason]:
    """Word each thing once, with what else was told of it; in a constant number of queries an office."""
    same = list(_about_the_same(notices))
    people = {
        office: people_of(
            office, {it for each in [*same, *notices] if each.office_id == office.pk for it in _both(each)}
        )
        for office in {notice.office for notice in notices}
    }
    return [_reason(notice, same, people[notice.office], is_staff=notice.office in seen) for notice in notices]


def _both(notice: Notice) -> tuple[str, str]:
    return notice.addressee, notice.owed_by


def _about_the_same(notices: Iterable[Notice]) -> Iterable[Notice]:
    asked = Q(pk__in=[])
    for office_id, kind, occurrence in {(each.office_id, each.kind, each.occurrence) for each in notices}:
        asked |= Q(office=office_id, kind=kind, occurrence=occurrence)
    return Notice.objects.filter(asked, state__in=ALSO_TOLD).order_by("settled_at", "pk")


def _reason(notice: Notice, same: list[Notice], people: dict[str, Person], *, is_staff: bool) -> Reason:
    kind, rule = kinds.find(notice.kind), notice.rule
    about = [it for it in same if (it.office_id, it.kind, it.occurrence) == _subject(notice) and it.pk != notice.pk]
    mine = [it for it in about if it.addressee == notice.addressee and it.owed_by == notice.owed_by]
    told = {it.addressee for it in about if is_staff or it.owed_by == notice.owed_by} - {notice.addressee}
    return Reason(
        office=notice.office,
        label=kind.label if kind else kinds.told_at_once().get(notice.kind, _("Told when it happened")),
        rule=_rule(notice, people),
        offset=distance(notice.offset) if rule else "",
        due_on=notice.due_on if rule else None,
        ends=kind.ends if kind and rule else _("Nothing more is sent of it."),
        before=[Telling(it.settled_at, capfirst(distance(it.offset))) for it in mine if it.settled_at],
        others=sorted({people[addressee].name for addressee in told if addressee in people}),
    )


def _subject(notice: Notice) -> tuple[int, str, str]:
    return notice.office_id, notice.kind, notice.occurrence


def _rule(notice: Notice, people: dict[str, Person]) -> str:
    if notice.rule is None:
        return _("It is told at once, when it happens.")
    parts = {"when": capfirst(rhythm(notice.rule)), "hour": f"{notice.rule.hour:02d}:00"}
    told = _("%(when)s, at %(hour)s by the reader’s clock.") % parts
    if notice.owed_by and notice.owed_by != notice.addressee:
        name = people[notice.owed_by].name if notice.owed_by in people else _("Somebody else")
        return _("%(name)s owes it, and was reminded often enough.") % {"name": name} + f" {told}"
    return told
