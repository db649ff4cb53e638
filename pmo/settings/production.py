"""Production: refuses to start, with a sentence, on settings that are missing or unsafe."""

from django.core.exceptions import ImproperlyConfigured

from pmo.settings.base import *
from pmo.settings.base import ALLOWED_HOSTS, MAIL_URL, SECRET_KEY, SITE_URL, env

LOCAL = env.bool("PMO_PLAIN_HTTP", default=False)

if env.bool("CLOCK_CAN_SHIFT", default=False):
    raise ImproperlyConfigured(
        "CLOCK_CAN_SHIFT is for demonstrations and tests: deadlines and signatures need the true time. Remove it."
    )
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing, shorter than 50 characters, or the same few over and over. "
        "Set it in the environment or in var/pmo.env."
    )
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site, for example pmo.example.org.")
if not MAIL_URL:
    raise ImproperlyConfigured(
        "MAIL_URL is missing: reminders and sign-in codes could not be sent. Set it, for example smtp+tls://user:secret@mail.example.org:587."
    )
if not SITE_URL.startswith("https://") and not LOCAL:
    raise ImproperlyConfigured(
        "SITE_URL must begin with https://. To try production settings on this machine only, set PMO_PLAIN_HTTP=1."
    )

STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Whoever tries too often is told apart by address: behind a proxy, by the one that the proxy itself saw.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SESSION_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_SECURE = not LOCAL
