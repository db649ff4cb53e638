"""What somebody might write past the product into what is signed, straight into the database: each of it is refused."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F

from mandates.models import (
    Benefit,
    Condition,
    Line,
    Mandate,
    MandateVersion,
    NoticeObjection,
    Signature,
    SignatureRequest,
    SigningSeat,
    Source,
    Statement,
    StatementLink,
    Waiver,
)
from mandates.states import VersionState
from pmo import clock

Change = Callable[[], object]
FIXED = {
    "title": "Other",
    "reason": "Other",
    "authority": "Other",
    "digest": "0" * 64,
    "content": "{}",
    "amendment_class": "",
    "required_seats": [],
    "signing_rule": "two_thirds",
    "signing_needed": 9,
    "not_before": "2020-01-01",
    "raised_to": "?",
    "major": 77,
    "based_on": None,
    "frozen_at": None,
    "opened_at": "2020-01-01 00:00:00+00:00",
}


def refused_by_the_database(walk) -> None:
    """Try to write what no deed may write, and see each of it refused: of the newest versions, and what is in force."""
    frozen = MandateVersion.objects.filter(mandate__office=walk.office).exclude(digest="").order_by("-pk")
    for version in {*frozen[:1], *frozen.filter(state=VersionState.IN_FORCE)}:
        _all_refused((*_of_the_text(version), *_of_its_states(walk, version), *_of_signatures(walk, version)))


def _all_refused(changes) -> None:
    for name, change in changes:
        try:
            with transaction.atomic():
                done = change()
        except DatabaseError:
            continue
        assert not done, f"the database let it: {name}"


def _of_the_text(version: MandateVersion) -> Iterator[tuple[str, Change]]:
    row, rows = MandateVersion.objects.filter(pk=version.pk), Statement.objects.filter(version=version)
    for name, value in FIXED.items():
        if getattr(version, name) != value:
            yield name, lambda name=name, value=value: row.update(**{name: value})
    yield "version deleted", lambda: row._raw_delete("default")
    yield "another key", lambda: row.update(id=version.pk + 1000)
    yield "text", lambda: rows.update(text="Other")
    yield "order", lambda: rows.update(order=F("order") + 7)
    yield "moved away", lambda: rows.update(version=None)
    yield "thawed", lambda: rows.update(frozen=False)
    yield "statement deleted", lambda: rows._raw_delete("default")
    line = Line.objects.filter(mandate=version.mandate).first()
    yield "line", lambda: Line.objects.filter(pk=line.pk).update(number=99)
    new = {"version": version, "line": line, "edited_by": version.opened_by}
    yield "statement", lambda: Statement.objects.create(text="New.", digest="d", **new)
    for model, of, told in (
        (Benefit, {"statement__version": version}, {"tolerance": 9}),
        (Source, {"statement__version": version}, {"wording": F("wording") + 1}),
        (StatementLink, {"lower__version": version}, {"kind": "?"}),
        (SigningSeat, {"version": version}, {"must": False, "stage": 9}),
    ):
        found = model.objects.filter(pk__in=list(model.objects.filter(**of).values_list("pk", flat=True)))
        yield f"{model.__name__} changed", lambda found=found, told=told: found.update(**told)
        yield f"{model.__name__} deleted", lambda found=found: found._raw_delete("default")
    seat = version.mandate.office.seats.last()
    yield "place", lambda: SigningSeat.objects.create(version=version, seat=seat, must=True)


def _of_its_states(walk, version: MandateVersion) -> Iterator[tuple[str, Change]]:
    row = MandateVersion.objects.filter(pk=version.pk)
    for state in (VersionState.DRAFT, VersionState.AGREED, VersionState.OUT_FOR_SIGNATURE):
        if version.state not in (state, VersionState.AGREED):
            yield state, lambda state=state: row.update(state=state)
    if version.state != VersionState.IN_FORCE and not walk.could_be_in_force(version):
        told = {"state": VersionState.IN_FORCE, "in_force_at": clock.now()}
        yield "in force", lambda: row.update(**told)
        yield "in force long ago", lambda: row.update(**told | {"in_force_at": clock.now() - timedelta(days=999)})
    notice = {"objections_until": "2020-01-01", "objections_until_at": clock.now() - timedelta(days=1)}
    if version.state != VersionState.ON_NOTICE:
        yield "on notice", lambda: row.update(state=VersionState.ON_NOTICE, **notice)
    yield "window", lambda: row.update(**notice)
    if version.in_force_at:
        yield "since when", lambda: row.update(in_force_at=F("opened_at"))


def _of_signatures(walk, version: MandateVersion) -> Iterator[tuple[str, Change]]:
    given, asked = Signature.objects.filter(version=version), SignatureRequest.objects.filter(version=version)
    reader = walk.seats[5]
    new = {"version": version, "person": walk.manager, "method": "none"}
    for seat in [*asked.filter(state="later").values_list("seat_id", flat=True), reader]:
        yield "unasked", lambda seat=seat: Signature.objects.create(seat_id=seat, digest=version.digest, **new)
    yield "other text", lambda: Signature.objects.create(seat_id=walk.seats[0], digest="0" * 64, **new)
    yield "request deleted", lambda: asked._raw_delete("default")
    if version.state != VersionState.AGREED:
        yield "request added", lambda: SignatureRequest.objects.create(version=version, seat_id=reader)
    yield "need not", lambda: asked.filter(must=True).update(must=False)
    yield "at once", lambda: asked.filter(stage__gt=1).update(stage=1)
    yield "as if signed", lambda: asked.exclude(state="signed").update(state="signed")
    yield "another person", lambda: given.exclude(person=walk.manager).update(person=walk.manager)
    yield "another day", lambda: given.update(at=clock.now() - timedelta(days=99))
    yield "signature deleted", lambda: given._raw_delete("default")
    yield (
        "back again",
        lambda: given.exclude(revoked_at=None).update(revoked_at=None, revoked_by=None, revoked_reason=""),
    )
    conditions = Condition.objects.filter(pk__in=list(given.values_list("condition", flat=True)))
    yield "no more", lambda: conditions.filter(is_precondition=True).update(is_precondition=False)
    yield "condition deleted", lambda: conditions._raw_delete("default")
    told = {"version": version, "person": walk.manager, "reason": "x", "digest": version.digest}
    if version.state != VersionState.ON_NOTICE or clock.now() >= version.objections_until_at:
        yield "objection", lambda: NoticeObjection.objects.create(seat_id=walk.seats[3], **told)
    objections, waivers = NoticeObjection.objects.filter(version=version), Waiver.objects.filter(version=version)
    yield "objection deleted", lambda: objections._raw_delete("default")
    yield "waiver deleted", lambda: waivers._raw_delete("default")
    held = {"version": version, "seat_id": walk.seats[0], "by": walk.manager, "reason": "x"}
    yield "waiver of a seat that is held", lambda: Waiver.objects.create(**held)
    yield "waiver of long ago", lambda: Waiver.objects.create(**held, at=version.frozen_at - timedelta(days=9999))
    mandate = Mandate.objects.filter(pk=version.mandate_id)
    yield "another office", lambda: mandate.update(office=None)
