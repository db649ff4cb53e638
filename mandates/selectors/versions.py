"""Reads of the mandate, its versions and their statements."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from mandates.control_states import LIGHT
from mandates.models import ConsensusRound, MandateVersion, Statement, StatementLink
from mandates.origins import spoken_sources
from mandates.states import OPEN_STATES, LineKind, RoundState, VersionState
from pmo.access.models import Office

CHAPTERS = list(LineKind)
TEXTS = ("content", "served", "authority", "expected", "distribution")
REQUIREMENT = "wording__requirement"
NEWEST = (f"{REQUIREMENT}__seat", f"{REQUIREMENT}__wording", "wording__confirmed_by", "wording__on_paper__by")


def versions_of(office: Office) -> QuerySet[MandateVersion]:
    """Return all versions of the current mandate, with their mandate and office."""
    return MandateVersion.objects.filter(mandate__office=office, mandate__current=True).select_related(
        "mandate__office"
    )


def versions_listed(office: Office) -> QuerySet[MandateVersion]:
    """Return the versions of the current mandate, newest first, without their texts."""
    heavy = [f"{of}{name}" for of in ("", "based_on__") for name in TEXTS]
    return versions_of(office).select_related("mandate__office", "based_on").defer(*heavy).order_by("-pk")


def version_before(version: MandateVersion) -> MandateVersion | None:
    """Return what was in force before a version, or None."""
    earlier = versions_of(version.mandate.office).filter(in_force_at__isnull=False, pk__lt=version.pk)
    return earlier.defer(*TEXTS).order_by("-pk").first()


def versions_to_compare(office: Office, states: Iterable[str]) -> list[tuple[str, str]]:
    """Return what may stand beside each other, newest first: *2.1*, and *2.1, in force*; the draft is *draft*."""
    stands = Q(digest__gt="") | Q(state__in=OPEN_STATES)
    found = versions_of(office).filter(stands, state__in=tuple(states)).order_by("-pk")
    return [
        ("draft", str(VersionState(state).label))
        if major is None
        else (f"{major}.{minor}", f"{major}.{minor}, {str(VersionState(state).label).lower()}")
        for major, minor, state in found.values_list("major", "minor", "state")
    ]


def open_version(office: Office) -> MandateVersion | None:
    """Return the one version between draft and out for signature, or None."""
    return versions_of(office).filter(state__in=OPEN_STATES).first()


def version_in_force(office: Office) -> MandateVersion | None:
    """Return the version in force, or None."""
    return versions_of(office).filter(state=VersionState.IN_FORCE).first()


def open_version_with_origin(office: Office) -> MandateVersion | None:
    """Return the open version with what it was copied from and the number of its open round, or None; one query."""
    heavy = [f"based_on__{name}" for name in TEXTS]
    asked = ConsensusRound.objects.filter(version=OuterRef("pk"), state=RoundState.OPEN).values("number")[:1]
    found = versions_of(office).filter(state__in=OPEN_STATES).select_related("based_on").defer(*heavy)
    return found.annotate(open_round=Subquery(asked)).first()


def in_force_and_on_notice(office: Office) -> tuple[MandateVersion | None, MandateVersion | None]:
    """Return the version in force, and the one beside it that is open to objections; one query for both."""
    states = (VersionState.IN_FORCE, VersionState.ON_NOTICE)
    found = {version.state: version for version in versions_of(office).filter(state__in=states)}
    in_force, on_notice = (found.get(state) for state in states)
    return in_force, on_notice


def origin_of_next(office: Office) -> MandateVersion | None:
    """Return what the next draft is copied from: the version in force, else the last one withdrawn, or None."""
    return version_in_force(office) or versions_of(office).filter(state=VersionState.WITHDRAWN).last()


def version_numbered(office: Office, number: str) -> MandateVersion | None:
    """Return the frozen version with this number (`2.1`), or None."""
    if (parts := _parts(number)) is None:
        return None
    return versions_of(office).filter(major=parts[0], minor=parts[1]).first()


def numbered_and_in_force(office: Office, number: str) -> tuple[MandateVersion | None, MandateVersion | None]:
    """Return the version with this number, and the one in force now; one query for both."""
    major, minor = _parts(number) or (None, None)
    wanted = Q(major=major, minor=minor) if major is not None else Q(pk=None)
    found = list(versions_of(office).filter(wanted | Q(state=VersionState.IN_FORCE)))
    numbered = next((each for each in found if (each.major, each.minor) == (major, minor)), None)
    return numbered, next((each for each in found if each.state == VersionState.IN_FORCE), None)


def _parts(number: str) -> tuple[int, int] | None:
    major, _dot, minor = number.partition(".")
    return (int(major), int(minor)) if major.isdecimal() and minor.isdecimal() else None


def next_number(version: MandateVersion) -> tuple[int, int]:
    """Return the number that a version of its class gets when it is frozen; withdrawn ones keep theirs for good.

    A light amendment counts on from the version in force (2.0, then 2.1); every other one begins anew: 1.0, then 2.0.
    """
    versions = version.mandate.versions
    base = versions.filter(state=VersionState.IN_FORCE).first()
    if base is not None and base.major is not None and version.amendment_class in LIGHT:
        used = versions.filter(major=base.major).aggregate(highest=Max("minor"))["highest"]
        return base.major, used + 1
    used = versions.aggregate(highest=Max("major"))["highest"]
    return (used or 0) + 1, 0


def statements_of(version: MandateVersion) -> QuerySet[Statement]:
    """Return the statements in the order of the document: by chapter (the kinds in their order), then by order."""
    return in_order(version.statements.all())


def in_order(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Return statements in the order of the document, with line and profile."""
    places = [When(line__kind=kind, then=Value(place)) for place, kind in enumerate(CHAPTERS)]
    return (
        statements.select_related("line", "benefit__owner", "objective")
        .annotate(chapter=Case(*places, output_field=IntegerField()))
        .order_by("chapter", "order", "line__number")
    )


def statements_with_reasons(version: MandateVersion, *, newest_words: bool = False) -> QuerySet[Statement]:
    """Return the statements with links and sources loaded, as `version_content` wants them.

    With `newest_words`, the rows of the words as well, and what each requirement says by now.
    """
    sources = spoken_sources()
    if newest_words:
        sources = sources.select_related(*NEWEST)
    return statements_of(version).prefetch_related(
        Prefetch("links_up", StatementLink.objects.select_related("upper__line")),
        Prefetch("sources", sources),
    )
