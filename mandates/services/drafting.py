"""Deeds on a draft as a whole: open it, change its header, say why a requirement is left out."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from executives.models import Requirement
from mandates.amendments import heavier
from mandates.locks import lock_mandate
from mandates.models import Mandate, MandateVersion, Unanswered
from mandates.profiles import Header, header_of
from mandates.rules.drafting import may_draft, may_leave_out
from mandates.rules.statements import is_said, is_sound_header
from mandates.selectors.drafts import landed_in
from mandates.selectors.versions import open_version, origin_of_next
from mandates.services.changes import version_for_change
from mandates.services.copying import copy_rows
from mandates.stale import StaleHeader
from mandates.states import UnansweredReason, VersionState
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import wrong_input
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def open_draft(*, office_id: int, reason: str = "", by: Person) -> MandateVersion:
    """Open the next draft, copied from the version in force; the version that is open already is returned."""
    mandate = lock_mandate(office_id)
    office = Office.objects.get(pk=office_id)
    may_draft(standing_of(by, office)).require()
    if standing_already := open_version(office):
        return standing_already
    mandate = mandate or start_mandate(office, by)
    return draft_from(mandate, origin_of_next(office), reason=reason, by=by)


def draft_from(
    mandate: Mandate, origin: MandateVersion | None, *, reason: str = "", raised_to: str = "", by: Person
) -> MandateVersion:
    """Open a draft copied from `origin`, or an empty one; the caller holds the locks and has asked the rules.

    What never came into force keeps the class that it was raised to, or gets a heavier one.
    """
    header = header_of(origin) if origin else Header(_("Mandate of the %(office)s") % {"office": mandate.office.name})
    version = MandateVersion.objects.create(
        mandate=mandate,
        based_on=origin,
        reason=canonical.text(reason),
        raised_to=_raised(origin, raised_to),
        opened_by=by,
        **asdict(header),
        **_signing_of(origin),
    )
    if origin:
        copy_rows(origin, version)
    record(
        "version.opened",
        about=version,
        office=mandate.office,
        by=by,
        payload={
            "reason": version.reason,
            "from": origin.key if origin else None,
            **({"raised_to": str(version.raised_to)} if version.raised_to else {}),
        },
    )
    return version


def _raised(origin: MandateVersion | None, raised_to: str) -> str:
    was = origin.raised_to if origin and origin.state == VersionState.WITHDRAWN else ""
    return heavier(was, raised_to) if was and raised_to else was or raised_to


def _signing_of(origin: MandateVersion | None) -> dict[str, object]:
    """Return how the next draft is signed: as what it is copied from; its day only where that never came into force."""
    if origin is None:
        return {}
    day = origin.not_before if origin.state == VersionState.WITHDRAWN else None
    return {"signing_rule": origin.signing_rule, "signing_needed": origin.signing_needed, "not_before": day}


def start_mandate(office: Office, by: Person) -> Mandate:
    """Begin the current mandate of an office that has none; the caller holds the lock and has asked the rule."""
    mandate = Mandate.objects.create(office=office)
    record("mandate.started", about=mandate, office=office, by=by)
    return mandate


@transaction.atomic
def change_header(*, version_id: int, header: Header, shown_revision: int, by: Person) -> MandateVersion:
    """Change title, served, authority, expected and distribution; a header that changed meanwhile is shown first."""
    version = version_for_change(version_id, by)
    office = version.mandate.office
    is_sound_header(header).require()
    new = Header(**{name: canonical.text(value) for name, value in asdict(header).items()})
    old = header_of(version)
    if new == old:
        return version
    if shown_revision != version.revision:
        raise StaleHeader(version)
    for name, value in asdict(new).items():
        setattr(version, name, value)
    version.revision += 1
    version.save(update_fields=[*asdict(new), "revision"])
    record("version.changed", about=version, office=office, by=by, payload={"old": asdict(old), "new": asdict(new)})
    return version


@transaction.atomic
def leave_out(*, version_id: int, requirement_id: int, code: str, reason: str, by: Person) -> Unanswered:
    """Record why a requirement is not in the draft; its executive reads the sentence."""
    version = version_for_change(version_id, by)
    office = version.mandate.office
    requirement = Requirement.objects.get(pk=requirement_id)
    may_leave_out(requirement, version, landed_in(version, requirement.pk)).require()
    said, code = _reason(code, reason)
    found = Unanswered.objects.filter(version=version, requirement=requirement).first()
    if found and (found.code, found.reason) == (code, said):
        return found
    kept, __ = Unanswered.objects.update_or_create(
        version=version, requirement=requirement, defaults={"code": code, "reason": said, "by": by}
    )
    payload = {"requirement": requirement.key, "code": code, "reason": said}
    record("requirement.unanswered", about=requirement, office=office, by=by, payload=payload)
    return kept


def _reason(code: str, reason: str) -> tuple[str, str]:
    """Return the sentence as kept, and its code; refuses an unknown code and an empty sentence."""
    if code not in UnansweredReason.values:
        wrong_input(_("Choose one of the reasons of the list.")).require()
    most = Unanswered._meta.get_field("reason").max_length or 0
    is_said(reason, _("the reason to the executive"), most).require()
    return canonical.text(reason), str(code)
