"""The doors to themes and to what is made from requirements: by links and forms alone, with what was typed kept."""

import pytest
from django.urls import reverse

from executives.models import Requirement, Theme
from executives.services import requirements, themes
from tests.executives.views.doors import signed_in, typed
from tests.scenes import executives as scenes
from tests.scenes import lineage as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(office):
    return scenes.a_requirement(scenes.a_seat(office, "Finance", name="Tomasz"), "Nobody knows what a project costs.")


@pytest.fixture
def door(office):
    def door(name, *sources, **parts):
        query = "&".join(f"requirement={each.number}" for each in sources)
        return reverse(f"executives:{name}", kwargs={"office": office.slug, **parts}) + (f"?{query}" if query else "")

    return door


def shown(*sources):
    return {f"shown-{each.number}": each.wording.digest for each in sources}


class TestThemes:
    def test_several_go_under_a_new_theme_in_one_go(self, manager, door, requirement, other):
        manager.post(door("themes"), {"requirement": [requirement.pk, other.pk], "name": "Waiting"})

        theme = Theme.objects.get()
        assert (theme.name, theme.requirements.count()) == ("Waiting", 2)

    def test_the_ungrouped_stand_first(self, manager, people, office, door, requirement, other):
        themes.put_under(
            office_id=office.pk, theme_id=None, requirement_ids=[requirement.pk], name="Waiting", by=people["manager"]
        )

        page = manager.get(door("themes")).content.decode()

        assert page.index("Under no theme yet") < page.index("Nobody knows") < page.index("Waiting</h2>")

    def test_choosing_nothing_says_so_and_keeps_the_name(self, manager, door, requirement):
        response = manager.post(door("themes"), {"name": "Waiting"})

        assert response.status_code == 400
        assert "Choose at least one requirement." in response.content.decode()
        assert 'value="Waiting"' in response.content.decode()

    def test_a_requirement_of_another_office_is_not_sorted(self, manager, door, requirement):
        stranger = scenes.a_requirement(scenes.a_seat(scenes.an_office()))

        response = manager.post(door("themes"), {"requirement": [requirement.pk, stranger.pk], "name": "Waiting"})

        assert (response.status_code, Theme.objects.count()) == (400, 0)

    @pytest.mark.parametrize("role", ["administrator", "auditor", "executive"])
    def test_only_a_manager_sorts(self, role, people, door, requirement):
        response = signed_in(people[role]).post(door("themes"), {"requirement": [requirement.pk], "name": "Waiting"})

        assert (response.status_code, Theme.objects.count()) == (403, 0)

    def test_a_theme_is_renamed_and_moved(self, manager, people, office, door):
        one, two = (themes.add_theme(office_id=office.pk, name=name, by=people["manager"]) for name in ("One", "Two"))

        manager.post(door("theme", number=two.pk), {"step": "-1"})
        manager.post(door("theme", number=one.pk), {"name": "Uno"})
        taken = manager.post(door("theme", number=one.pk), {"name": "two"})

        assert list(Theme.objects.order_by("order").values_list("name", flat=True)) == ["Two", "Uno"]
        assert "There is a theme" in taken.content.decode()


class TestMerging:
    def test_goes_from_the_themes_by_a_form_to_words_that_are_filled_in(self, manager, door, requirement, other):
        chosen = manager.post(door("themes"), {"requirement": [requirement.pk, other.pk], "deed": "merge"})
        page = manager.get(chosen["Location"]).content.decode()

        assert chosen["Location"] == door("merge", requirement, other)
        assert "twelve weeks.\n\nNobody knows" in page

    def test_writes_one_down_that_names_its_quotes(self, manager, door, requirement, other):
        given = typed(statement="We wait for figures.") | shown(requirement, other)

        response = manager.post(door("merge", requirement, other), given, follow=True)

        page = response.content.decode()
        result = Requirement.objects.order_by("number").last()
        assert response.redirect_chain[0][0].endswith(f"{result.key}/")
        assert "Nobody knows what a project costs." in page
        assert "Tomasz, Finance" in page

    def test_of_words_that_changed_meanwhile_is_refused_and_keeps_what_was_typed(
        self, manager, people, door, requirement, other
    ):
        given = typed(statement="We wait for figures.") | shown(requirement, other)
        requirements.change_requirement(
            requirement_id=requirement.pk,
            words=scenes.some_words("It takes ten."),
            shown_digest=requirement.wording.digest,
            by=people["manager"],
        )

        response = manager.post(door("merge", requirement, other), given)

        page = response.content.decode()
        assert response.status_code == 409
        assert "Somebody changed REQ-1" in page
        assert "We wait for figures.</textarea>" in page
        assert "It takes ten." in page

    def test_one_alone_is_refused_with_the_words_kept(self, manager, door, requirement):
        response = manager.post(door("merge", requirement), typed(statement="Alone.") | shown(requirement))

        assert response.status_code == 400
        assert "Alone.</textarea>" in response.content.decode()

    def test_without_any_says_where_to_choose(self, manager, door):
        assert "Nothing is chosen" in manager.get(door("merge")).content.decode()


class TestSplitting:
    @staticmethod
    def parts(*statements):
        fields = [typed(statement=each) for each in statements]
        return {f"part{n}-{name}": value for n, each in enumerate(fields) for name, value in each.items()}

    def test_writes_the_parts_down(self, manager, door, requirement):
        given = self.parts("One.", "Two.") | shown(requirement) | {"parts": "2"}

        manager.post(door("split", number=requirement.number), given)

        assert [
            each.source.key for row in Requirement.objects.exclude(pk=requirement.pk) for each in row.came_from.all()
        ]
        assert Requirement.objects.get(pk=requirement.pk).state == "split"

    def test_gives_one_more_part_and_keeps_what_was_typed(self, manager, door, requirement):
        given = self.parts("One.", "Two.") | shown(requirement) | {"parts": "2", "more": "yes"}

        page = manager.post(door("split", number=requirement.number), given).content.decode()

        assert "Two.</textarea>" in page
        assert "Part 3" in page

    def test_into_the_same_twice_is_refused(self, manager, door, requirement):
        given = self.parts("One.", "One.") | shown(requirement) | {"parts": "2"}

        response = manager.post(door("split", number=requirement.number), given)

        assert response.status_code == 400
        assert "say the same" in response.content.decode()


@pytest.mark.parametrize("name", ["merge", "derive", "split"])
@pytest.mark.parametrize("role", ["administrator", "auditor", "executive"])
def test_only_a_manager_makes_requirements_from_others(name, role, people, door, requirement, other):
    parts = {"number": requirement.number} if name == "split" else {}

    response = signed_in(people[role]).post(door(name, requirement, other, **parts), {})

    assert response.status_code == 403


def test_the_pages_ask_as_many_questions_at_any_size(
    manager, office, door, requirement, other, django_assert_max_num_queries
):
    def asked():
        merged = made.merged(*(scenes.a_confirmed_requirement(scenes.a_seat(office)) for _seat in range(2)))
        living = [scenes.a_requirement(merged.seat) for _each in range(3)]
        counts = []
        for page in (door("themes"), door("requirement", number=merged.number), door("merge", *living)):
            with django_assert_max_num_queries(20) as found:
                assert manager.get(page).status_code == 200
            counts.append(len(found))
        return counts

    assert asked() == asked() == asked()
