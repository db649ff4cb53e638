"""The forms for what belongs to an item: shares, money, milestones, risks, needs."""

import pytest

from businessplans.models import PlanItem
from businessplans.states import Level
from tests.businessplans.pages import text, url
from tests.scenes import plans as scenes


def shares_form(item: PlanItem, shown: int | None = None, **shares) -> dict:
    benefits = list(item.plan.version.statements.order_by("order"))
    rows = {f"form-{place}-line": each.line_id for place, each in enumerate(benefits)}
    given = {f"form-{place}-share": shares.get(each.line.source_ref, "") for place, each in enumerate(benefits)}
    frame = {"form-TOTAL_FORMS": len(benefits), "form-INITIAL_FORMS": len(benefits)}
    return {**rows, **given, **frame, "shown": shown or item.revision}


def test_shares_above_a_hundred_keep_what_was_typed_and_say_the_sum(signed_in, office, action):
    answer = signed_in.post(url(office, "serves", action.number), shares_form(action, B1=70, B2=40))

    assert answer.status_code == 400
    assert "10 too many" in text(answer)
    assert "What you typed comes to 110 per cent." in text(answer)
    assert 'value="70"' in text(answer)


def test_stale_shares_show_what_stands(signed_in, office, action):
    signed_in.post(url(office, "serves", action.number), shares_form(action, B1=70))

    answer = signed_in.post(url(office, "serves", action.number), shares_form(action, B2=30))

    assert answer.status_code == 409
    assert "BEN-1: 70 per cent" in text(answer)


def test_money_milestones_risks_and_needs_are_set_by_forms(signed_in, office, plan, manager, action):
    other = scenes.an_item(plan, manager, Level.ACTION, action.parent)
    frame = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    sent = {
        "budget": {"one_off": "1200.50", "recurring_per_year": "0"},
        "milestones": {**frame, "form-0-title": "List agreed", "form-0-on": "2026-04-30", "form-1-title": ""},
        "risks": {**frame, "form-0-text": "It rains", "form-0-likelihood": "2", "form-0-impact": "5"},
        "needs": {"needed": [other.pk]},
    }

    for revision, (name, typed) in enumerate(sent.items(), 1):
        answer = signed_in.post(url(office, name, action.number), {**typed, "shown": revision})
        assert answer.status_code == 302, text(answer)

    words = text(signed_in.get(url(office, "item", action.number)))
    for shown in ("£1,200.50 once", "List agreed", "It rains", other.key):
        assert shown in words


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("milestones", {"form-0-title": "List agreed"}, "Give the day of this milestone"),
        ("risks", {"form-0-text": "It rains", "form-0-likelihood": "2"}, "Choose from 1 (small) to 5 (great)."),
        ("budget", {"one_off": "-1", "recurring_per_year": "0"}, "greater than or equal to 0"),
        ("needs", {"needed": ["999"]}, "999"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_kept(signed_in, office, action, name, typed, sentence):
    frame = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "shown": 1}

    answer = signed_in.post(url(office, name, action.number), {**frame, **typed})

    assert answer.status_code == 400
    assert sentence in text(answer)
