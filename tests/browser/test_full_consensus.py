"""Harbour Rail from nothing to full consensus: nine people at their browsers, the three rounds as recorded."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from executives.models import Requirement, Seat
from mandates.models import MandateVersion, Objection, Stance, Statement
from mandates.services import statements
from mandates.states import VersionState
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, drafting, listening, material
from pmo.desk.demonstration.stages import Stage
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, file_of, fill, leaves, press, says, sends
from tests.scenes import recorded
from tests.scenes.harbour_rail import CLOSES, OPENED, oracle

HOME = f"/{cast.SLUG}"
DRAFT = f"{HOME}/mandate/draft"
BY_HAND = ("P8", "P5", "B6", "G4", "O5", "X1")  # one of each kind; the others alike go in as their forms would
CALLUM, INGRID = "callum.forsyth@example.org", "ingrid.maas@example.org"
LABELS = {
    "agree": "Agree",
    "agree_with_reservation": "Agree, with a reservation",
    "abstain": "Abstain",
    "object": "Object",
}
REASON, INSTEAD = "What is your reason?", "What would you put instead?"


def holders() -> dict[str, Seat]:
    """Return the seats by the addresses of those who hold them."""
    return {seat.holders.get().person.email: seat for seat in Seat.objects.all()}


def takes_in(desk: Page, name: str, told: str) -> None:
    desk.goto(f"{HOME}/import/")
    desk.locator("input[type=file]").set_input_files(material.FOLDER / name)
    press(desk, "Look at the rows")
    press(desk, re.compile("^Take in"))
    says(desk, told)


def confirms(page: Page, email: str) -> None:
    """Confirm one's own words, all but what the record leaves open."""
    open_refs = [row["ref"] for row in material.table("requirements.csv") if row["confirmed"] != "yes"]
    own = Requirement.objects.filter(seat=holders()[email]).exclude(source_ref__in=open_refs)
    page.request.get(f"{HOME}/words/all/")
    sends(page, f"{HOME}/words/all/", **{each.key: each.wording.digest for each in own})


def drafts(desk: Page, office: Office) -> dict[str, str]:
    """Write the first draft; return the key of each statement."""
    desk.goto(f"{DRAFT}/")
    desk.locator("main .btn-primary").click()
    leaves(desk, "Open the draft")
    desk.get_by_role("link", name="Change the header").click()
    mandate = material.tree("mandate.json")
    fill(desk, {"title": mandate["title"], "served": mandate["served"], "authority": drafting.AUTHORITY})
    leaves(desk, re.compile("^Save"))
    keys: dict[str, str] = {}
    for ref in recorded.finals():
        keys[ref] = (adds_by_hand if ref in BY_HAND else adds)(desk, office, ref)
    for ref in recorded.finals():
        if found := recorded.links(ref, keys):
            if ref == BY_HAND[2]:
                links_by_hand(desk, keys[ref], [keys[each] for each in recorded.finals()[ref]["addresses"]])
            else:
                by = cast.person(cast.MANAGER)
                statements.set_links(statement_id=recorded.ids()[keys[ref]], uppers=found, by=by)
    return keys


def adds(desk: Page, office: Office, ref: str) -> str:
    to = sends(desk, f"{DRAFT}/new/{recorded.kind_of(ref)}/", **recorded.statement(office, ref))
    key = to.split("/")[-3]
    given = {"wording_ids": recorded.sources(ref), "by": cast.person(cast.MANAGER)}
    statements.set_sources(statement_id=recorded.ids()[key], **given)
    return key


def adds_by_hand(desk: Page, office: Office, ref: str) -> str:
    desk.goto(f"{DRAFT}/new/{recorded.kind_of(ref)}/")
    fill(desk, recorded.statement(office, ref))
    leaves(desk, "Add it, then choose its sources")
    key = desk.url.split("/")[-3]
    for wording in recorded.sources(ref):
        desk.locator(f"#wording-{wording}").check()
    leaves(desk, "Save the sources")
    return key


def links_by_hand(desk: Page, key: str, uppers: list[str]) -> None:
    desk.goto(f"{DRAFT}/{key}/links/")
    for upper in uppers:
        desk.get_by_label(re.compile(f"^{upper} ")).check()
    leaves(desk, "Save the links")


