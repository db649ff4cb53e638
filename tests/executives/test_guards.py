"""Words that somebody said stay what they were, whoever asks the database."""

import pytest
from django.db import DatabaseError, transaction

from executives.models import Confirmation, Lineage, Wording
from tests.scenes import lineage
from tests.scenes.executives import a_confirmed_requirement, a_seat, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def wording():
    return a_confirmed_requirement(a_seat(an_office())).wording


@pytest.mark.parametrize("column", ["statement", "priority", "digest", "measure"])
def test_a_wording_does_not_change(wording, column):
    with pytest.raises(DatabaseError, match="write a new one"), transaction.atomic():
        Wording.objects.filter(pk=wording.pk).update(**{column: "other"})


def test_a_wording_is_not_taken_out(wording):
    with pytest.raises(DatabaseError, match="write a new one"), transaction.atomic():
        Wording.objects.filter(pk=wording.pk)._raw_delete("default")


def test_a_confirmation_is_put_on_a_wording(wording):
    Wording.objects.filter(pk=wording.pk).update(confirmed_by=None, confirmed_at=None)

    assert Wording.objects.get(pk=wording.pk).confirmed_at is None


def test_a_confirmation_of_a_seat_is_neither_changed_nor_taken_out(wording):
    given = Confirmation.objects.filter(wording=wording)

    for deed in (lambda: given.update(seat=a_seat(an_office())), lambda: given._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            deed()


def test_what_a_requirement_was_made_from_stays(wording):
    other = a_confirmed_requirement(wording.requirement.seat)
    lineage.merged(wording.requirement, other)
    rows = Lineage.objects.filter(source=wording.requirement)

    for deed in (lambda: rows.update(wording=other.wording), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="was made from stays"), transaction.atomic():
            deed()
