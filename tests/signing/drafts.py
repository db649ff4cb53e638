"""What a manager changes in a draft beside the version in force: one field, one link, one line at a time."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import hypothesis.strategies as st
from hypothesis.stateful import rule

from mandates.profiles import header_of, profile_of
from mandates.selectors.signing_terms import terms_of
from mandates.services import drafting, signoff, statements
from mandates.services.agreeing import agree
from mandates.services.signing import set_signing
from mandates.signing_terms import SigningTerms
from mandates.states import LineKind, LinkKind, VersionState
from pmo.access.models import Office
from tests.scenes.amending import changed, leave_out_the_rest
from tests.scenes.executives import a_confirmed_requirement, manager_of
from tests.scenes.held import as_if_agreed
from tests.scenes.mandates import a_full_draft, statement_of
from tests.scenes.remembered import remembered
from tests.scenes.rounds import signed
from tests.signing.deeds import Signing, people

NEVER_SAID = "Said anew."
ISSUE, BENEFIT, GOAL, OBJECTIVE = LineKind.ISSUE, LineKind.BENEFIT, LineKind.GOAL, LineKind.OBJECTIVE
WORDING = {
    "issue": (ISSUE, {"text": "In other words."}),
    "issue again": (ISSUE, {"text": "In words that differ again."}),
    "anew": (ISSUE, {"text": NEVER_SAID}),
    "benefit": (BENEFIT, {"text": "Less of it."}),
    "description": (BENEFIT, {"description": "Told at length."}),
}
ANSWERED_FOR = {
    "tolerance": (BENEFIT, {"tolerance": Decimal("0.4")}),
    "tolerance back": (BENEFIT, {"tolerance": Decimal("0.5")}),
    "data source": (BENEFIT, {"data_source": "Another list"}),
    "owner 2": (BENEFIT, {"owner_id": 2}),
    "owner 4": (BENEFIT, {"owner_id": 4}),
}
PROMISED = {
    "target": (BENEFIT, {"target": Decimal("1.2")}),
    "reached": (OBJECTIVE, {"target": "90 %"}),
    "exclusion": (LineKind.EXCLUSION, {"text": "Anything else."}),
}
FIELDS = WORDING | ANSWERED_FOR | PROMISED
OTHERS = ("due", "head", "title", "source", "link", "order", "add", "remove", "rule")
CHANGES = st.sampled_from([*FIELDS, *OTHERS])
WORDS = st.lists(st.sampled_from([*WORDING, "title"]), min_size=1, max_size=2)
LIGHT = st.lists(st.sampled_from([*WORDING, *ANSWERED_FOR, "due", "head", "title", "source", "link"]), max_size=2)


@remembered
def a_mandate_to_amend() -> tuple[Office, list[int]]:
    """Return an office whose first version is in force by the signatures of four seats, and its seats."""
    office, seats, by = people()
    version = a_full_draft(office)
    for kind, seat in ((ISSUE, 2), (OBJECTIVE, 4)):
        words = a_confirmed_requirement(office.seats.get(pk=seats[seat])).wording_id
        statements.set_sources(statement_id=statement_of(version, kind).pk, wording_ids=[words], by=by)
    changed(version, BENEFIT, owner_id=seats[1])
    agree(as_if_agreed(leave_out_the_rest(version)), by=by)
    out = signoff.send_for_signature(version_id=version.pk, by=by)
    for seat in office.seats.filter(pk__in=seats[:4]):
        signed(out, seat)
    return office, seats


class Amending(Signing):
    """A full mandate in force, of which seats 1, 2 and 4 want something; its drafts are changed at random."""

    def people(self):
        """Return the office, its seats and its manager, with a mandate in force."""
        office, seats = a_mandate_to_amend()
        return office, seats, manager_of(office)

    def begin(self):
        """Begin with what is in force."""
        self.versions_are_where_they_may_be()

    # the manager drafts

    def _sourced(self, version, kind, wordings):
        pk = statement_of(version, kind).pk
        return self.tried(lambda: statements.set_sources(statement_id=pk, wording_ids=wordings, by=self.manager))

    @rule(change=CHANGES)
    def amend(self, change):
        """Change something in the draft, and answer every requirement that is in no statement then."""
        version = drafting.open_draft(office_id=self.office.pk, by=self.manager)
        if version.state != VersionState.DRAFT:
            return
        if change in FIELDS:
            self._field(version, *FIELDS[change])
        else:
            getattr(self, f"_change_{change}")(version)
        leave_out_the_rest(version)

    def _field(self, version, kind, fields):
        found = statement_of(version, kind)
        if found is None:
            return
        fields, profile = dict(fields), profile_of(found)
        text = fields.pop("text", found.text)
        if text == NEVER_SAID:
            text = f"Said anew, {self.entries().count()} deeds later."
        if "owner_id" in fields:
            fields["owner_id"] = self.seats[fields["owner_id"]]
        told = {"text": text, "profile": replace(profile, **fields) if profile else None}
        deed = {"statement_id": found.pk, "shown_digest": found.digest, "by": self.manager}
        self.tried(lambda: statements.change_statement(**deed, **told))

    def _change_due(self, version):
        if found := statement_of(version, OBJECTIVE):
            self._field(version, OBJECTIVE, {"due": profile_of(found).due + timedelta(days=1)})

    def _change_head(self, version):
        self._header(version, authority="Decides on order.")

    def _change_title(self, version):
        self._header(version, title="The mandate")

    def _header(self, version, **fields):
        told = {"header": replace(header_of(version), **fields), "shown_revision": version.revision}
        drafting.change_header(version_id=version.pk, **told, by=self.manager)

    def _change_source(self, version):
        if statement_of(version, GOAL):
            words = self.office.requirements.filter(seat=self.seats[4]).values_list("wording", flat=True)
            self._sourced(version, GOAL, list(words))

    def _change_link(self, version):
        found = statement_of(version, OBJECTIVE)
        if found:
            deed = {"statement_id": found.pk, "uppers": {LinkKind.SERVES: []}, "by": self.manager}
            self.tried(lambda: statements.set_links(**deed))

    def _change_order(self, version):
        statements.move_statement(statement_id=version.statements.first().pk, step=1, by=self.manager)

    def _change_add(self, version):
        new = {
            "kind": ISSUE,
            "text": f"New, {self.entries().count()} deeds later.",
            "profile": None,
            "by": self.manager,
        }
        self.tried(lambda: statements.add_statement(version_id=version.pk, **new))

    def _change_remove(self, version):
        if found := statement_of(version, LineKind.OPPORTUNITY):
            deed = {"statement_id": found.pk, "shown_digest": found.digest, "by": self.manager}
            self.tried(lambda: statements.remove_statement(**deed))

    def _change_rule(self, version):
        terms = SigningTerms("majority", None, version.not_before, terms_of(version).places)
        deed = {"version_id": version.pk, "terms": terms, "shown_digest": terms_of(version).digest}
        self.tried(lambda: set_signing(**deed, by=self.manager))
