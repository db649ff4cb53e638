"""What all settings share. One of demonstration, production or test stands on top of it."""

import environ
from django.utils.translation import gettext_lazy as _

from pmo.environment import ROOT, VAR

env = environ.Env()

BASE_DIR = ROOT
VAR_DIR = VAR
SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env("SITE_URL", default="http://localhost:8000")
CLOCK_CAN_SHIFT = False
MAILBOX_PAGE = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pmo.clock",
    "pmo.audit",
    "pmo.access",
    "pmo.notices",
    "pmo.ui",
    "executives",
    "mandates",
    "businessplans",
    "pmo.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pmo.clock.middleware.ClockMiddleware",
    "pmo.access.middleware.PersonMiddleware",
    "pmo.access.middleware.SealMiddleware",
    "pmo.access.middleware.SeenMiddleware",
    "pmo.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "pmo.urls"
WSGI_APPLICATION = "pmo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pmo.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "pmo.ui.templatetags.ui", "pmo.ui.templatetags.prose"],
        },
    }
]


def database(url: str) -> dict:
    """Return the settings of the database at `url`; SQLite gets WAL and IMMEDIATE transactions (trap: locks)."""
    settings = env.db_url_config(url)
    settings["ATOMIC_REQUESTS"] = False
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                "PRAGMA recursive_triggers=ON;"  # a row that REPLACE takes away asks the delete triggers, too
            ),
        }
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'pmo.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")


def cache(redis_url: str) -> dict:
    """Return the settings of the cache: in Redis when there is one, else in each process."""
    if redis_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pmo"}


CACHES = {"default": cache(REDIS_URL)}

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "pmo.access.adapter.ClosedDoorAdapter"
ACCOUNT_FORMS = {
    "login": "pmo.ui.sign_in.SignInForm",
    "request_login_code": "pmo.ui.sign_in.RequestCodeForm",
    "confirm_login_code": "pmo.ui.sign_in.ConfirmCodeForm",
    "reset_password": "pmo.ui.sign_in.ResetPasswordForm",
    "reset_password_from_key": "pmo.ui.sign_in.NewPasswordForm",
    "change_password": "pmo.ui.sign_in.ChangePasswordForm",
    "set_password": "pmo.ui.sign_in.SetPasswordForm",
}
MFA_ADAPTER = "pmo.access.authenticators.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "pmo.access.entering.SecondStepForm",
    "authenticate_webauthn": "pmo.access.entering.SecondPasskeyForm",
    "login_webauthn": "pmo.access.entering.PasskeySignInForm",
}
# The company's own sign-in: without OIDC_URL there is none.
OIDC_URL = env("OIDC_URL", default="")
OIDC_NAME = env("OIDC_NAME", default="OpenID Connect") if OIDC_URL else ""


def company_sign_in(url: str, name: str, client_id: str, secret: str) -> dict:
    """Return what the sign-in package is told of the provider at `url`."""
    app = {"provider_id": "company", "name": name, "client_id": client_id, "secret": secret}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": url}}]}}


SOCIALACCOUNT_ADAPTER = "pmo.access.company.CompanyAdapter"
SOCIALACCOUNT_PROVIDERS = (
    company_sign_in(OIDC_URL, OIDC_NAME, env("OIDC_CLIENT_ID", default=""), env("OIDC_SECRET", default=""))
    if OIDC_URL
    else {}
)
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # as all codes: a mail may take its time
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Never by address alone: whoever knows somebody's address could keep them from signing in.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "10/m/ip,60/h/ip",
    "reset_password": "10/m/ip,60/h/ip",
    "bad_link": "10/m/ip,60/h/ip",
    "second_step": "5/5m/key",
    "second_step_anywhere": "50/d/key",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", _("English"))]
# Each by its own name. A language of mails is none of the pages: its catalogue holds what mails say, and no more.
MAIL_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
PRINT_FONTS = ROOT / "static" / "vendor" / "print"  # tools/assets.py lays them there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "pmo.ui.uploads.Doorkeeper",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="PMO Mandate <pmo@localhost>")
if MAIL_URL := env("MAIL_URL", default=""):
    vars().update(env.email_url_config(MAIL_URL))
EMAIL_TIMEOUT = 20
NOTICE_LEASE_SECONDS = 300  # how long a worker has a notice to itself: longer than any try to send it may take

CELERY_BROKER_URL = env("BROKER_URL", default=REDIS_URL or "filesystem://")


def transport_options(broker_url: str) -> dict:
    """Return what the broker is told: where its files lie, or how soon Redis hands out again what a worker lost."""
    if broker_url.startswith("filesystem"):
        return dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(VAR_DIR / "broker"))
    return {"visibility_timeout": 3600, "unacked_restore_interval": 5, "unacked_restore_throttle": 1}


CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(CELERY_BROKER_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
TICK_SECONDS = env.int("TICK_SECONDS", default=60)
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "pmo.notices.tasks.tick", "schedule": TICK_SECONDS, "options": {"expires": TICK_SECONDS}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "pmo.redaction.Redacting",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "kombu.connection": {"level": "ERROR"},  # the embedded broker has no host, and it warns of that each time
        "django.server": {"level": "WARNING"},
    },
}
