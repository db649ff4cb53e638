"""The settings of the test suite."""

from pmo.settings.base import *

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost"]
CLOCK_CAN_SHIFT = True
MAILBOX_PAGE = True
EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
DATABASES = {"default": database(env("TEST_DATABASE_URL", default="sqlite://:memory:"))}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
