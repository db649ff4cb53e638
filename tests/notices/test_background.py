"""The embedded default: a real worker and a real scheduler on plain files and SQLite."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from pmo.clock.shifting import unset_time
from pmo.notices.models import MailboxMessage
from pmo.notices.services import claim_due, plan_notices
from tests.scenes import notices as scene
from tests.scenes.reminding import a_reminder_arrives_and_ends_with_the_answer
from tests.servers import background

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reminder_arrives_and_ends_with_the_answer(client, mail_server, tmp_path):
    (tmp_path / "broker").mkdir()
    told = {
        "TEST_MAIL_URL": f"smtp://{mail_server.host}:{mail_server.port}",
        "TEST_BROKER_URL": "filesystem://",
        "PMO_VAR": str(tmp_path),
    }

    with background.worker_and_scheduler(broker="", log=tmp_path / "celery.log", **told):
        a_reminder_arrives_and_ends_with_the_answer(client, mail_server)


def test_two_connections_claim_each_notice_once():
    with scene.a_kind():
        office, administrator = scene.an_office()
        for _number in range(8):
            scene.somebody_owes(office, administrator)
        moment = scene.at(date(2026, 3, 24), 8, 1)
        plan_notices(moment)
        unset_time()

        def claim(_number):
            try:
                return claim_due(moment)
            finally:
                connection.close()

        with ThreadPoolExecutor(3) as pool:
            claimed = list(pool.map(claim, range(3)))

    assert sorted(number for numbers in claimed for number in numbers) == sorted({n for each in claimed for n in each})
    assert sum(len(numbers) for numbers in claimed) == 8
    assert not MailboxMessage.objects.exists()
