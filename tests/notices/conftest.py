import pytest

from pmo.clock.shifting import unset_time
from tests.scenes import notices as scene


@pytest.fixture
def kind(db, settings):
    """The tests' kind of reminder, the mailbox that Django's test runner took away, the machine's time afterwards."""
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    with scene.a_kind():
        yield
        unset_time()
