"""A real worker and a real scheduler stand on real Redis and on the database of the test."""

import time

import pytest

from pmo.celery import app

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PATIENCE = 30


def test_the_worker_answers_and_knows_its_tasks(worker_and_scheduler):
    deadline = time.monotonic() + PATIENCE
    while not (answers := app.control.ping(timeout=1)) and time.monotonic() < deadline:
        pass

    assert [next(iter(answer.values())) for answer in answers] == [{"ok": "pong"}]
