"""What most tests of the mandate begin with: an office, two seats that sign, time that goes on as before."""

from collections.abc import Iterator

import pytest

from executives.models import Seat
from mandates.models import MandateVersion
from pmo.access.models import Office
from pmo.clock.shifting import unset_time
from tests.scenes.executives import a_seat, an_office
from tests.scenes.rounds import a_version_out_for_signature


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def ceo(office: Office) -> Seat:
    return a_seat(office, "Chief Executive")


@pytest.fixture
def cfo(office: Office) -> Seat:
    return a_seat(office, "Chief Financial Officer")


@pytest.fixture
def version(office: Office, ceo: Seat, cfo: Seat) -> MandateVersion:
    """A version that both seats are asked to sign."""
    return a_version_out_for_signature(office)


@pytest.fixture
def own_time() -> Iterator[None]:
    """The test may set the clock: it goes on as before afterwards."""
    yield
    unset_time()
