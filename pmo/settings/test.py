"""The settings of the test suite: nothing is taken from this machine's own, but the servers that the tests start."""

import os
import tempfile
import zoneinfo
from functools import cache as once
from pathlib import Path

from pmo.settings.base import *

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost"]
CLOCK_CAN_SHIFT = True
MAILBOX_PAGE = True
EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
if TEST_MAIL_URL := env("TEST_MAIL_URL", default=""):
    vars().update(env.email_url_config(TEST_MAIL_URL))
EMAIL_TIMEOUT = env.int("TEST_MAIL_TIMEOUT", default=EMAIL_TIMEOUT)
NOTICE_LEASE_SECONDS = env.int("TEST_LEASE_SECONDS", default=NOTICE_LEASE_SECONDS)

# A file, not memory: the live server and the test are threads with a connection each. In memory where there is such a
# folder, and named by the process, so that two runs never meet.
SHARED_MEMORY = Path("/dev/shm")
FOLDER = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
DATABASES = {
    "default": database(env("TEST_DATABASE_URL", default=f"sqlite:///{FOLDER}/pmo-test-{os.getpid()}.sqlite3"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
    )

REDIS_URL = env("TEST_REDIS_URL", default="")
CACHES = {"default": cache(REDIS_URL)}
CELERY_BROKER_URL = env("TEST_BROKER_URL", default=REDIS_URL or "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(CELERY_BROKER_URL)
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Every person who is made asks for it, and each time it reads the machine's folders of zones.
zoneinfo.available_timezones = once(zoneinfo.available_timezones)
