"""Reading copies: who is not at the table reads the mandate on a page of their own, by a link that nothing keeps."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail as outgoing
from django.urls import reverse

from mandates.models import Reader, ReadingCopy
from mandates.rules import copies as rules
from mandates.selectors.copies import address_of, find_copy
from mandates.services import copies
from mandates.services.signoff import send_for_signature
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from pmo.notices.models import Mail
from pmo.notices.services import send_due
from tests.scenes import reviews as in_review
from tests.scenes.executives import a_seat, an_auditor, an_office, holder_of, manager_of
from tests.scenes.mandates import a_full_draft, words
from tests.scenes.rounds import all_answered, asked, closed, signed
from tests.scenes.turnover import an_office_in_force

pytestmark = pytest.mark.django_db
WAY = re.compile(r"https?://\S+/copy/(\S+)/")


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    in_review.at(2026, 5, 3)
    yield
    unset_time()


@pytest.fixture
def office():
    return an_office_in_force()


def a_reader(office, email="rita@example.org", name="Rita Reader", language="en"):
    by = manager_of(office)
    return copies.add_reader(office_id=office.pk, name=name, email=email, language=language, by=by)


def sent(office, reader=None):
    reader = reader or a_reader(office)
    return copies.send_copy(reader_id=reader.pk, by=manager_of(office))


def path_of(copy):
    stands = ReadingCopy.objects.select_related("reader", "version").get(pk=copy.pk)
    return urlsplit(address_of(stands)).path


def page(office, name="readers", **parts):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


def test_whoever_is_on_the_list_gets_the_version_that_comes_into_force_and_later_readers_do_not(office):
    early = a_reader(office)
    assert copies.send_copies(office.pk) == 0

    in_review.at(2026, 6, 1)
    in_review.put_in_force(office)
    in_review.at(2026, 6, 2)
    late = a_reader(office, "lars@example.org", "Lars Late")

    assert copies.send_copies(office.pk) == 1
    assert copies.send_copies(office.pk) == 0
    assert [copy.reader for copy in ReadingCopy.objects.all()] == [early]
    assert LedgerEntry.objects.filter(event="copies.sent").count() == 1
    assert sent(office, late).version.key == "2.0"


def test_the_mail_carries_the_way_in_and_the_database_keeps_none(office, client):
    sent(office, a_reader(office, language="de"))

    send_due(clock.now())

    kept, left = Mail.objects.get(kind="copy"), outgoing.outbox[-1]
    token = WAY.search(left.body)[1]
    assert left.to == ["rita@example.org"]
    assert (kept.person, token in kept.text + kept.html) == (None, False)
    assert "Lesen" in left.body or "lesen" in left.body
    assert client.get(f"/copy/{token}/").status_code == 200


def test_a_mail_that_waits_does_not_leave_once_its_reader_is_taken_off(office):
    reader, stays = a_reader(office), a_reader(office, "sam@example.org", "Sam Stays")
    for each in (reader, stays):
        sent(office, each)

    copies.end_reader(reader_id=reader.pk, by=manager_of(office))
    send_due(clock.now())

    assert [message.to for message in outgoing.outbox if WAY.search(message.body)] == [["sam@example.org"]]
    assert Mail.objects.get(address="rita@example.org").state == "cancelled"


def test_the_page_holds_the_frozen_text_and_who_signed_and_no_door_into_the_office(client):
    office = an_office()
    seat = a_seat(office, "Chief Finance", name="Fay Former")
    version = a_full_draft(office)
    closed(all_answered(asked(version)))
    version = send_for_signature(version_id=version.pk, by=manager_of(office))
    signed(version, seat, reservation="Only if it stays cheap.")

    answer = client.get(path_of(sent(office)))

    text = words(answer)
    assert all(each.text in text for each in version.statements.all())
    assert "Chief Finance Fay Former" in text
    assert "Only if it stays cheap." not in text
    assert not any(each.wording.statement in text for s in version.statements.all() for each in s.sources.all())
    assert f'href="/{office.slug}' not in answer.content.decode()
    assert 'href="/"' not in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_wrong_expired_and_revoked_links_get_one_and_the_same_page(client, office):
    copy = sent(office)
    good = path_of(copy)
    forged = good[:-2] + ("A" if good[-2] != "A" else "B") + "/"
    nothing = client.get("/copy/999-" + "a" * 27 + "/")

    answers = [client.get(forged), client.get("/copy/what/")]
    set_time(clock.now() + timedelta(days=366))
    answers.append(client.get(good))
    in_review.at(2026, 5, 4)
    assert client.get(good).status_code == 200
    copies.end_reader(reader_id=copy.reader_id, by=manager_of(office))
    answers.append(client.get(good))

    assert nothing.status_code == 404
    assert {(each.status_code, each.content) for each in answers} == {(404, nothing.content)}


def test_a_link_is_void_when_its_row_was_altered(office):
    copy = sent(office)
    token = path_of(copy).split("/")[2]
    assert find_copy(token) == copy

    ReadingCopy.objects.filter(pk=copy.pk).update(expires_at=clock.now() + timedelta(days=9999))

    assert find_copy(token) is None


def test_a_fetch_is_noted_once_and_nothing_stands_in_the_ledger(client, office):
    copy = sent(office)
    entries = LedgerEntry.objects.count()

    client.head(path_of(copy))
    copy.refresh_from_db()
    assert copy.opened_at is None
    client.get(path_of(copy))
    copy.refresh_from_db()
    first = copy.opened_at
    set_time(clock.now() + timedelta(days=1))
    client.get(path_of(copy))

    copy.refresh_from_db()
    assert copy.opened_at == first
    assert LedgerEntry.objects.count() == entries
    assert client.post(path_of(copy)).status_code == 405


def test_an_older_copy_says_that_a_newer_version_is_in_force(client, office):
    copy = sent(office)
    in_review.at(2026, 6, 1)
    in_review.put_in_force(office)

    assert "Version 1.0 is superseded. Version 2.0 is in force." in words(client.get(path_of(copy)))


def test_send_now_twice_sends_one_mail_and_later_a_new_link(client, office):
    reader = a_reader(office)
    first = sent(office, reader)
    old = path_of(first)
    assert sent(office, reader) == first
    assert Mail.objects.filter(kind="copy").count() == 1

    set_time(clock.now() + timedelta(minutes=11))
    again = sent(office, reader)

    assert Mail.objects.filter(kind="copy").count() == 2
    assert client.get(old).status_code == 404
    assert client.get(path_of(again)).status_code == 200


def test_the_list_refuses_an_address_twice_and_the_five_hundred_and_first(office, monkeypatch):
    first = a_reader(office)
    assert a_reader(office, "RITA@example.org") == first
    with pytest.raises(Refused, match="is on the list already, as Rita Reader"):
        a_reader(office, name="Another")
    for told in ({"email": "no address"}, {"name": " "}, {"language": "xx"}):
        with pytest.raises(Refused):
            a_reader(office, **{"email": "x@example.org", **told})

    Reader.objects.bulk_create(
        Reader(mandate=first.mandate, name=f"R {n}", email=f"r{n}@example.org", added_by=first.added_by)
        for n in range(rules.MOST_READERS - 1)
    )
    with pytest.raises(Refused, match="500 readers"):
        a_reader(office, "one@example.org")
    assert Reader.objects.count() == rules.MOST_READERS


def test_only_managers_keep_the_list(office):
    reader = a_reader(office)
    for by in (holder_of(office.seats.first()), an_auditor(office)):
        with pytest.raises(Refused, match="Only a PMO manager"):
            copies.add_reader(office_id=office.pk, name="X", email="x@example.org", language="en", by=by)
        for deed in (copies.send_copy, copies.end_reader):
            with pytest.raises(Refused, match="Only a PMO manager"):
                deed(reader_id=reader.pk, by=by)


def test_the_page_of_readers_adds_sends_ends_and_leaves_as_a_file(client, office):
    client.force_login(manager_of(office))
    told = {"name": "Rita Reader", "email": "rita@example.org", "language": "en"}

    assert client.post(page(office), told).status_code == 302
    assert client.post(page(office), {**told, "name": "Another"}).status_code == 400
    reader = Reader.objects.get()
    client.post(page(office, "send-copy", reader=reader.pk))
    assert "Sent, not fetched yet" in words(client.get(page(office)))
    client.get(path_of(ReadingCopy.objects.get()))
    assert "page first fetched" in words(client.get(page(office)))
    assert b"rita@example.org" in b"".join(client.get(page(office) + "?format=csv"))
    assert "Take Rita Reader off the list?" in words(client.get(page(office, "end-reader", reader=reader.pk)))
    client.post(page(office, "end-reader", reader=reader.pk))
    assert "Off the list" in words(client.get(page(office)))


def test_the_pages_ask_as_often_for_one_reader_as_for_many(client, office, django_assert_max_num_queries):
    copy = sent(office)
    client.force_login(manager_of(office))
    client.get(page(office))
    with django_assert_max_num_queries(20) as one:
        client.get(page(office))
    for number in range(12):
        sent(office, a_reader(office, f"r{number}@example.org"))

    with django_assert_max_num_queries(len(one)):
        client.get(page(office))
    client.logout()
    with django_assert_max_num_queries(12):
        client.get(path_of(copy))


def test_the_days_on_the_page_are_those_of_the_office(client, office):
    type(office).objects.filter(pk=office.pk).update(time_zone="Pacific/Auckland")
    in_review.at(2026, 5, 3, 22)

    answer = client.get(path_of(sent(office)))

    assert "4 May 2027" in words(answer)
