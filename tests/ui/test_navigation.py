"""Who sees which door."""

import pytest
from django.test import override_settings
from django.urls import path

from pmo.ui import navigation
from pmo.ui.navigation import Entry, doors, entries, register


def nothing(request, **parts):
    raise NotImplementedError


urlpatterns = [
    path("<slug:office>/", nothing, name="today"),
    path("<slug:office>/mandate/", nothing, name="mandate"),
    path("<slug:office>/mandate/draft/", nothing, name="draft"),
    path("<slug:office>/ledger/", nothing, name="ledger"),
    path("preferences/", nothing, name="preferences"),
]
EVERYBODY = frozenset({"manager", "executive", "administrator", "auditor"})
TABLE = {
    "today": frozenset({"manager"}),
    "mandate": EVERYBODY,
    "draft": frozenset({"manager"}),
    "ledger": frozenset({"auditor", "administrator"}),
}


@pytest.fixture(autouse=True)
def _doors(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    for order, (name, roles) in enumerate(TABLE.items()):
        register(Entry(name.title(), name, roles, order, also=("why/",) if name == "mandate" else ()))
    register(Entry("My settings", "preferences", EVERYBODY, section="account"))
    with override_settings(ROOT_URLCONF=__name__):
        yield


def shown(path, *roles, section="main"):
    return doors(section=section, roles=roles, office_slug="harbour-rail", path=path)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_role_sees_its_own_doors_and_no_other(role):
    seen = {door.label.lower() for door in shown("/", role)}

    assert seen == {name for name, roles in TABLE.items() if role in roles}


def test_two_roles_see_the_doors_of_both_in_order():
    assert [door.label for door in shown("/", "auditor", "manager")] == ["Today", "Mandate", "Draft", "Ledger"]


def test_nobody_in_particular_sees_no_door():
    assert shown("/") == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/harbour-rail/", ["Today"]),
        ("/harbour-rail/mandate/2.1/BEN-3/", ["Mandate"]),
        ("/harbour-rail/mandate/draft/header/", ["Draft"]),
        ("/harbour-rail/why/ITEM-7/", ["Mandate"]),
        ("/other-office/mandate/", []),
    ],
)
def test_the_longest_matching_address_is_the_current_one(path, current):
    assert [door.label for door in shown(path, "manager") if door.current] == current


def test_a_door_outside_the_office_needs_no_office():
    (door,) = shown("/preferences/", "auditor", section="account")

    assert (door.url, door.current) == ("/preferences/", True)


def test_a_page_that_is_not_there_yet_has_no_door():
    register(Entry("Later", "later", EVERYBODY))

    assert "Later" not in [door.label for door in shown("/", "manager")]


def test_registering_twice_replaces():
    register(Entry("Mandate in force", "mandate", EVERYBODY))

    assert [entry.label for entry in entries(section="main", roles=["executive"])] == ["Mandate in force"]


def test_a_role_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="boss"):
        register(Entry("Mine", "mandate", frozenset({"boss"})))
