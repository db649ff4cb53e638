"""Consent on paper: kept beside one wording, and worth nothing before a click unless the administrator says so."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from executives.models import Confirmation, PaperConsent, Requirement
from executives.papers import LARGEST, media_type_of, name_of
from executives.rules import papers as rules
from executives.selectors.papers import papers_beside
from executives.services import papers, requirements
from executives.states import RequirementState
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes
from tests.scenes.lineage import merged
from tests.scenes.talks import A_DAY, A_SCAN, a_paper, papers_count

pytestmark = pytest.mark.django_db
A_MAIL = (
    b"From: Ingrid <ingrid@example.org>\r\nDate: Mon, 12 Jan 2026 09:00:00 +0000\r\nSubject: Yes\r\n\r\nI agree.\r\n"
)


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def seat(office):
    return scenes.a_seat(office)


@pytest.fixture
def requirement(seat):
    return scenes.a_played_back_requirement(seat)


def fresh(requirement) -> Requirement:
    return Requirement.objects.select_related("seat", "wording__on_paper", "office").get(pk=requirement.pk)


def test_a_paper_is_kept_and_does_not_count_before_the_click(requirement):
    paper = a_paper(requirement)

    now = fresh(requirement)
    assert (paper.digest, bytes(paper.file.data)) == (hashlib.sha256(A_SCAN).hexdigest(), A_SCAN)
    assert now.state == RequirementState.PLAYED_BACK
    assert now.wording.confirmed_at is None
    assert [row.waits for row in papers_beside(now.wording)] == [True]


def test_the_executive_s_own_click_is_their_own_though_a_paper_lies_beside(requirement):
    a_paper(requirement)

    done = fresh(scenes.confirmed(fresh(requirement)))

    assert done.state == RequirementState.CONFIRMED
    assert done.wording.on_paper is None
    assert [(row.counts, row.is_clicked) for row in papers_beside(done.wording)] == [(False, True)]


def test_where_papers_count_a_paper_confirms_for_whoever_held_the_seat_on_its_day(office, requirement):
    papers_count(office)

    paper = a_paper(requirement)

    now = fresh(requirement)
    assert now.state == RequirementState.CONFIRMED
    assert (now.wording.on_paper, now.wording.confirmed_by) == (paper, scenes.holder_of(requirement.seat))
    assert Confirmation.objects.get(wording=now.wording).paper == paper
    assert LedgerEntry.objects.get(event="requirement.confirmed_on_paper").actor_id == scenes.manager_of(office).pk


def test_other_words_have_no_paper(office, requirement):
    papers_count(office)
    a_paper(requirement)

    requirements.change_requirement(
        requirement_id=requirement.pk,
        words=scenes.some_words("Other words."),
        shown_digest=fresh(requirement).wording.digest,
        by=scenes.manager_of(office),
    )

    now = fresh(requirement)
    assert now.state == RequirementState.RECORDED
    assert (now.wording.confirmed_at, now.wording.on_paper) == (None, None)
    assert papers_beside(now.wording) == []


def test_the_same_paper_twice_is_one(requirement):
    assert a_paper(requirement) == a_paper(requirement)
    assert LedgerEntry.objects.filter(event="paper.recorded").count() == 1


def test_one_sheet_that_two_owners_of_merged_words_signed_is_recorded_for_each_of_them(office, requirement):
    papers_count(office)
    both = merged(requirement, scenes.a_confirmed_requirement(scenes.a_seat(office, "Head of Ports")))
    ports = office.seats.get(title="Head of Ports")

    first = a_paper(both)
    between = fresh(both).state
    second, again = (a_paper(both, seat=ports) for _click in range(2))

    assert first != second == again
    assert first.digest == second.digest
    assert (between, fresh(both).state) == (RequirementState.PLAYED_BACK, RequirementState.CONFIRMED)


def test_a_rule_holds_from_its_day_on_and_an_earlier_paper_is_let_count_by_hand(office, requirement):
    paper = a_paper(requirement)
    with pytest.raises(Refused, match="own click"):
        papers.let_count(paper_id=paper.pk, by=scenes.manager_of(office))
    papers_count(office)
    before = fresh(requirement).state

    papers.let_count(paper_id=paper.pk, by=scenes.manager_of(office))
    papers.set_paper_rule(office_id=office.pk, paper_counts=False, by=scenes.administrator_of(office))

    assert before == RequirementState.PLAYED_BACK
    assert fresh(requirement).wording.on_paper == paper


def test_a_paper_about_earlier_words_is_not_let_count(office, requirement):
    paper = a_paper(requirement)
    papers_count(office)
    requirements.change_requirement(
        requirement_id=requirement.pk,
        words=scenes.some_words(),
        shown_digest=requirement.wording.digest,
        by=scenes.manager_of(office),
    )

    with pytest.raises(Refused, match="changed since"):
        papers.let_count(paper_id=paper.pk, by=scenes.manager_of(office))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (A_SCAN, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"\x00\x00\x00\x18ftypheic....", "image/heic"),
        (A_MAIL, "message/rfc822"),
        (b"", ""),
        (b"Dear all, I agree.", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"PK\x03\x04 a workbook", ""),
        (b"MZ\x90 a program", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"From: a\x00Date: b", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),
    ],
)
def test_what_a_file_is_is_told_by_its_content(data, what):
    assert media_type_of(data) == what


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("page.pdf", "page.pdf"),
        ("page.html", "page.html.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ('a\r\nb"c.pdf', "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("...", "paper.pdf"),
        ("é" * 400, "é" * 187 + ".pdf"),
    ],
)
def test_a_paper_is_named_by_what_it_is(given, kept):
    assert name_of(given, "application/pdf") == kept


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"data": b""}, "empty"),
        ({"data": b"%PDF-" + b"x" * LARGEST}, "5 MB"),
        ({"data": b"Dear all, I agree."}, "no PDF"),
        ({"day": date(2019, 1, 1)}, "Nobody held"),
        ({"shown_digest": "x"}, "Somebody changed"),
        ({"seat_id": 0}, "Choose the seat"),
    ],
)
def test_what_is_no_consent_to_these_words_is_refused(office, requirement, changed, says):
    given = {"seat_id": requirement.seat_id, "day": A_DAY, "name": "a.pdf", "data": A_SCAN}
    given |= {"shown_digest": requirement.wording.digest} | changed

    with pytest.raises(Refused, match=says):
        papers.record_paper(requirement_id=requirement.pk, **given, by=scenes.manager_of(office))

    assert not PaperConsent.objects.exists()


@pytest.mark.parametrize("column", ["digest", "day", "name"])
def test_a_paper_stays_as_it_was_recorded(requirement, column):
    paper = a_paper(requirement)
    other = {"digest": "0" * 64, "day": date(2026, 1, 13), "name": "other"}[column]

    if column == "name":
        assert PaperConsent.objects.filter(pk=paper.pk).update(name=other)
    else:
        with pytest.raises(DatabaseError, match="as it was recorded"), transaction.atomic():
            PaperConsent.objects.filter(pk=paper.pk).update(**{column: other})


ROLES = ("manager", "holder", "other_executive", "administrator", "auditor", "stranger")


def test_who_may_do_what_with_papers(office, seat, requirement):
    paper, now = a_paper(requirement), fresh(requirement)
    people = {
        "manager": scenes.manager_of(office),
        "holder": scenes.holder_of(seat),
        "other_executive": scenes.holder_of(scenes.a_seat(office)),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    standings = {role: standing_of(person, office) for role, person in people.items()}
    given = rules.Paper(seat.pk, A_DAY, clock.today("Europe/London"), paper.person, 40, "application/pdf")
    deeds = {
        "record": lambda who: rules.may_record_paper(who, now, given, now.wording.digest),
        "count": lambda who: rules.may_count(who, now, paper, paper_counts=True),
        "read": lambda who: rules.sees_paper(who, paper),
        "rule": rules.may_set_paper_rule,
    }

    granted = {role: {deed for deed, ask in deeds.items() if ask(standings[role])} for role in ROLES}

    assert granted == {
        "manager": {"record", "count", "read"},
        "holder": {"read"},
        "other_executive": set(),
        "administrator": {"read", "rule"},
        "auditor": {"read"},
        "stranger": set(),
    }
    assert not rules.may_record_paper(
        standings["manager"], now, replace(given, day=given.today + timedelta(days=1)), now.wording.digest
    )


@pytest.mark.parametrize("state", RequirementState)
def test_a_paper_belongs_to_words_that_stand(office, requirement, state):
    now = fresh(requirement)
    now.state = state

    granted = bool(rules.may_attach(standing_of(scenes.manager_of(office), office), now))

    assert granted is (state in {"recorded", "played_back", "confirmed"})
