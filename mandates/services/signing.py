"""The deed by which a manager says how a draft will be signed."""

from django.db import transaction

from mandates.models import MandateVersion, SigningSeat
from mandates.rules.signing import may_set_signing, shows_what_stands
from mandates.selectors.signing_terms import terms_of
from mandates.selectors.signoff import required_seats
from mandates.services.changes import version_for_change
from mandates.signing_terms import SigningTerms
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record


@transaction.atomic
def set_signing(*, version_id: int, terms: SigningTerms, shown_digest: str, by: Person) -> MandateVersion:
    """Set rule, stages, required seats and *not in force before* of a draft; they freeze with it."""
    version = version_for_change(version_id, by)
    office = version.mandate.office
    signatories = {seat.pk for seat in required_seats(version)}
    today = clock.today(office.time_zone)
    may_set_signing(standing_of(by, office), version, terms, signatories=signatories, today=today).require()
    old = terms_of(version)
    if terms.content() == old.content():
        return version
    shows_what_stands(old, shown_digest).require()
    version.signing_rule, version.signing_needed, version.not_before = terms.rule, terms.named, terms.not_before
    version.save(update_fields=["signing_rule", "signing_needed", "not_before"])
    version.signing_seats.all().delete()
    SigningSeat.objects.bulk_create(
        SigningSeat(version=version, seat_id=place.seat_id, stage=place.stage, must=place.must)
        for place in terms.places
        if not place.is_usual
    )
    payload = {"old": old.content(), "new": terms.content()}
    record("version.signing_set", about=version, office=office, by=by, payload=payload)
    return version
