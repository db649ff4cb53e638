"""Texts of a line that differ in wording alone: what was said of the one stands for the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from mandates.control_states import LIGHT, AmendmentClass
from mandates.models import Mandate, MandateVersion, Signature, Statement
from mandates.selectors.signing_then import as_given
from mandates.then import Then

Words = dict[int, dict[str, frozenset[str]]]
"""By line and digest, the digests of all texts that came from it, or led to it, by editorial amendments in force."""


def same_words(mandate: Mandate) -> Words:
    """Return which texts of each line of a mandate differ in wording alone; one query, or two."""
    ever = mandate.versions.filter(in_force_at__isnull=False).order_by("in_force_at", "pk")
    versions = ever.values_list("pk", "amendment_class")
    pairs = [
        (before, after)
        for (before, _class), (after, amendment_class) in pairwise(versions)
        if amendment_class == AmendmentClass.EDITORIAL
    ]
    if not pairs:
        return {}
    rows = Statement.objects.filter(version__in={number for pair in pairs for number in pair})
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for version, line, digest in rows.values_list("version_id", "line_id", "digest"):
        said[version][line] = digest
    return _between(pairs, said)


def same_words_before(version: MandateVersion) -> Words:
    """Return the same for a light version, from the major version before it on; one query.

    Between two minor amendments only wording has changed: so the ends of such a stretch are read, and none between.
    """
    ever = MandateVersion.objects.filter(mandate=version.mandate_id, major=version.major)
    ever = ever.filter(Q(in_force_at__isnull=False) | Q(pk=version.pk))
    minors = ever.filter(amendment_class=AmendmentClass.MINOR, minor__lte=version.minor)
    earlier = ever.filter(minor__lt=OuterRef("minor")).order_by("-minor").values("pk")[:1]
    ends = Q(version__in=minors) | Q(version__in=minors.annotate(before=Subquery(earlier)).values("before"))
    first = Q(version__mandate=version.mandate_id, version__major=version.major, version__minor=0)
    said: dict[int, dict[int, str]] = defaultdict(dict)
    classes: dict[int, str] = {}
    rows = Statement.objects.filter(ends | first | Q(version=version)).order_by("version__minor")
    fields = ("version__minor", "version__amendment_class", "line_id", "digest")
    for minor, amendment_class, line, digest in rows.values_list(*fields):
        said[minor][line], classes[minor] = digest, amendment_class
    pairs = [pair for pair in pairwise(sorted(said)) if classes[pair[1]] == AmendmentClass.EDITORIAL]
    return _between(pairs, said)


def _between(pairs: Iterable[tuple[int, int]], said: Mapping[int, Mapping[int, str]]) -> Words:
    steps = [(line, was, said[after].get(line, was)) for before, after in pairs for line, was in said[before].items()]
    return _joined(steps)


def _joined(steps: list[tuple[int, str, str]]) -> Words:
    """Join the texts of each line step by step, in the order of the versions."""
    found: dict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    for line, was, now in steps:
        if was != now:
            of_line = found[line]
            both = of_line.get(was, frozenset([was])) | of_line.get(now, frozenset([now]))
            of_line |= dict.fromkeys(both, both)
    return dict(found)


def others(words: Words, line: int, digest: str) -> str:
    """Return the digests of the other texts that say the same as one, as an item of a round keeps them."""
    return " ".join(sorted(words.get(line, {}).get(digest, frozenset()) - {digest}))


def is_light(version: MandateVersion) -> bool:
    """Say whether a frozen version is a light amendment."""
    return version.is_frozen and version.amendment_class in LIGHT


def _earlier(version: MandateVersion) -> QuerySet[MandateVersion]:
    same = MandateVersion.objects.filter(mandate=version.mandate_id, major=version.major)
    return same.filter(minor__lt=version.minor, in_force_at__isnull=False)


@dataclass(frozen=True)
class RestsOn:
    """A version that a light one rests on, with the signatures under it that stand."""

    version: MandateVersion
    signatures: tuple[Signature, ...]


def rests_on(version: MandateVersion) -> tuple[RestsOn, ...]:
    """Return whose signatures a light version rests on, the newest version first, back to the last major one."""
    return resting(version, signatures_under(version)) if is_light(version) else ()


def resting(version: MandateVersion, signatures: Iterable[Signature]) -> tuple[RestsOn, ...]:
    """Return whose signatures a light version rests on, of those that `signatures_under` has found."""
    before = [each for each in signatures if each.version_id != version.pk]
    return tuple(RestsOn(each, tuple(given)) for each, given in groupby(before, key=lambda one: one.version))


def signatures_under(version: MandateVersion, then: Then | None = None) -> list[Signature]:
    """Return the signatures under a version that stand, or stood then, and under those it rests on, newest first."""
    if not version.is_frozen:
        return []
    these = Q(version=version)
    if is_light(version):
        these |= Q(version__in=_earlier(version))
    stand = Q(revoked_at__isnull=True)
    if then:
        stand = Q(at__lt=then.ends) & (stand | Q(revoked_at__gte=then.ends))
    rows = Signature.objects.filter(these & stand).select_related("seat", "person", "delegation__by")
    found = rows.select_related("version").order_by("-version__minor", "seat__order", "pk")
    return as_given(found, then) if then else list(found)


def texts_answered(number: int | Subquery | OuterRef) -> QuerySet[MandateVersion, Any]:
    """Return the digests of texts to which an answer is one to a version that was in force, as part of a query.

    Its own, and those of the versions before it from which wording alone has changed, step by step. `number` is its
    row, or where that stands in the query around it.
    """
    before = FilteredRelation("mandate__versions", condition=Q(mandate__versions__in_force_at__isnull=False))
    found = MandateVersion.objects.filter(pk=number).annotate(before=before, first=F("before__minor"))
    steps = MandateVersion.objects.filter(mandate=OuterRef("mandate"), major=OuterRef("major"))
    steps = steps.filter(minor__gt=OuterRef("first"), minor__lte=OuterRef("minor"), in_force_at__isnull=False)
    others = Exists(steps.exclude(amendment_class=AmendmentClass.EDITORIAL))
    found = found.annotate(text=F("before__digest"), of=F("before__major"), is_other=others)
    return found.filter(of=F("major"), first__lte=F("minor"), is_other=False).order_by().values("text")
