"""Production refuses to start on what is missing or unsafe, with one sentence that says what to do."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "pmo.settings.production",
    "SECRET_KEY": "a-secret-of-fifty-letters-and-more-for-this-test-alone-0123456789",
    "ALLOWED_HOSTS": "pmo.example.org",
    "SITE_URL": "https://pmo.example.org",
    "MAIL_URL": "smtp+tls://user:word@mail.example.org:587",
}
CHECK = "from django.conf import settings; settings.DEBUG"


def start(tmp_path, code=CHECK, **changed) -> subprocess.CompletedProcess:
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    told = {name: value for name, value in (COMPLETE | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=inherited | told | {"PMO_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )


DEMONSTRATION = {"DJANGO_SETTINGS_MODULE": "pmo.settings.demonstration"}
BACKEND = "from django.conf import settings; print(settings.EMAIL_BACKEND, settings.MAILBOX_PAGE)"


@pytest.mark.parametrize(
    ("mail_url", "found"),
    [(None, "pmo.notices.mailbox.MailboxBackend True"), ("smtp://localhost:1025", "django.core.mail.backends.smtp.")],
)
def test_the_demonstration_mails_where_it_is_told_to(tmp_path, mail_url, found):
    done = start(tmp_path, BACKEND, **DEMONSTRATION, MAIL_URL=mail_url)

    assert done.stdout.startswith(found), done.stderr


def test_complete_settings_start(tmp_path):
    done = start(tmp_path)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "ab" * 40),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("MAIL_URL", None),
        ("SITE_URL", None),
        ("SITE_URL", "http://pmo.example.org"),
        ("CLOCK_CAN_SHIFT", "1"),
    ],
)
def test_a_missing_or_unsafe_setting_stops_the_start_with_a_sentence(tmp_path, name, value):
    done = start(tmp_path, **{name: value})

    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert "ImproperlyConfigured" in last
    assert name in last
    assert last.endswith(".")