def leaves_out(desk: Page) -> None:
    """Say of each requirement that did not land why not: the first by hand."""
    (first, typed), *others = recorded.left_out()
    desk.goto(f"{HOME}/mandate/landing/{first.key}/")
    desk.locator(f"[name=code][value={typed['code']}]").check()
    desk.get_by_label("In a sentence to the executive").fill(typed["reason"])
    press(desk, "Leave it out with this reason")
    says(desk, typed["reason"])
    for requirement, given in others:
        sends(desk, f"{HOME}/mandate/landing/{requirement.key}/", **given)


def opens(desk: Page, number: int, keys: Mapping[str, str]) -> None:
    """Open a round on its day: it asks what the record says, and nothing else."""
    set_time(recorded.at_eight(OPENED[number]))
    desk.goto(f"{HOME}/rounds/")
    desk.get_by_role("link", name="Open a round").click()
    asked = desk.locator("section[aria-labelledby=what] li .pm-key").all_inner_texts()
    assert sorted(asked) == sorted(keys[ref] for ref in oracle()["agreement"][str(number)]["statements_asked"])
    desk.get_by_label("Answers until the end of").fill(CLOSES[number].isoformat())
    press(desk, re.compile("^Open the round on"))
    says(desk, f"Round {number}: 0 of 8 have answered")


def answers_all_on_one_page(phone: Page, number: int, keys: Mapping[str, str]) -> None:
    """Answer on a phone what one does not agree with, and agree to all the rest with one tap."""
    phone.goto(f"{HOME}/waiting/")
    phone.locator("main .btn-primary").click()
    phone.get_by_role("link", name="All on one page").click()
    asks_nothing_wide(phone)
    for ref, row in recorded.answers(number, INGRID).items():
        if row["stance"] != "agree":
            group = phone.locator(f".pm-ballot[aria-labelledby=t-{keys[ref]}]")
            group.get_by_role("radio", name=LABELS[row["stance"]], exact=True).check()
            gives_reasons(group, row)
    press(phone, "Agree to all the rest")
    says(phone, "You have answered all")


def gives_reasons(place, row: Mapping[str, str]) -> None:
    for label, column in ((REASON, "reason"), (INSTEAD, "proposed_change")):
        if row[column]:
            place.get_by_label(label).fill(row[column])


def answers_one_by_one(phone: Page, number: int, keys: Mapping[str, str]) -> None:
    """Answer statement by statement on a phone; an objection without its reason is not taken, and nothing is lost."""
    said = {keys[ref]: row for ref, row in recorded.answers(number, INGRID).items()}
    phone.goto(f"{HOME}/waiting/")
    phone.locator("main .btn-primary").click()
    for _each in said:
        row = said[phone.url.split("/")[-2]]
        asks_nothing_wide(phone)
        phone.get_by_role("radio", name=LABELS[row["stance"]], exact=True).check()
        if row["stance"] == "object":
            phone.get_by_label(INSTEAD).fill(row["proposed_change"])
            press(phone, "Save and go on")
            says(phone, "put right")
            expect(phone.get_by_label(INSTEAD)).to_have_value(row["proposed_change"])
            assert violations(phone) == []
        gives_reasons(phone.locator("main"), row)
        leaves(phone, "Save and go on")
    says(phone, "You have answered all")


def the_others_answer(at, number: int, keys: Mapping[str, str], pages: dict[str, Page]) -> None:
    for email, seat in holders().items():
        if email != INGRID and recorded.answers(number, email):
            page = pages.setdefault(email, at(email))
            sends(page, f"{HOME}/rounds/{number}/answer/?all", **recorded.ballot(number, email, seat.pk, keys))


def closes(desk: Page, number: int, keys: Mapping[str, str]) -> None:
    """Close a round and find what the record says of it, on the page and in the list that leaves."""
    told = oracle()["agreement"][str(number)]
    set_time(recorded.at_eight(CLOSES[number]))
    desk.goto(f"{HOME}/rounds/{number}/")
    press(desk, "Close the round and show the results")
    says(desk, f"Round {number}: {told['statements_unanimous']} of {told['statements']} statements agreed by all")
    reached = Counter(
        rule for each in told["per_statement"].values() for rule in told["needed"] if each["standing"][rule]
    )
    for rule, label in (("majority", "Majority"), ("two_thirds", "Two thirds"), ("three_quarters", "75 per cent")):
        says(desk, f"{label} would agree {reached[rule]}.")
        says(desk, f"{label}, {told['needed'][rule]}")
    rows = file_of(desk, f"{HOME}/rounds/{number}/?format=csv")
    assert counted(rows, keys, "True") == recorded.counts_after(number)
    assert counted(rows, keys, "False") == recorded.counts_after(number, beside=True)
    assert Stance.objects.filter(item__round__number=number).count() == told["rows"]
    assert Objection.objects.filter(stance__item__round__number=number).count() == told["objections_by_signatories"]


