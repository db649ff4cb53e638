"""Versions beside each other: the page, its file, who reads it, and what changed since one last signed."""

from decimal import Decimal

import pytest
from django.urls import reverse

from mandates.models import MandateVersion
from mandates.services import signoff
from mandates.services.statements import change_statement, remove_statement
from mandates.states import AgreementRule, LineKind
from tests.scenes.executives import a_seat, holder_of, manager_of
from tests.scenes.mandates import a_profile, a_statement, words
from tests.scenes.rounds import (
    a_draft_saying,
    a_version_in_force,
    a_version_out_for_signature,
    all_answered,
    asked,
    closed,
    signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def managing(client, office, ceo):
    client.force_login(manager_of(office))
    return client


def at(office, name, **parts):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


def beside(client, office, old, new):
    return client.get(at(office, "compared", old=old, new=new))


def test_a_benefit_that_changed_shows_its_sentence_and_its_fields_beside_each_other(managing, office):
    first = a_draft_saying(office)
    benefit = a_statement(first, LineKind.BENEFIT, "Reduce the delay of jobs.")
    closed(all_answered(asked(first)))
    signed(signoff.send_for_signature(version_id=first.pk, by=manager_of(office)), office.seats.get())
    draft = a_draft_saying(office, "Costs run over.")
    copy = draft.statements.get(line=benefit.line)
    profile = a_profile(draft, target=Decimal("1.50"), tolerance=None, description="Jobs end on the day.")
    change_statement(
        statement_id=copy.pk,
        text="Reduce the *average* delay of jobs.",
        profile=profile,
        shown_digest=copy.digest,
        by=manager_of(office),
    )

    shown = words(beside(managing, office, "1.0", "draft"))

    assert "The draft beside version 1.0" in shown
    assert "One statement is new, one says something else and one stands word for word." in shown
    assert "Reduce the new: *average* ; delay of jobs." in shown
    assert "Tolerance 0.5 nothing" in shown
    assert "Target" not in shown.split("BEN-1, changed")[1].split("One statement stands")[0]


def test_a_statement_that_went_is_struck_through_and_the_file_says_the_same(managing, office):
    a_version_in_force(office, "Jobs finish late.", "Costs run over.")
    draft = a_draft_saying(office, "Reports are not read.")
    gone = draft.statements.get(line__number=1)
    remove_statement(statement_id=gone.pk, shown_digest=gone.digest, by=manager_of(office))

    page = words(beside(managing, office, "1.0", "draft"))
    file = b"".join(managing.get(at(office, "compared", old="1.0", new="draft") + "?format=csv").streaming_content)

    assert "ISS-1, taken out taken out: Jobs finish late." in page
    assert "ISS-3, new Reports are not read." in page
    assert 'ISS-1,"ISS-1, taken out",Statement,Jobs finish late.,\r\n' in file.decode()


def test_the_same_version_twice_and_two_that_say_the_same_are_told_apart(managing, office):
    a_version_in_force(office, "Jobs finish late.")
    a_draft_saying(office, "Costs run over.")
    draft = MandateVersion.objects.get(state="draft")
    new = draft.statements.get(line__number=2)
    remove_statement(statement_id=new.pk, shown_digest=new.digest, by=manager_of(office))

    assert "This is the same version twice" in words(beside(managing, office, "1.0", "1.0"))
    assert "Nothing differs: both say the same" in words(beside(managing, office, "1.0", "draft"))


def test_executives_compare_what_they_read_and_not_the_draft(client, office, ceo):
    a_version_in_force(office, "Jobs finish late.")
    a_draft_saying(office, "Costs run over.")
    client.force_login(holder_of(ceo))

    assert beside(client, office, "1.0", "1.0").status_code == 200
    assert beside(client, office, "1.0", "draft").status_code == 403
    assert beside(client, office, "1.0", "9.9").status_code == 404
    assert "draft" not in dict(client.get(at(office, "compare")).context["versions"])


def test_two_versions_are_chosen_and_the_newer_alone_stands_beside_the_one_before(managing, office):
    assert "There is nothing to compare yet" in words(managing.get(at(office, "compare")))
    a_version_in_force(office, "Jobs finish late.")
    a_draft_saying(office, "Costs run over.")

    chosen = managing.get(at(office, "compare"), {"old": "draft", "new": "1.0"})
    newer = managing.get(at(office, "compare"), {"new": "draft"})
    nonsense = managing.get(at(office, "compare"), {"old": "1.0", "new": "7.7"})

    assert chosen.url == at(office, "compared", old="draft", new="1.0")
    assert newer.url == at(office, "compared", old="1.0", new="draft")
    assert nonsense.status_code == 400


def test_the_draft_is_called_by_its_number_once_it_has_one(managing, office):
    a_version_in_force(office, "Jobs finish late.")
    a_version_out_for_signature(office, "Costs run over.")

    assert beside(managing, office, "1.0", "draft").url == at(office, "compared", old="1.0", new="2.0")


def test_what_changed_since_one_signed_names_the_versions_in_between(client, office, ceo):
    cfo, coo = a_seat(office, "Chief Financial Officer"), a_seat(office, "Chief Operating Officer")
    client.force_login(holder_of(cfo))
    assert "No version is in force yet" in words(client.get(at(office, "since")))
    a_version_in_force(office, "Jobs finish late.")
    assert "You signed version 1.0" in (shown := words(client.get(at(office, "since"))))
    assert "Nothing newer stands." in shown
    in_force_by(office, "Costs run over.", ceo, coo)
    in_force_by(office, "Reports are not read.", ceo, coo)

    unasked = words(client.get(at(office, "since")))
    a_version_out_for_signature(office, "Nobody decides.")
    waiting = words(client.get(at(office, "since")))

    assert "Version 3.0 is in force. In between, version 2.0 was in force without a signature of yours" in unasked
    assert "Two statements are new and one stands word for word." in unasked
    assert "Version 4.0 waits for your signature. In between, versions 2.0, 3.0 were in force" in waiting
    assert "ISS-4, new Nobody decides." in waiting


def in_force_by(office, text, *signers):
    """Bring a version in force by the signatures of some."""
    draft = a_draft_saying(office, text)
    MandateVersion.objects.filter(pk=draft.pk).update(signing_rule=AgreementRule.MAJORITY)
    closed(all_answered(asked(draft)))
    version = signoff.send_for_signature(version_id=draft.pk, by=manager_of(office))
    for seat in signers:
        signed(version, seat)


def test_who_never_signed_is_told_so_and_offered_the_document(client, office, ceo):
    a_version_in_force(office, "Jobs finish late.")
    late = a_seat(office, "Chief Operating Officer")
    client.force_login(holder_of(late))

    shown = words(client.get(at(office, "since")))

    assert "You have not signed the mandate for this seat yet" in shown
    assert "Read version 1.0" in shown


def test_who_holds_no_seat_is_told_so(managing, office):
    assert "You hold no seat" in words(managing.get(at(office, "since")))


def test_the_list_of_versions_leads_to_what_changed(managing, office):
    a_version_in_force(office, "Jobs finish late.")
    a_version_in_force(office, "Costs run over.")

    page = managing.get(at(office, "versions")).content.decode()

    assert at(office, "compared", old="1.0", new="2.0") in page
