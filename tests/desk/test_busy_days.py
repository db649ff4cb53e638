"""Everything at once: a review, a request for words, and a round or a light amendment out, over a light one in force.

The pages that gather all of it keep to the number of queries that a page may ask, whatever the size of the office.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mandates.models import MandateVersion
from mandates.services.amending import send_amendment
from mandates.services.reviews import open_review
from mandates.tasks.signoff import put_in_force
from pmo.clock.shifting import set_time, unset_time
from tests.scenes.amending import a_mandate_in_force, an_amendment, an_office_with_a_sponsor, reworded
from tests.scenes.executives import a_requirement, a_seat, holder_of, manager_of
from tests.scenes.mandates import url
from tests.scenes.reviews import a_planned_review
from tests.scenes.rounds import asked, signed
from tests.scenes.saying import asked as asked_for_words

pytestmark = pytest.mark.django_db
MOST = 20


@pytest.fixture(autouse=True)
def _true_time_again():
    yield
    unset_time()


def of(version):
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


def sent(version, text):
    """Return the editorial amendment of a version, out for the sponsor's signature."""
    draft = an_amendment(version)
    reworded(draft, text=text)
    send_amendment(version_id=draft.pk, by=manager_of(draft.mandate.office))
    return of(draft)


def busy(more):
    """Return an office with a light version in force, an open review and words asked for; `more` seats and words."""
    office = an_office_with_a_sponsor()
    for _number in range(more):
        a_requirement(a_seat(office))
    first = a_mandate_in_force(office)
    out = sent(first, "Said in other words.")
    signed(out, office.seats.get(sponsor=True))
    set_time(of(out).objections_until_at + timedelta(seconds=1))
    put_in_force()
    open_review(review_id=a_planned_review(office).pk, by=manager_of(office))
    for seat in office.seats.filter(title__in=("CFO", "COO")):
        asked_for_words(seat)
        for _number in range(1 + more):
            a_requirement(seat)
    return of(out)


def cost(client, reader, address):
    client.force_login(reader)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def costs(client, version):
    """Return what the gathering pages cost those who find the most on them."""
    office = version.mandate.office
    cfo, coo = (holder_of(office.seats.get(title=title)) for title in ("CFO", "COO"))
    waiting, today = (reverse(f"desk:{name}", kwargs={"office": office.slug}) for name in ("waiting", "today"))
    manager = manager_of(office)
    return [cost(client, *each) for each in ((cfo, waiting), (coo, waiting), (manager, waiting), (manager, today))]


def with_a_round(more):
    version = busy(more)
    draft = an_amendment(version)
    reworded(draft, text="Said once more.")
    return asked(draft).version


def with_an_amendment_out(more):
    return sent(busy(more), "Said once more.")


@pytest.mark.parametrize("scene", [with_a_round, with_an_amendment_out])
def test_pages_that_gather_it_all_ask_no_more_than_a_page_may(client, scene):
    few, many = costs(client, scene(0)), costs(client, scene(4))

    assert max(few) <= MOST
    assert many == few


def test_the_first_opening_of_what_is_to_be_signed_is_recorded_within_the_same_bound(client):
    first = []
    for more in (0, 4):
        version = with_an_amendment_out(more)
        sponsor = version.mandate.office.seats.get(sponsor=True)
        first.append(cost(client, holder_of(sponsor), url(version, "sign")))
        assert version.signature_requests.get(seat=sponsor).opened_at

    assert first[0] <= MOST
    assert first[1] == first[0]