def counted(rows: list[dict[str, str]], keys: Mapping[str, str], who: str) -> dict[str, Counter]:
    refs, words = {key: ref for ref, key in keys.items()}, {label: word for word, label in LABELS.items()}
    found: dict[str, Counter] = defaultdict(Counter)
    for row in rows:
        if row["Counted"] == who:
            found[refs[row["Statement"]]][words[row["Answer that stands"]]] += 1
    return found


def amends(desk: Page, office: Office, number: int, keys: Mapping[str, str]) -> None:
    """Change what the record changed before a round, and say to each objector what became of their objection."""
    first, *others = recorded.changed_for(number)
    typed = recorded.statement(office, first, number)
    desk.goto(f"{DRAFT}/{keys[first]}/")
    fill(desk, {name: typed[name] for name in ("text", "target") if name in typed})
    press(desk, "Save")
    says(desk, typed["text"])
    digests = {each.key: each.digest for each in Statement.objects.select_related("line")}
    for ref in others:
        sends(desk, f"{DRAFT}/{keys[ref]}/", **recorded.statement(office, ref, number), shown=digests[keys[ref]])
    still = Objection.objects.filter(answered_at=None).select_related("stance__item__line")
    for place, objection in enumerate(still.order_by("stance__item__order", "pk")):
        ref = next(ref for ref, key in keys.items() if key == objection.stance.item.key)
        answer = {f"objection-{objection.pk}-answer": recorded.statement(office, ref, number)["text"]}
        if place:
            sends(desk, f"{HOME}/rounds/{number - 1}/objections/{objection.pk}/", **answer)
            continue
        desk.goto(f"{HOME}/rounds/{number - 1}/")
        desk.locator(f"#objection-{objection.pk}").get_by_role("link", name="Say what became of it").click()
        fill(desk, answer)
        press(desk, "Keep the answer")
        says(desk, "Amended, not yet agreed")


@pytest.mark.django_db(transaction=True)
def test_harbour_rail_goes_from_nothing_to_full_consensus(at, demonstration_at):
    office = demonstration_at(Stage.EMPTY)
    desk, pages = at(cast.MANAGER.email), {}

    takes_in(desk, "executives.csv", "executives.csv is taken in")
    takes_in(desk, "requirements.csv", "45 new requirements")
    set_time(listening.PLAYED_BACK)
    leaves(desk, re.compile("^Play .* back to the executives"))
    set_time(listening.CONFIRMED)
    ingrid = at(INGRID, PHONE)
    ingrid.goto(f"{HOME}/words/all/")
    asks_nothing_wide(ingrid)
    press(ingrid, re.compile("^Confirm all"))
    says(ingrid, "Thank you, Ingrid.")
    for email in holders().keys() - {INGRID}:
        confirms(pages.setdefault(email, at(email)), email)

    set_time(drafting.DRAFTED)
    keys = drafts(desk, office)
    leaves_out(desk)
    for number in (1, 2, 3):
        if number > 1:
            amends(desk, office, number, keys)
        opens(desk, number, keys)
        (answers_one_by_one if number == 2 else answers_all_on_one_page)(ingrid, number, keys)
        desk.goto(f"{HOME}/rounds/{number}/")
        says(desk, f"Round {number}: 1 of 8 have answered")
        for row in recorded.answers(number, INGRID).values():
            expect(desk.locator("main")).not_to_contain_text(row["reason"] or "An answer that nobody gave")
        the_others_answer(at, number, keys, pages)
        closes(desk, number, keys)

    says(desk, "Full consensus")
    desk.get_by_role("link", name="Go to the signatures").click()
    says(desk, "Version 1.0 is agreed and can be signed")
    resolved = file_of(desk, f"{HOME}/objections/?format=csv")
    assert Counter(row["Resolution"] for row in resolved) == {"Amended": 11}
    assert MandateVersion.objects.get().state == VersionState.AGREED
