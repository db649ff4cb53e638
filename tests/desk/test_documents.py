"""The documents drawn from the code say what the code says; the roles are held whole."""

import pytest
from django.core.management import CommandError, call_command

from pmo.desk.permissions import DEEDS, STANDINGS, table

SEES_ALL = {"PMO manager", "Administrator", "Auditor"}
EVERYBODY = SEES_ALL | {"Holder of the seat", "Another executive"}
DOES_BY_HAND = {
    "See what waits, and by when": EVERYBODY | {"Assistant"},
    "Send an invitation again": {"PMO manager", "Administrator"},
    "Take an invitation back, let somebody leave": {"Administrator"},
    "Propose another address for somebody": {"Administrator"},
    "Name an assistant of the seat": {"PMO manager", "Administrator", "Holder of the seat"},
    "See the pages of the office": EVERYBODY,
    "See everybody's requirements and Today": SEES_ALL,
    "Read the ledger and prove it": SEES_ALL,
    "Read a version": EVERYBODY,
    "Say what the seat wants, by one’s own hand": {"Holder of the seat"},
    "See the questions and the catalogue": SEES_ALL,
    "Word the questions and the catalogue": {"Administrator"},
    "See who stands where before a round": SEES_ALL,
    "See talks, kick-offs and conflicts": SEES_ALL,
    "Read a paper of the seat": SEES_ALL | {"Holder of the seat"},
    "Set whether a paper counts": {"Administrator"},
    "See progress": SEES_ALL,
    "Change a requirement": {"PMO manager", "Holder of the seat"},
    "Confirm a requirement": {"Holder of the seat"},
    "Leave a requirement out": {"Holder of the seat"},
    "Take the seat's stance": {"Holder of the seat"},
    "Withdraw the seat's objection": {"Holder of the seat"},
    "Close the seat's reservation": {"Holder of the seat"},
    "Sign for the seat": {"Holder of the seat"},
    "Decline to sign for the seat": {"Holder of the seat"},
    "Object to a change of wording for the seat": {"Holder of the seat"},
    "Waive a vacant seat, the seat being the sponsor’s": {"Holder of the seat"},
    "Take back one’s own signature": {"Holder of the seat"},
    "Read the paper of a signature of the seat": SEES_ALL | {"Holder of the seat"},
    "Report on a condition that the seat sees to": {"Holder of the seat"},
    "End a condition under which the seat signed": {"Holder of the seat"},
    "Let somebody sign for the seat, where that is allowed": {"Holder of the seat"},
    "End that": {"Holder of the seat", "Administrator"},
    "Set what is allowed in signing": {"Administrator"},
    "Answer a review for the seat": {"Holder of the seat"},
    "See what one’s seat stands for": {"Holder of the seat", "Another executive"},
    "Stand by what the seat signed before": {"Holder of the seat"},
    "Ask to reopen what the seat signed before": {"Holder of the seat"},
    "See what new holders said": SEES_ALL,
    "See the distribution list": SEES_ALL,
    "Answer a sounding for the seat": {"Holder of the seat"},
    "Word the steps of soundings": {"Administrator"},
    "Give and end roles": {"Administrator"},
    "Set the review cadence": {"Administrator"},
    "Change a reminder rule": {"Administrator"},
    "Word the mails of the office": {"Administrator"},
    "Pause somebody's reminders, call an address bad": {"Administrator"},
    "Send a mail again by hand": {"PMO manager", "Administrator"},
    "See reminders, who is reached, why a mail was sent": SEES_ALL,
}


def test_the_documents_are_up_to_date():
    call_command("document", check=True)


def test_an_outdated_document_is_named(settings, tmp_path):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match=r"states\.md is not what the code says"):
        call_command("document", check=True)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.words)
def test_no_state_grants_a_deed_to_a_role_that_is_not_listed(deed):
    allowed = DOES_BY_HAND.get(deed.words, {"PMO manager"})

    granted = set().union(*(names for (words, _state), names in table().items() if words == deed.words))

    assert granted == allowed


def test_a_stranger_and_an_auditor_change_nothing():
    seen = {"See what waits, and by when", "See the pages of the office", "See everybody's requirements and Today"}
    seen |= {"Read the ledger and prove it", "Read a version", "See who stands where before a round"}
    seen |= {"See reminders, who is reached, why a mail was sent", "See the questions and the catalogue"}
    seen |= {"See talks, kick-offs and conflicts", "Read a paper of the seat", "See progress"}
    seen |= {"See what new holders said", "See the distribution list"}
    seen |= {"Read the paper of a signature of the seat"}

    granted = {name: {deed for (deed, _state), names in table().items() if name in names} for name in STANDINGS}

    assert granted["Stranger"] == set()
    assert granted["Auditor"] == seen
