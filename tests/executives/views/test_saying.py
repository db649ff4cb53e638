"""The doors through which an executive says what they want, with and without a script."""

import re

import pytest
from django.urls import reverse

from executives.models import Requirement, Unfinished
from executives.services import questions
from executives.states import RequestEnd, RequirementState
from tests.executives.views.doors import signed_in, typed
from tests.scenes import executives as scenes
from tests.scenes import saying as scene

pytestmark = pytest.mark.django_db
PAGES = ("say", "say_all", "others", "keep")
DEEDS = ("forget", "nothing_more")
WORDS = "Trains wait for paper at the port."
JSON = {"Accept": "application/json"}


@pytest.fixture
def at(office):
    def at(door, /, **parts):
        return reverse(f"executives:{door}", kwargs={"office": office.slug, **parts})

    return at


def page(response) -> str:
    return response.content.decode()


def plain(response) -> str:
    """A page without what is new in every form and without the address that was asked for."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page(response))


def begun(response) -> str:
    return re.search(r'name="begun" value="(\d+)"', page(response))[1]


def hidden(response) -> dict[str, str]:
    """Return what a page's form would send besides what one types."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page(response)))


def test_one_question_comes_after_the_other_and_the_last_look_sends_them_without_any_script(executive, at, seat):
    first = executive.get(at("say"))
    second = executive.post(at("say"), {"statement": WORDS, "begun": begun(first)}, follow=True)
    third = executive.post(second.request["PATH_INFO"], {"consequence_today": "A lot.", "begun": begun(second)})
    look = executive.post(third.url, {"benefit_wanted": "", "enough": "yes", "begun": "2"}, follow=True)
    sent = executive.post(at("last_look"), hidden(look) | {"priority": "must"}, follow=True)

    assert "What goes wrong today?" in page(first)
    assert "What does it cost today?" in page(second)
    assert third.url == at("ask_me", name="different")
    assert WORDS in page(look)
    requirement = Requirement.objects.get(wording__statement=WORDS)
    assert sent.redirect_chain[0][0] == at("said", number=requirement.number)
    assert "It stands confirmed in your own words." in page(sent)
    assert (requirement.state, requirement.wording.kind, requirement.wording.priority) == (
        RequirementState.CONFIRMED,
        "issue",
        "must",
    )
    assert requirement.wording.consequence_today == "A lot."


def test_the_second_click_leads_to_what_the_first_one_sent(executive, at):
    first, second = (executive.post(at("say_all"), typed(statement=WORDS, begun="0")) for _click in range(2))

    assert first.url == second.url
    assert Requirement.objects.filter(wording__statement=WORDS).count() == 1


@pytest.mark.parametrize("name", ["say", "say_all"])
def test_what_is_missing_is_said_and_what_was_typed_stays(executive, at, name):
    response = executive.post(at(name), typed(statement=" ", consequence_today="A lot.", begun="0"))

    assert response.status_code == 400
    assert "still empty" in page(response)
    assert name == "say" or "A lot." in page(response)


def test_a_question_of_another_kind_makes_a_requirement_of_that_kind(executive, at):
    executive.post(at("ask_me", name="never"), {"statement": "Do not move our money.", "begun": "0"})

    look = executive.get(at("last_look"))

    assert "Something that must not be done" in page(look)
    assert executive.get(at("ask_me", name="harm")).status_code == 200


def test_what_follows_is_not_asked_before_anything_is_said(executive, at):
    assert executive.get(at("ask_me", name="cost")).url == at("ask_me", name="wrong")
    assert executive.get(at("last_look")).url == at("say")


def test_one_goes_on_where_one_left_off(executive, at, seat):
    scene.typed(seat, statement=WORDS, kind="issue", measure="None", prompt="know")

    resumed = page(executive.get(at("say")))

    assert "How would you know?" in resumed
    assert WORDS in resumed
    assert "Throw away what I typed" in resumed


def test_a_question_that_is_hidden_is_not_asked_any_more(executive, at, office, seat):
    by = scenes.administrator_of(office)
    for name in ("cost", "wrong"):
        questions.word_question(office_id=office.pk, name=name, question="No more", hidden=True, by=by)
    scene.typed(seat, statement=WORDS, kind="issue", prompt="cost")

    assert executive.get(at("ask_me", name="cost")).status_code == 404
    assert "What could we gain" in page(executive.get(at("say")))


def test_what_is_typed_is_kept_by_the_script(executive, at, seat):
    kept = executive.post(at("keep"), {"statement": "Trains", "prompt": "wrong", "begun": "0"}, headers=JSON).json()
    again = executive.post(at("keep"), {"statement": "Trains wait", "begun": kept["number"]}, headers=JSON).json()

    assert (kept["number"], again["number"], again["newer"]) == (1, 2, "")
    assert re.fullmatch(r"Kept at \d\d:\d\d\. Nobody sees it until you send it\.", again["said"])
    assert Unfinished.objects.get().fields == {"statement": "Trains wait", "prompt": "wrong"}


def test_a_page_hears_that_another_device_has_something_newer(executive, at, seat):
    number = executive.post(at("keep"), {"statement": "Trains", "begun": "0"}, headers=JSON).json()["number"]
    scene.typed(seat, number, scene.DESK, statement="Ships")

    known = executive.get(at("keep"), {"begun": number}, headers=JSON).json()
    late = executive.post(at("keep"), {"statement": "Trains wait", "begun": number}, headers=JSON).json()

    assert "Load this page again" in known["newer"]
    assert "Yours are the newest" in late["newer"]
    assert "Ships" in page(executive.get(at("ask_me", name="wrong")))


