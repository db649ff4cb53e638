"""Stage *drafted*: the mandate as it was first put to the executives, linked to their words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from executives.models import Requirement, Seat
from mandates.models import MandateVersion, Statement
from mandates.profiles import BenefitProfile, Header, ObjectiveProfile
from mandates.services import drafting, statements
from mandates.states import BenefitKind, Direction, LineKind, LinkKind, UnansweredReason
from pmo.access.models import Office, Person
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material

DRAFTED = datetime(2025, 10, 13, 9, 0, tzinfo=UTC)
REASONS = {"deferred": UnansweredReason.NOT_NOW}
FIRST_TARGETS = {("B1", 1): "1.0", ("B1", 2): "2.0", ("B5", 1): "98"}
AUTHORITY = (
    "The office reports to the Chief Operating Officer as sponsor. It keeps the one list of jobs, asks for dates, "
    "costs and results, and brings conflicts between divisions to the leadership team, which decides."
)
EXPECTED = (
    "Directors give true dates and costs for their jobs once a month, name one owner for each result, and settle "
    "collisions between works within a week."
)


def draft_mandate(office: Office) -> MandateVersion:
    """Write the first draft: header, statements with profiles, links, sources, and the reasons for what is left out."""
    set_time(DRAFTED)
    manager, mandate = cast.person(cast.MANAGER), material.tree("mandate.json")
    version = drafting.open_draft(office_id=office.pk, by=manager)
    header = Header(
        title=mandate["title"],
        served=mandate["served"],
        authority=AUTHORITY,
        expected=EXPECTED,
        distribution=", ".join(mandate["distribution"]),
    )
    drafting.change_header(version_id=version.pk, header=header, shown_revision=version.revision, by=manager)
    written = {ref: _write(version, ref, kind, each, by=manager) for ref, kind, each in _lines(mandate)}
    _link(written, mandate, by=manager)
    _source(office, written, mandate, by=manager)
    _leave_out(office, version, mandate, by=manager)
    return version


def _lines(mandate: dict[str, Any]) -> list[tuple[str, LineKind, dict[str, Any]]]:
    purpose = [(each["id"], _purpose_kind(each), each) for each in mandate["purpose"]]
    benefits = [(each["id"], LineKind.BENEFIT, each) for each in mandate["benefits"]]
    goals = [(each["id"], LineKind.GOAL, each) for each in mandate["goals"]]
    objectives = [(each["id"], LineKind.OBJECTIVE, each) for each in mandate["objectives"]]
    exclusions = [(each["id"], LineKind.EXCLUSION, each) for each in mandate["exclusions"]]
    return [*purpose, *benefits, *goals, *objectives, *exclusions]


def _purpose_kind(each: dict[str, Any]) -> LineKind:
    return LineKind.ISSUE if each["kind"] == "issue" else LineKind.OPPORTUNITY


def _write(version: MandateVersion, ref: str, kind: LineKind, each: dict[str, Any], *, by: Person) -> Statement:
    return statements.add_statement(
        version_id=version.pk,
        kind=kind,
        text=wording_in_round(ref, 1, each),
        profile=profile_in_round(version.mandate.office, ref, 1, each),
        source_ref=ref,
        by=by,
    )


def wording_in_round(ref: str, number: int, final: dict[str, Any]) -> str:
    """Return what a statement said in a round; the final text where the history names none."""
    told = {(past["statement"], past["round"]): past["text"] for past in material.tree("mandate.json")["draft_history"]}
    return told.get((ref, number), final.get("title") or final["text"])


def profile_in_round(
    office: Office, ref: str, number: int, final: dict[str, Any]
) -> BenefitProfile | ObjectiveProfile | None:
    """Return the profile of a benefit or an objective as it was put in a round; others have none."""
    if "baseline" in final:
        return _benefit(office, final, target=FIRST_TARGETS.get((ref, number), str(final["target"])))
    if "goal" in final:
        due = date.fromisoformat(final["due"])
        return ObjectiveProfile(measure=final["measure"], target=str(final["target"]), due=due)
    return None


def _benefit(office: Office, final: dict[str, Any], *, target: str) -> BenefitProfile:
    return BenefitProfile(
        description=final["description"],
        kind=BenefitKind(final["kind"].replace("-", "_")),
        owner_id=Seat.objects.get(office=office, title=final["owner_seat"]).pk,
        measure=final["measure"],
        unit=final["unit"],
        data_source=final["data_source"],
        baseline=Decimal(str(final["baseline"])),
        baseline_date=date.fromisoformat(final["baseline_date"]),
        target=Decimal(target),
        target_date=date.fromisoformat(final["target_date"]),
        direction=Direction(final["direction"]),
        tolerance=Decimal(str(final["tolerance"])),
    )


def _link(written: dict[str, Statement], mandate: dict[str, Any], *, by: Person) -> None:
    def ids(refs: list[str]) -> list[int]:
        return [written[ref].pk for ref in refs]

    for each in mandate["benefits"]:
        uppers = {LinkKind.ADDRESSES: ids(each["addresses"])}
        statements.set_links(statement_id=written[each["id"]].pk, uppers=uppers, by=by)
    for each in mandate["goals"]:
        uppers = {LinkKind.ADDRESSES: ids(each["purpose"])}
        statements.set_links(statement_id=written[each["id"]].pk, uppers=uppers, by=by)
    for each in mandate["objectives"]:
        uppers = {LinkKind.SERVES: ids(each["benefits"]), LinkKind.ACHIEVES: ids([each["goal"]])}
        statements.set_links(statement_id=written[each["id"]].pk, uppers=uppers, by=by)


def _source(office: Office, written: dict[str, Statement], mandate: dict[str, Any], *, by: Person) -> None:
    requirements = Requirement.objects.filter(office=office)
    wordings = {each.source_ref: each.wording_id for each in requirements if each.wording_id}
    for ref, _kind, each in _lines(mandate):
        sources = [wordings[name] for name in each["requirements"]]
        statements.set_sources(statement_id=written[ref].pk, wording_ids=sources, by=by)


def _leave_out(office: Office, version: MandateVersion, mandate: dict[str, Any], *, by: Person) -> None:
    for each in mandate["unused_requirements"]:
        requirement = Requirement.objects.get(office=office, source_ref=each["requirement"])
        code = REASONS.get(each["reason_code"], each["reason_code"])
        drafting.leave_out(
            version_id=version.pk, requirement_id=requirement.pk, code=code, reason=each["reason"], by=by
        )
