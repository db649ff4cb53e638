"""Seats that changed hands while a version is in force: who is new, what the seat signed, and what they said since."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from executives.models import Holder, Seat
from executives.selectors.seats import holders_on, person_in
from executives.states import DecisionRole
from mandates.control_states import SuccessorChoice
from mandates.models import Mandate, MandateVersion, Ratification, Review, Signature
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Office, Person

WAS_IN_FORCE = (VersionState.IN_FORCE, VersionState.SUPERSEDED)


def counting_signatures(office: Office) -> QuerySet[Signature]:
    """Return the signatures that a version in force rests on, now or formerly, the newest version first."""
    mandates = Mandate.objects.filter(office=office, current=True)
    given = Signature.objects.filter(version__mandate__in=mandates, revoked_at__isnull=True)
    return given.filter(version__state__in=WAS_IN_FORCE).order_by("-version", "-at", "-pk")


def who_stands_behind(signature: Signature | None) -> int | None:
    """Return the number of the holder who let somebody else sign, else of whoever signed; None where nobody did."""
    if signature is None:
        return None
    return signature.delegation.by_id if signature.delegation else signature.person_id


def is_former(signature: Signature | None, seat: Seat) -> bool:
    """Say whether somebody else than whoever stands behind a signature holds the seat by now; its holder is loaded."""
    now = person_in(seat)
    return signature is not None and (now is None or now.pk != who_stands_behind(signature))


def last_signature_for(office: Office, seat_id: int) -> Signature | None:
    """Return the newest signature that counts for a seat, by whomever, or None."""
    found = counting_signatures(office).filter(seat=seat_id)
    return found.select_related("version", "person", "seat", "delegation__by", "condition__owner").first()


def successors(office: Office) -> QuerySet[Holder]:
    """Return who holds a signatory seat today, and has neither signed the newest text signed for it nor said since.

    Whoever held a seat without a signature when the version came into force is no successor: they did not sign.
    """
    zone = ZoneInfo(office.time_zone)
    in_force = MandateVersion.objects.filter(
        mandate__office=office, mandate__current=True, state=VersionState.IN_FORCE
    ).annotate(day=TruncDate("in_force_at", tzinfo=zone))
    last = counting_signatures(office).filter(seat=OuterRef("seat"))
    seat = {"seat__office": office, "seat__closed_on__isnull": True, "seat__decision_role": DecisionRole.SIGNATORY}
    held = holders_on(clock.today(office.time_zone)).filter(**seat)
    found = held.annotate(
        in_force_on=Subquery(in_force.values("day")[:1], output_field=DateField()),
        last_by=Subquery(last.values_list(Coalesce("delegation__by", "person"))[:1], output_field=BigIntegerField()),
        last_on=Coalesce(Subquery(last.values("version")[:1], output_field=BigIntegerField()), Value(0)),
    )
    follows = Q(last_by__isnull=False) & ~Q(last_by=F("person")) | Q(last_by__isnull=True, start__gt=F("in_force_on"))
    found = found.filter(follows, in_force_on__isnull=False).filter(~Exists(_own_words()))
    return found.filter(~Exists(_own_signatures())).select_related("seat", "person").order_by("seat__order", "seat_id")


def _own_words() -> QuerySet[Ratification]:
    said = Ratification.objects.filter(seat=OuterRef("seat"), person=OuterRef("person"))
    return said.filter(version__gte=OuterRef("last_on"))


def _own_signatures() -> QuerySet[Signature]:
    mine = Q(person=OuterRef("person"), delegation__isnull=True) | Q(delegation__by=OuterRef("person"))
    given = Signature.objects.filter(mine, seat=OuterRef("seat"), revoked_at__isnull=True)
    return given.filter(version__gte=OuterRef("last_on")).exclude(version__state=VersionState.WITHDRAWN)


def own_word(person: Person, seat_id: int, office: Office) -> Ratification | None:
    """Return what a person said last as the successor in a seat, or None."""
    said = ratifications_in(office).filter(seat=seat_id, person=person)
    return said.order_by("version", "at", "pk").last()


def ratifications_in(office: Office) -> QuerySet[Ratification]:
    """Return what new holders of seats said of the current mandate, the newest first."""
    found = Ratification.objects.filter(version__mandate__office=office, version__mandate__current=True)
    return found.select_related("seat", "person", "version__mandate__office", "answered_by").order_by("-at", "-pk")


def open_wishes(office: Office) -> QuerySet[Ratification]:
    """Return the wishes to reopen that nobody has answered: by a draft or a review after them, or in a sentence."""
    asked = ratifications_in(office).filter(choice=SuccessorChoice.REOPEN, answered_at__isnull=True)
    drafts = MandateVersion.objects.filter(mandate=OuterRef("version__mandate"))
    drafts = drafts.filter(Q(opened_at__gt=OuterRef("at")) | Q(frozen_at__gt=OuterRef("at")))
    reviews = Review.objects.filter(mandate=OuterRef("version__mandate"), opened_at__gt=OuterRef("at"))
    return asked.filter(~Exists(drafts), ~Exists(reviews), ~Exists(_stood_by_later()))


def _stood_by_later() -> QuerySet[Ratification]:
    """Return the word by which whoever asked to reopen a version stood by it afterwards."""
    same = {name: OuterRef(name) for name in ("version", "seat", "person")}
    return Ratification.objects.filter(**same, choice=SuccessorChoice.RATIFY, at__gte=OuterRef("at"))


def wishes_on(version: MandateVersion, moment: datetime | None) -> list[Ratification]:
    """Return the wishes to reopen a version that a review has to hear: until now, or until it was closed."""
    asked = version.ratifications.filter(choice=SuccessorChoice.REOPEN).select_related("seat", "person", "answered_by")
    later = _stood_by_later()
    if moment:
        return list(asked.filter(~Exists(later.filter(at__lte=moment)), at__lte=moment))
    return list(asked.filter(~Exists(later)))


def said_since(version: MandateVersion, until: datetime | None = None) -> dict[int, Ratification]:
    """Return by seat what its newest successor said of a version, or had said before a moment."""
    said = version.ratifications.select_related("person").order_by("at", "pk")
    said = said.filter(at__lt=until) if until else said
    return {each.seat_id: each for each in said}
