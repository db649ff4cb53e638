"""Recording a signature that was given on paper, where the office's rule lets it count."""

import hashlib
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from executives.papers import media_type_of, name_of
from executives.selectors.seats import holders_on
from mandates import signing_mails
from mandates.locks import lock_version
from mandates.models import MandateVersion, Signature, SignaturePaper, SignaturePaperFile, SigningPolicy
from mandates.rules.paper_signatures import SignedPaper, may_record_signature
from mandates.selectors.signoff import requests_of, signing_of
from mandates.services.forces import proceed
from mandates.services.signoff import settle
from mandates.states import SignatureState
from pmo import clock
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.standing import standing_of
from pmo.audit.services import record

METHOD = "paper"


@transaction.atomic
def record_signature(
    *, version_id: int, seat_id: int, day: date, name: str, data: bytes, shown_digest: str, by: Person
) -> Signature:
    """Let a scan stand as the signature of a seat, given by whoever held it on the day of the paper."""
    version = lock_version(version_id)
    office, digest = version.mandate.office, hashlib.sha256(data).hexdigest()
    standing = standing_of(by, office)
    is_manager(standing).require()
    same = version.signatures.filter(seat_id=seat_id, revoked_at__isnull=True, paper__digest=digest)
    if signature := same.first():
        return signature
    asked = list(requests_of(version))
    signing = signing_of(version, seat_id, shown_digest, standing, asked)
    paper = _given(version, seat_id, day, data)
    counts = SigningPolicy.objects.filter(office=office, paper_counts=True).exists()
    may_record_signature(standing, signing, paper, counts=counts).require()
    request = signing.request
    assert request is not None
    signature = _write(version, seat_id, paper, name, data, by)
    settle(request, SignatureState.SIGNED)
    evidence = {"seat": request.seat.title, "person": signature.person_id, "day": day, "file": digest}
    payload = evidence | {"digest": version.digest}
    record("version.signed_on_paper", about=version, office=office, by=by, payload=payload)
    proceed(version, by=by, requests=asked)
    signing_mails.signed_on_paper(version, signature, by)
    return signature


def _given(version: MandateVersion, seat_id: int, day: date, data: bytes) -> SignedPaper:
    office = version.mandate.office
    holder = holders_on(day).filter(seat=seat_id, seat__office=office).select_related("person").first()
    fixed = version.frozen_at.astimezone(ZoneInfo(office.time_zone)).date() if version.frozen_at else day
    today, person = clock.today(office.time_zone), holder.person if holder else None
    known = version.papers.filter(seat=seat_id, digest=hashlib.sha256(data).hexdigest()).exists()
    return SignedPaper(day, today, fixed, person, len(data), media_type_of(data), known)


def _write(version: MandateVersion, seat_id: int, given: SignedPaper, name: str, data: bytes, by: Person) -> Signature:
    assert given.person is not None, "the rule has refused a vacant seat"
    paper = SignaturePaper.objects.create(
        version=version,
        seat_id=seat_id,
        person=given.person,
        day=given.day,
        name=name_of(name, given.media_type),
        media_type=given.media_type,
        size=given.size,
        digest=hashlib.sha256(data).hexdigest(),
        by=by,
    )
    SignaturePaperFile.objects.create(paper=paper, data=data)
    intent = _("Signed on paper; the paper is kept with this signature.")
    return Signature.objects.create(
        version=version,
        seat_id=seat_id,
        person=given.person,
        digest=version.digest,
        intent=intent,
        method=METHOD,
        paper=paper,
    )
