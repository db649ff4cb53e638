"""What still keeps a version out of force: read by the page, and asked by every deed that could end it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.models import Condition, MandateVersion, SignatureRequest
from mandates.selectors.signoff import places_of, requests_of, rule_of
from mandates.signing_rules import missing, still_needed
from pmo.clock.calendar import end_of
from pmo.ui.dates import in_words
from pmo.ui.series import in_a_sentence


def in_the_way(
    version: MandateVersion, now: datetime, requests: Sequence[SignatureRequest] | None = None
) -> Iterator[str]:
    """Yield a sentence for each thing that keeps a version that is out for signature out of force; nothing: it may.

    `requests`: who was asked, where they are loaded already.
    """
    yield from _signatures(version, list(requests_of(version)) if requests is None else requests)
    yield from _beside_signatures(version, now)


def ways_to_go(
    version: MandateVersion, now: datetime, requests: Sequence[SignatureRequest]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the same in two: what signatures are still to come, and what else."""
    return tuple(_signatures(version, requests)), tuple(_beside_signatures(version, now))


def _beside_signatures(version: MandateVersion, now: datetime) -> Iterator[str]:
    for condition in open_preconditions(version):
        names = {
            "text": condition.text,
            "owner": condition.owner.title,
            "day": in_words(condition.due, today=condition.due, style="day"),
        }
        yield _("Before it comes into force, until %(day)s, by %(owner)s: %(text)s") % names
    if version.objections_until and version.objections_until_at and now < version.objections_until_at:
        day = in_words(version.objections_until, today=version.objections_until, style="weekday")
        yield _("Until the end of %(day)s anybody who is asked may object.") % {"day": day}
    if version.not_before and now < begins(version.not_before, version):
        day = in_words(version.not_before, today=version.not_before, style="weekday")
        yield _("It does not come into force before %(day)s.") % {"day": day}


def begins(day: date, version: MandateVersion) -> datetime:
    """Return the instant at which a day begins by the clock of the version's office."""
    zone = version.mandate.office.time_zone
    return end_of(day - timedelta(days=1), zone)


def open_preconditions(version: MandateVersion) -> QuerySet[Condition]:
    """Return what must be done before a version comes into force, by signatures that stand."""
    found = Condition.objects.filter(signature__version=version, signature__revoked_at__isnull=True)
    return found.filter(is_precondition=True, ended_as="").select_related("owner")


def _signatures(version: MandateVersion, requests: Sequence[SignatureRequest]) -> Iterator[str]:
    rule, places = rule_of(version), places_of(requests)
    titles = {each.seat_id: each.seat.title for each in requests}
    without = [titles[place.seat_id] for place in missing(rule, places)]
    if without:
        yield _("Still to sign: %(seats)s.") % {"seats": in_a_sentence(without)}
    more = still_needed(rule, places) - len(without)
    if more > 0:
        said = ngettext(
            "%(number)d more signature is needed, of whichever seat.",
            "%(number)d more signatures are needed, of whichever seats.",
            more,
        )
        yield said % {"number": more}
