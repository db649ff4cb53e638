"""The questions and the catalogue are the product's until an administrator gives an office words of its own."""

import re

import pytest

from executives.catalogue import entries
from executives.prompts import QUESTIONS
from executives.selectors.prompts import catalogue_of, entry_named, narrowed, question_named, questions_of
from executives.services import catalogue, questions
from executives.states import CatalogueKind, Fills, RequirementKind
from executives.words import FIELDS
from pmo.access.verdicts import Refused
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
NEVER = re.compile(r"methodolog|maturity|governance|artefact|artifact|stakeholder", re.IGNORECASE)


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


def word(office, name="wrong", question="What keeps you awake?", **more):
    questions.word_question(
        office_id=office.pk, name=name, question=question, by=scenes.administrator_of(office), **more
    )


def offer(office, name="projects-late", text="We are always late.", **more):
    catalogue.word_entry(office_id=office.pk, name=name, text=text, by=scenes.administrator_of(office), **more)


def test_every_field_of_a_wording_has_its_question_for_each_kind_that_is_asked_it():
    follow = [each for each in QUESTIONS if not each.fills.begins]

    for kind in RequirementKind.values:
        asked = [each.fills.value for each in follow if kind in each.kinds]
        assert len(set(asked)) == len(asked)
        assert set(asked) <= set(FIELDS)
    assert {each.fills for each in QUESTIONS if each.fills.begins} == {
        Fills.ISSUE,
        Fills.OPPORTUNITY,
        Fills.NEED,
        Fills.EXCLUSION,
    }


def test_sixty_entries_each_with_an_example_speak_the_language_of_business():
    said = entries()

    assert len(said) == len({each.name for each in said}) == len({str(each.text) for each in said}) == 60
    assert {each.kind for each in said} == set(CatalogueKind)
    assert all(str(each.example).strip() for each in said)
    texts = [str(text) for each in said for text in (each.text, each.example)]
    texts += [str(text) for each in QUESTIONS for text in (each.question, each.hint)]
    assert [text for text in texts if NEVER.search(text)] == []
    assert max(len(str(each.text)) for each in said) <= 200


def test_an_office_asks_in_its_own_words_and_goes_back_to_the_product_s(office):
    word(office, hint="Before breakfast.")

    own = question_named(office, "wrong")
    assert (own.question, own.hint, own.fills, own.is_ours) == (
        "What keeps you awake?",
        "Before breakfast.",
        Fills.ISSUE,
        True,
    )
    assert question_named(scenes.an_office("elsewhere"), "wrong").own is None
    assert questions.unword_question(office_id=office.pk, name="wrong", by=scenes.administrator_of(office))
    assert str(question_named(office, "wrong").question) == "What goes wrong today?"


def test_a_question_can_be_asked_no_more_but_not_the_last_that_begins(office):
    for name in ("gain", "success", "never"):
        word(office, name, "Not this one?", hidden=True)

    with pytest.raises(Refused, match="last question"):
        word(office, hidden=True)

    assert [each.name for each in questions_of(office) if each.begins and not each.hidden] == ["wrong"]


def test_an_office_asks_a_question_of_its_own_once(office):
    given = {"office_id": office.pk, "by": scenes.administrator_of(office)}

    first, second = (
        questions.add_question(fills="constraint", question="What limit must we keep to?", **given)
        for _click in range(2)
    )

    assert first == second
    assert question_named(office, "own-1").begins
    assert not questions.unword_question(name="own-1", **given)


@pytest.mark.parametrize("fills", ["measure", "wanted_by", "nonsense", ""])
def test_each_field_has_one_question_only(office, fills):
    with pytest.raises(Refused, match="Choose what the answer begins"):
        questions.add_question(office_id=office.pk, fills=fills, question="Really?", by=scenes.administrator_of(office))


def test_an_office_changes_hides_adds_and_takes_back_what_it_offers(office):
    by = scenes.administrator_of(office)

    offer(office, example="By a month.")
    offer(office, "no-overview", "No list.", hidden=True)
    added = catalogue.add_entry(office_id=office.pk, kind="benefit", text="Trains leave on time.", by=by)

    listed = {entry.name: entry for entry in catalogue_of(office)}
    assert len(listed) == 61
    assert (listed["projects-late"].text, listed["projects-late"].example) == ("We are always late.", "By a month.")
    assert listed["no-overview"].hidden
    assert (listed[added.name].kind, listed[added.name].is_ours) == (CatalogueKind.BENEFIT, False)
    assert catalogue.unword_entry(office_id=office.pk, name="projects-late", by=by)
    assert entry_named(office, "projects-late").own is None
    assert len(catalogue_of(scenes.an_office("elsewhere"))) == 60


def test_the_catalogue_is_narrowed_by_kind_and_by_every_word(office):
    found = narrowed(catalogue_of(office), kind="issue", text="Warehouse march")

    assert [entry.name for entry in found] == ["projects-late"]
    assert len(narrowed(catalogue_of(office), kind="benefit")) == 20


@pytest.mark.parametrize("who", [scenes.manager_of, scenes.an_auditor, lambda it: scenes.holder_of(scenes.a_seat(it))])
def test_nobody_but_an_administrator_words_them(office, who):
    given = {"office_id": office.pk, "by": who(office)}

    for deed in (
        lambda: questions.word_question(name="wrong", question="x", **given),
        lambda: questions.add_question(fills="need", question="x", **given),
        lambda: questions.unword_question(name="wrong", **given),
        lambda: catalogue.word_entry(name="projects-late", text="x", **given),
        lambda: catalogue.add_entry(kind="issue", text="x", **given),
        lambda: catalogue.unword_entry(name="projects-late", **given),
    ):
        with pytest.raises(Refused, match="Only an administrator"):
            deed()


@pytest.mark.parametrize(("text", "sentence"), [("  ", "still empty"), ("x" * 401, "does not fit")])
def test_an_entry_has_words_that_fit(office, text, sentence):
    with pytest.raises(Refused, match=sentence):
        offer(office, text=text)
