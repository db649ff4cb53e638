"""The class of an amendment: the decision table, whole."""

import copy

import pytest
from django.conf import settings

from mandates.amendments import NOT_COMPARED, TABLE, Classified, class_of, heavier
from mandates.content import BENEFIT_FIELDS, HEADER, OBJECTIVE_FIELDS
from mandates.control_states import AmendmentClass
from mandates.models import Benefit, Objective
from mandates.services.freezing import content_of
from pmo.desk.documents import amendments_document
from tests.scenes.mandates import a_full_draft

EDITORIAL, MINOR, MAJOR = AmendmentClass.EDITORIAL, AmendmentClass.MINOR, AmendmentClass.MAJOR
BENEFIT = dict.fromkeys((*BENEFIT_FIELDS, "owner"), "old") | {
    "kind": "financial",
    "direction": "increase",
    "tolerance_kind": "percent",
    "baseline_date": "2025-12-31",
    "target_date": "2027-12-31",
}
OTHERWISE = {
    "kind": "disbenefit",
    "direction": "decrease",
    "tolerance_kind": "absolute",
    "baseline_date": "2026-01-31",
    "target_date": "2028-01-31",
    "due": "2026-12-31",
}


def said(key, profile=None, **other):
    """Return a statement of a content."""
    kind = key.partition("-")[0]
    return {"kind": kind, "key": key, "text": "Old.", "profile": profile or {}, "links": [], "sources": []} | other


def a_content():
    """Return a content with one statement of each kind, every field filled."""
    return {
        "header": dict.fromkeys(HEADER, "old"),
        "signing": {"rule": "unanimity", "needed": None, "must": [], "stages": [], "seats": ["CEO"]},
        "statements": [
            said("ISS-1"),
            said("OPP-1"),
            said("BEN-1", dict(BENEFIT)),
            said("GOAL-1"),
            said("OBJ-1", {"measure": "old", "target": "old", "due": "2026-09-30"}),
            said("EXC-1"),
        ],
    }


PLACES = {"statement": 0, "benefit": 2, "objective": 4, "exclusion": 5}


def changed(sort):
    """Return the content with one change of this sort."""
    content = copy.deepcopy(a_content())
    part, _dot, name = sort.partition(".")
    statements = content["statements"]
    match part, name:
        case "statement", "added":
            statements.append(said("BEN-2", dict(BENEFIT)))
        case "statement", "removed":
            del statements[3]
        case "statement", "order":
            statements[0], statements[1] = statements[1], statements[0]
        case "statement" | "exclusion", "text" | "kind" | "links" | "sources":
            statements[PLACES[part]][name] = "GOAL" if name == "kind" else "new"
        case "benefit" | "objective", _:
            statements[PLACES[part]]["profile"][name] = OTHERWISE.get(name, "new")
        case "header" | "signing", _:
            content[part][name] = "new"
    return content


@pytest.mark.parametrize("sort", TABLE)
def test_each_change_alone_is_of_the_class_that_the_table_gives_it(sort):
    found = class_of(a_content(), changed(sort))

    assert found.amendment_class == TABLE[sort].amendment_class
    assert [reason.sort for reason in found.reasons] == [sort]
    assert str(TABLE[sort].what) in found.reasons[0].sentence


def test_the_classes_are_those_that_were_agreed():
    majors = {sort for sort, decision in TABLE.items() if decision.amendment_class == MAJOR}
    minors = {sort for sort, decision in TABLE.items() if decision.amendment_class == MINOR}

    assert majors == {
        *(f"statement.{name}" for name in ("added", "removed", "kind")),
        *(f"benefit.{name}" for name in ("kind", "measure", "unit", "direction")),
        *(f"benefit.{name}" for name in ("baseline", "baseline_date", "target", "target_date")),
        *("objective.measure", "objective.target", "exclusion.text"),
        *(f"signing.{name}" for name in ("rule", "needed", "must", "stages")),
    }
    assert minors == {
        *("benefit.owner", "benefit.data_source", "benefit.tolerance", "benefit.tolerance_kind", "objective.due"),
        *("statement.links", "statement.sources", "header.served", "header.authority", "header.expected"),
    }


def test_every_field_of_header_profiles_and_content_is_decided(db):
    content = content_of(a_full_draft())
    statement = content["statements"][0]
    profiles = {"benefit": (Benefit, "statement"), "objective": (Objective, "statement")}
    columns = {
        f"{part}.{field.name}"
        for part, (model, upper) in profiles.items()
        for field in model._meta.fields
        if field.name not in ("id", upper)
    }
    named = {
        *(f"header.{name}" for name in content["header"]),
        *(f"signing.{name}" for name in content["signing"]),
        *(f"statement.{name}" for name in statement),
        *(f"benefit.{name}" for name in (*BENEFIT_FIELDS, "owner")),
        *(f"objective.{name}" for name in OBJECTIVE_FIELDS),
        *(name for name in content if name not in ("header", "signing", "statements")),
    }

    assert (columns | named) - {*TABLE, *NOT_COMPARED} == set()


def test_what_nobody_has_decided_about_is_major():
    content = changed("statement.text")
    content["statements"][2]["profile"]["colour"] = "red"

    found = class_of(a_content(), content)

    assert found.amendment_class == MAJOR
    assert [reason.sort for reason in found.decisive] == ["benefit.colour"]


def test_a_field_that_the_older_form_did_not_have_is_no_change_while_it_is_empty():
    before = a_content()
    del before["signing"]["must"], before["statements"][2]["profile"]["tolerance"]
    after = copy.deepcopy(before)
    after["signing"] |= {"must": [], "seats": ["CEO", "CFO"]}
    after["statements"][2]["profile"]["tolerance"] = None

    assert class_of(before, after) == Classified(EDITORIAL, ())


@pytest.mark.parametrize(
    ("sorts", "expected"),
    [
        (("statement.text", "benefit.tolerance"), MINOR),
        (("statement.text", "benefit.tolerance", "exclusion.text"), MAJOR),
        (("header.title", "statement.order"), EDITORIAL),
    ],
)
def test_of_several_changes_the_heaviest_counts(sorts, expected):
    assert max((TABLE[sort].amendment_class for sort in sorts), key=lambda one: one.weight) == expected

    content = a_content()
    for sort in sorts:
        other, part = changed(sort), sort.partition(".")[0]
        if part == "header":
            content["header"] = other["header"]
        elif sort == "statement.order":
            content["statements"] = other["statements"]
        else:
            content["statements"][PLACES[part]] = other["statements"][PLACES[part]]

    assert class_of(a_content(), content).amendment_class == expected


def test_the_first_version_is_major_and_the_heavier_class_wins():
    assert class_of(None, a_content()).amendment_class == MAJOR
    assert (heavier("", "minor"), heavier("major", "minor"), heavier("", "")) == (MINOR, MAJOR, EDITORIAL)


def test_a_sentence_names_the_statement_the_field_and_both_values():
    content = a_content()
    content["statements"][2]["profile"] |= {"target": "95", "direction": "decrease", "target_date": "2028-06-30"}

    sentences = [reason.sentence for reason in class_of(a_content(), content).reasons]

    assert sorted(sentences) == [
        "BEN-1: date of the target from 31 December 2027 to 30 June 2028.",
        "BEN-1: direction from Up to Down.",
        "BEN-1: target from old to 95.",
    ]


def test_the_table_in_the_documents_is_what_the_code_says():
    assert (settings.BASE_DIR / "docs" / "amendments.md").read_text() == amendments_document()