@pytest.mark.parametrize("typed_so", ["x" * 8001, "a\x00b"])
def test_what_cannot_be_kept_is_refused_with_a_sentence(executive, at, typed_so):
    response = executive.post(at("keep"), {"statement": typed_so, "begun": "0"}, headers=JSON)

    assert response.status_code == 400
    assert response.json()["refused"]
    assert not Unfinished.objects.exists()


def test_newer_words_of_another_device_are_shown_before_anything_is_sent(executive, at, seat):
    scene.typed(seat, device=scene.DESK, statement="Ships wait.")

    response = executive.post(at("say_all"), typed(statement=WORDS, begun="0"))
    again = executive.post(at("say_all"), typed(statement=WORDS, begun=begun(response)))

    assert response.status_code == 409
    assert "Ships wait." in page(response)
    assert WORDS in page(response)
    assert again.status_code == 302


def test_what_was_sent_elsewhere_is_said_and_the_words_stay(executive, at, seat):
    response = executive.post(at("say"), {"statement": WORDS, "begun": "7"})

    assert response.status_code == 409
    assert WORDS in page(response)
    assert executive.post(at("say"), {"statement": WORDS, "begun": begun(response)}).status_code == 302


def test_a_picked_entry_lands_where_it_is_put_in_one_s_own_words(executive, at):
    offered = page(executive.get(at("others"), {"kind": "issue", "text": "warehouse"}))
    landed = executive.post(at("pick", name="projects-late"), follow=True)
    look = executive.get(at("last_look"))

    assert offered.count("Take this") == 1
    assert "Important projects finish late" in page(landed)
    assert "put it as you would say it" in page(landed)
    assert "still the words of the list" in page(look)


def test_nothing_more_to_say_ends_the_asking_and_what_is_typed_can_be_thrown_away(executive, at, seat):
    request = scene.asked(seat)
    scene.typed(seat, statement="Never mind")
    offered = page(executive.get(at("say")))

    executive.post(at("forget"))
    executive.post(at("nothing_more"))

    request.refresh_from_db()
    assert "I have nothing more to say" in offered
    assert request.ended_as == RequestEnd.NOTHING
    assert not Unfinished.objects.exists()


def test_whoever_holds_two_seats_says_for_which(executive, at, office, seat, people):
    second = scenes.a_vacant_seat(office, "Chair")
    scenes.seats.seat_person(seat_id=second.pk, person=people["executive"], start=scenes.LONG_AGO, by=people["manager"])

    asked = page(executive.get(at("say")))
    executive.post(at("say_all") + f"?seat={second.pk}", typed(statement=WORDS, begun="0", seat=second.pk))

    assert "For which seat do you speak?" in asked
    assert Requirement.objects.get(wording__statement=WORDS).seat == second


def test_another_seat_cannot_be_spoken_for_by_its_number(executive, at, office):
    other = scenes.a_seat(office)
    elsewhere = scenes.a_seat(scenes.an_office("elsewhere"))

    answers = {
        number: executive.get(at("say"), {"seat": number}) for number in (other.pk, elsewhere.pk, 999999, "9" * 30, "²")
    }

    assert {answer.status_code for answer in answers.values()} == {403}
    assert len({plain(answer) for answer in answers.values()}) == 1


@pytest.mark.parametrize("who", ["manager", "administrator", "auditor", "assistant"])
def test_only_executives_are_asked(people, at, seat, who):
    person = scenes.an_assistant(seat) if who == "assistant" else people[who]
    client = signed_in(person)

    assert {name: client.get(at(name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 403)
    assert {name: client.post(at(name)).status_code for name in DEEDS} == dict.fromkeys(DEEDS, 403)


def test_an_unsent_word_stands_on_no_page_of_anybody_else(people, at, office, seat):
    secret = "Between me and my phone"
    scene.typed(seat, statement=secret, prompt="wrong")
    other = scenes.holder_of(scenes.a_seat(office))
    pages = [at("seats"), at("requirements"), at("seat", number=seat.pk), f"/{office.slug}/", f"/{office.slug}/ledger/"]

    staff = [signed_in(people[who]) for who in ("manager", "administrator", "auditor")]
    shown = [page(client.get(path)) for client in staff for path in pages]
    shown += [page(signed_in(other).get(at(name))) for name in ("say", "say_all", "words_all")]

    assert not [text for text in shown if secret in text]
    assert secret in page(signed_in(people["executive"]).get(at("say_all")))


def test_what_this_is_and_why_me_takes_at_most_150_words(people, at, seat):
    scenes.seats.change_seat(
        seat_id=seat.pk,
        title="Director, Port, Rail & Terminals",
        decision_role=seat.decision_role,
        sponsor=False,
        by=people["manager"],
    )

    shown = page(signed_in(people["executive"]).get(at("about")))
    main = re.search(r"<main.*?</main>", shown, re.DOTALL)[0]

    words = re.sub(r"<[^>]+>", " ", main).split()
    assert "Director, Port, Rail &amp; Terminals" in shown
    assert 60 < len(words) <= 150
    assert signed_in(scenes.an_assistant(seat)).get(at("about")).status_code == 403
