"""The pages of one item, and the thread of why it is done."""

from businessplans.models import PlanItem
from businessplans.services.items import remove_item
from businessplans.services.plans import make_plan
from businessplans.states import Level, PlanState
from tests.businessplans.pages import text, url
from tests.scenes import plans as scenes


def item_form(item: PlanItem, **changed) -> dict:
    given = {"title": item.title, "parent": item.parent_id or "", "status": item.status, "shown": item.revision}
    return {**given, **changed}


def test_an_item_is_added_under_another_and_then_asked_what_it_serves(signed_in, office, plan, manager):
    upper = scenes.an_item(plan, manager)
    typed = {"title": "Below", "parent": upper.pk, "status": "planned", "shown": "2"}

    for _click in range(2):
        answer = signed_in.post(f"{url(office, 'item_new')}?parent={upper.key}&benefit=BEN-2", typed)

    item = plan.items.get(title="Below")
    assert (item.level, item.parent) == (Level.OBJECTIVE, upper)
    assert answer.url == f"{url(office, 'serves', item.number)}?benefit=BEN-2"
    assert 'value="100"' in text(signed_in.get(answer.url))


def test_the_second_editor_is_told_with_both_texts(signed_in, office, action):
    signed_in.post(url(office, "item_edit", action.number), item_form(action, title="What the first wrote"))

    answer = signed_in.post(url(office, "item_edit", action.number), item_form(action, title="What the second wrote"))

    assert answer.status_code == 409
    assert "while you had it open" in text(answer)
    assert "What the first wrote" in text(answer)
    assert "What the second wrote" in text(answer)
    action.refresh_from_db()
    assert action.title == "What the first wrote"


def test_the_second_editor_may_save_again_in_the_knowledge_of_both(signed_in, office, action):
    signed_in.post(url(office, "item_edit", action.number), item_form(action, title="First"))
    shown = signed_in.post(url(office, "item_edit", action.number), item_form(action, title="Second"))

    again = item_form(action, title="Second", shown=shown.context["form"]["shown"].value())
    answer = signed_in.post(url(office, "item_edit", action.number), again)

    action.refresh_from_db()
    assert answer.status_code == 302
    assert action.title == "Second"


def test_an_item_with_something_under_it_is_refused_with_numbers(signed_in, office, action):
    answer = signed_in.get(url(office, "item_remove", action.parent.number))

    assert answer.status_code == 409
    assert "1 item hangs under ITEM-2 (ITEM-3). Remove or move it first." in text(answer)


def test_an_item_is_taken_out_once(signed_in, office, action):
    page = text(signed_in.get(url(office, "item_remove", action.number)))

    answer = signed_in.post(url(office, "item_remove", action.number), {"shown": action.revision})

    assert "Its number is never used again." in page
    assert answer.url == url(office, "plan")
    assert signed_in.get(url(office, "item", action.number)).status_code == 404


def test_publishing_says_why_not_and_then_publishes(signed_in, office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    extra = scenes.an_item(plan, manager)
    refused = text(signed_in.get(url(office, "publish")))
    remove_item(item_id=extra.pk, by=manager)

    signed_in.post(url(office, "publish"))

    plan.refresh_from_db()
    assert "1 item serves no benefit (ITEM-3)" in refused
    assert plan.state == PlanState.PUBLISHED
    assert signed_in.get(url(office, "item_edit", 1)).status_code == 409


def test_the_why_thread_goes_up_to_the_words(client, db):
    office, manager, plan = scenes.the_plan()
    client.force_login(manager)
    item = plan.items.get(source_ref="2.1.2")

    answer = client.get(url(office, "why", item.number))

    screen, words = answer.context["screen"], text(answer)
    assert [trace.key for trace in screen.page.traces] == ["BEN-3", "BEN-5"]
    assert {each.line.source_ref for each in screen.purposes} == {"P2", "P6"}
    assert {quote.key for quote in screen.quotes} >= {"REQ-13", "REQ-15", "REQ-26"}
    assert len(screen.first) == 6
    assert "all picked the same bank holiday weekend" in words


def test_why_of_an_item_without_a_reason_says_so(signed_in, office, action):
    assert "serves no benefit yet" in text(signed_in.get(url(office, "why", action.number)))
