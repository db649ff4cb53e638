"""Light amendments beside the major versions: drafted, raised, sent, signed, open to objections, in force or not."""

from dataclasses import replace

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from mandates.models import MandateVersion, NoticeObjection, Ratification, Signature
from mandates.rules.delegations import NewDelegation
from mandates.selectors.in_force import in_the_way
from mandates.selectors.same_words import rests_on, same_words
from mandates.selectors.signing_terms import terms_of
from mandates.services import amending, delegations, objecting, paper_signatures, turnover
from mandates.services.signing import set_signing
from mandates.states import SignatureState, VersionState
from pmo import clock
from pmo.clock.calendar import end_of
from tests.scenes.executives import administrator_of
from tests.scenes.rounds import in_days
from tests.scenes.signing_mails import SCAN
from tests.signing.deeds import REACHED, REASON, SEATS
from tests.signing.drafts import Amending
from tests.signing.memory import EDITORIAL, MAJOR, WEIGHT, Given, Memory, class_of, said, touched
from tests.signing.tampering import refused_by_the_database


class Control(Amending):
    """Majors and light amendments beside each other, and what must never come of them."""

    def __init__(self):
        self.memory, self.window = Memory(), 10
        super().__init__()

    def tried(self, deed, name=""):
        """Do a deed; remember until when one may object, if it has opened a window."""
        done, version = super().tried(deed, name), self.version
        if version.state == VersionState.ON_NOTICE and version.pk not in self.memory.windows:
            until = in_days(self.office, self.window)
            self.memory.windows[version.pk] = end_of(until, self.office.time_zone)
            REACHED.add(version.state)
        return done

    def in_force(self):
        return MandateVersion.objects.filter(mandate__office=self.office, state=VersionState.IN_FORCE).first()

    def may_sign_for(self, seat, person):
        """Say whether a person holds a seat, or was named for it by whoever holds it now."""
        holder = self.holder(seat)
        if person == holder:
            return True
        by, to, scope, first, last = self.memory.delegates.get(seat, (None,) * 5)
        is_light = self.version.amendment_class != MAJOR
        today = in_days(self.office, 0)
        return (
            holder and by == holder.pk and to == person.pk and first <= today <= last and (scope == "all" or is_light)
        )

    @rule(days=st.none() | st.integers(0, 2))
    def hold_back(self, days):
        """Say in the draft from which day it holds."""
        version = self.version
        now = terms_of(version)
        terms = replace(now, not_before=None if days is None else in_days(self.office, days))
        deed = {"version_id": version.pk, "terms": terms, "shown_digest": now.digest, "by": self.manager}
        self.tried(lambda: set_signing(**deed), "held back")

    @rule(to=st.sampled_from(WEIGHT))
    def heighten(self, to):
        deed = {"version_id": self.version.pk, "to": to, "by": self.manager}
        self.tried(lambda: amending.raise_class(**deed), f"raised to {to}")

    @rule(days=st.sampled_from((None, 3, 12)))
    def send_light(self, days=None):
        """Send the draft out unasked; hold that its class and those whom it asks are what the rule says."""
        version, base = self.version, self.in_force()
        due = None if days is None else in_days(self.office, days)
        was = version.state
        self.tried(lambda: amending.send_amendment(version_id=version.pk, due=due, by=self.manager))
        version = self.version
        if was != VersionState.DRAFT or version.state != VersionState.OUT_FOR_SIGNATURE:
            return
        before, after = said(base), said(version)
        lowest = class_of(before, after)
        assert lowest != MAJOR
        assert WEIGHT.index(version.amendment_class) == max(map(WEIGHT.index, (lowest, version.raised_to or lowest)))
        sponsor = {self.seats[0]}
        reached = touched(before, after) if version.amendment_class != EDITORIAL else set()
        self.memory.signers[version.pk] = sponsor | reached
        asked = set(version.signature_requests.values_list("seat_id", flat=True))
        assert asked == self.memory.signers[version.pk]
        assert all(version.signature_requests.values_list("must", flat=True))
        REACHED.add(f"sent {version.amendment_class}")

    # those who are asked

    @rule(seat=st.integers(0, 5), right=st.sampled_from((True, True, False)))
    def object(self, seat, right=True):
        person, version = self.holder(seat), self.version
        if person is None:
            return
        shown = version.digest if right else "0" * 64
        deed = {"version_id": version.pk, "seat_id": self.seats[seat], "shown_digest": shown, "reason": REASON}
        moment = clock.now()
        if self.tried(lambda: objecting.object_to_wording(**deed, by=person), "objected"):
            if version.state == VersionState.ON_NOTICE:
                assert right
                assert seat != 5
                assert moment < self.memory.windows[version.pk]
                assert self.version.raised_to in ("minor", "major")
            self.memory.objected.add(version.pk)

    @rule(seat=SEATS, to=SEATS, scope=st.sampled_from(("all", "minor")), days=st.integers(0, 2))
    def name(self, seat, to, scope="all", days=2):
        """Let somebody sign for a seat."""
        by, person = self.holder(seat), self.holder(to)
        if by is None or person is None:
            return
        given = NewDelegation(person, scope, in_days(self.office, 0), in_days(self.office, days))
        deed = {"seat_id": self.seats[seat], "given": given, "by": by}
        if self.tried(lambda: delegations.name_delegate(**deed), "named"):
            self.memory.delegates[seat] = (by.pk, person.pk, scope, given.first, given.last)

    @rule(paper=st.booleans(), delegation=st.booleans(), window=st.sampled_from((1, 10)))
    def allow(self, paper, delegation, window):
        told = {"paper_counts": paper, "delegation": delegation, "objection_days": window}
        delegations.set_policy(office_id=self.office.pk, **told, by=administrator_of(self.office))
        self.window = window

    @rule(seat=SEATS, days=st.integers(-1, 0))
    def paper(self, seat, days=0):
        """Record a paper; the walk draws a new scan each time."""
        version, day = self.version, in_days(self.office, days)
        told = {"day": day, "name": "scan.pdf", "data": SCAN + str(Signature.objects.count()).encode()}
        deed = {"version_id": version.pk, "seat_id": self.seats[seat], "shown_digest": version.digest}
        self.tried(lambda: paper_signatures.record_signature(**deed, **told, by=self.manager), "on paper")

    @rule(seat=SEATS)
    def stand_by(self, seat):
        person, base = self.holder(seat), self.in_force()
        if person and base:
            deed = {"office_id": self.office.pk, "seat_id": self.seats[seat], "shown_digest": base.digest}
            self.tried(lambda: turnover.stand_by(**deed, by=person), "stood by")

    @rule()
    def tamper(self):
        refused_by_the_database(self)

    # what must never be

    def check(self):
        """Ask all that must never be, as after each deed that chance draws."""
        self.versions_are_where_they_may_be()
        self.every_signature_is_of_the_text_and_once_a_seat()
        self.every_deed_has_its_entry_and_every_entry_its_deed()
        self.what_was_fixed_stays()
        self.no_consent_is_wiped()
        self.light_deeds_have_their_entries()

    def could_be_in_force(self, version):
        """Say whether nothing keeps a version out of force but that no deed has asked: then the database may let it."""
        return (
            version.state in (VersionState.OUT_FOR_SIGNATURE, VersionState.ON_NOTICE)
            and next(in_the_way(version, clock.now()), None) is None
        )

    def _came_into_force(self, version):
        super_version = version.amendment_class == MAJOR
        standing = Signature.objects.filter(version=version, digest=version.digest, revoked_at__isnull=True)
        signed = set(standing.values_list("seat_id", flat=True))
        self.memory.stood[version.pk] = signed
        if super_version:
            super()._came_into_force(version)
            return
        assert self.memory.signers[version.pk] <= signed
        assert version.not_before is None or in_days(self.office, 0) >= version.not_before
        base = version.mandate.versions.filter(in_force_at__lt=version.in_force_at).order_by("in_force_at").last()
        lowest = class_of(said(base), said(version))
        assert WEIGHT.index(version.amendment_class) >= WEIGHT.index(lowest)
        if version.amendment_class == EDITORIAL:
            assert version.pk not in self.memory.objected
            assert not version.notice_objections.exists()
            assert version.in_force_at >= self.memory.windows[version.pk]
            lines = {each.line_id: each.digest for each in version.statements.all()}
            words = same_words(version.mandate)
            for each in base.statements.all():
                alike = words.get(each.line_id, {}).get(each.digest, {each.digest})
                assert lines[each.line_id] in alike
        rests = {(each.version.pk, one.seat_id) for each in rests_on(version) for one in each.signatures}
        first = version.mandate.versions.filter(major=version.major, minor=0).get()
        assert {(first.pk, seat) for seat in self.memory.stood[first.pk]} <= rests
        REACHED.add(f"{version.amendment_class} in force")

    @invariant()
    def what_was_fixed_stays(self):
        for version in MandateVersion.objects.filter(mandate__office=self.office).exclude(digest=""):
            kept = self.memory.said.setdefault(version.pk, said(version))
            assert said(version) == kept
            assert self.memory.classes.setdefault(version.pk, version.amendment_class) == version.amendment_class
            if version.objections_until_at:
                assert version.objections_until_at == self.memory.windows[version.pk]
                assert version.objections_until_at == end_of(version.objections_until, self.office.time_zone)
                assert version.amendment_class == EDITORIAL

    @invariant()
    def no_consent_is_wiped(self):
        """Each signature is as it was given; it stops counting only where its own entry says that it was taken back."""
        rows = {each.pk: each for each in Signature.objects.filter(version__mandate__office=self.office)}
        for pk, each in rows.items():
            now = Given(each.version_id, each.seat_id, each.person_id, each.digest)
            assert self.memory.given.setdefault(pk, now) == now
        assert self.memory.given.keys() == rows.keys()

    @invariant()
    def light_deeds_have_their_entries(self):
        versions = MandateVersion.objects.filter(mandate__office=self.office)
        assert self.entries("version.amended").count() == len(self.memory.signers)
        noticed = versions.filter(objections_until__isnull=False)
        assert self.entries("version.on_notice").count() == noticed.count()
        objections = NoticeObjection.objects.filter(version__mandate__office=self.office)
        assert self.entries("version.objected").count() == objections.count()
        stood = Ratification.objects.filter(version__mandate__office=self.office)
        assert self.entries("version.stood_by").count() == stood.count()
        for version in versions.filter(state=VersionState.WITHDRAWN, amendment_class=EDITORIAL):
            declined = version.signature_requests.filter(state=SignatureState.DECLINED).exists()
            if declined or version.notice_objections.exists():
                assert version.amendments.get().raised_to in ("minor", "major")
