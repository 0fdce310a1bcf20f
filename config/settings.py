"""All settings, in one file, from the environment.

Defaults are safe: DEBUG is off, cookies are secure, keys are made on first use under var/ with
mode 0600. docs/settings.md lists every variable; ``manage.py check --deploy`` says what a
production installation still lacks, and how to mend it.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.embedded import broker_url, desk_servers
from config.local_keys import local_key

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or local_key(VAR_DIR / "secret_key")
ENCRYPTION_KEYS: list[str] = env.list("ENCRYPTION_KEYS", default=[]) or [
    local_key(VAR_DIR / "encryption_key")
]
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[".localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT: int = env.int("PORT", default=8000)
SITE_URL: str = env.str("SITE_URL", default=f"http://localhost:{PORT}")
SECURITY_CONTACT: list[str] = env.list("SECURITY_CONTACT", default=[])
SECURITY_POLICY: str = env.str("SECURITY_POLICY", default="")
SERVED_OVER_HTTPS: bool = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "requests_app.apps.RequestsConfig",
    "notices_app.apps.NoticesConfig",
    "registers_app.apps.RegistersConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "anymail",
    "csp",
    "config.triggers.TriggersConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "requests_app.portal.large_body.LargeBodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "requests_app.portal.own_host.OwnHostMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {
                "notices": "registers_app.pages.tags",
                "portal": "requests_app.portal.tags",
            },
        },
    },
]

# --- Data -------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL")
    if env.str("DATABASE_URL", default="")
    else desk_servers().database_settings()
}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", default="") or desk_servers().redis_url
CACHES = {
    "default": {
        "BACKEND": "config.cache.DeskCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "rightsdesk",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("FILES_ROOT", default=str(VAR_DIR / "files")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "templates" / "static"]

# A whole submission with its files; more gets a translated 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A line of a large register may name thousands of others, each a box that is ticked.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UPLOAD_MAX_BYTES = 25 * 1024 * 1024
# A form that was begun and not sent is kept for so long after its last change.
DRAFT_DAYS: int = env.int("DRAFT_DAYS", default=7)
CLAMAV_URL = env.str("CLAMAV_URL", default="")
# What is sent stays in memory until it is sealed: proof of identity lies in no temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE + UPLOAD_MAX_BYTES

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "registers_app.User"
AUTHENTICATION_BACKENDS = ["registers_app.services.sign_in.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# --- Languages and time -----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Security ---------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31536000 if SERVED_OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_HTTPS
SECURE_HSTS_PRELOAD = SERVED_OVER_HTTPS
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = SERVED_OVER_HTTPS
CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "requests_app.portal.errors.csrf_failed"
SESSION_COOKIE_AGE = 12 * 60 * 60
# The page of one's own request: how long its mailed link and the code beside it work, and how long
# it stays open in a browser that opens no page of it.
OPEN_LINK_HOURS: int = env.int("OPEN_LINK_HOURS", default=24)
CODE_MINUTES: int = env.int("CODE_MINUTES", default=30)
OWN_PAGE_MINUTES: int = env.int("OWN_PAGE_MINUTES", default=60)
# The page of one task for a data system's owner.
TASK_LINK_DAYS: int = env.int("TASK_LINK_DAYS", default=7)
TASK_PAGE_MINUTES: int = env.int("TASK_PAGE_MINUTES", default=240)
# When a message through the form looks like a program's (requests_app/domain/signs.py), and when
# a network is asked to wait.
FILL_SECONDS: int = env.int("FILL_SECONDS", default=10)
MANY_FROM_NETWORK: int = env.int("MANY_FROM_NETWORK", default=20)
MANY_FOR_ADDRESS: int = env.int("MANY_FOR_ADDRESS", default=3)
FLOOD_FROM_NETWORK: int = env.int("FLOOD_FROM_NETWORK", default=120)
PROOF_OF_WORK: int = env.int("PROOF_OF_WORK", default=50_000)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- Mail -------------------------------------------------------------------------------------

EMAIL_URL: str = env.str("EMAIL_URL", default="")
EMAIL_TO_LOCAL_MAILBOX: bool = DEBUG and not EMAIL_URL and not env.str("EMAIL_BACKEND", default="")
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
elif EMAIL_TO_LOCAL_MAILBOX:
    EMAIL_BACKEND = "notices_app.local_mailbox.LocalMailboxBackend"
else:
    EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_TIMEOUT = 20
ANYMAIL: dict[str, Any] = env.json("ANYMAIL", default={})
DELIVERY_WEBHOOKS: list[str] = env.list("DELIVERY_WEBHOOKS", default=[])
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="rightsdesk@localhost")
REPLY_ADDRESS: str = env.str("REPLY_ADDRESS", default="")
INBOUND_HOSTS: list[str] = env.list("INBOUND_HOSTS", default=[])
INBOUND_CONTROLLER: str = env.str("INBOUND_CONTROLLER", default="")
INBOUND_WEBHOOKS: list[str] = env.list("INBOUND_WEBHOOKS", default=[])
INBOUND_LARGEST_MB: int = env.int("INBOUND_LARGEST_MB", default=60)
# How long a step that tells the person something waits, so that it can be undone; 0: not at all.
UNDO_MINUTES: int = env.int("UNDO_MINUTES", default=10)
NOTICE_STUCK_SECONDS: int = env.int("NOTICE_STUCK_SECONDS", default=600)

# --- Work and time ----------------------------------------------------------------------------

CELERY_BROKER_URL: str = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_keepalive": True,
    # A broker that cannot be reached must not hold up the request that wakes a worker.
    "socket_connect_timeout": 5,
}
# In memory: what beat wakes is idempotent, so it needs no file of its own.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
SWEEP_SECONDS: float = env.float("SWEEP_SECONDS", default=60.0)
CELERY_BEAT_MAX_LOOP_INTERVAL = min(SWEEP_SECONDS, 60.0)
CELERY_BEAT_SCHEDULE = {
    "deliver notices": {"task": "notices.deliver_due", "schedule": SWEEP_SECONDS},
    "release stuck notices": {"task": "notices.release_stuck", "schedule": SWEEP_SECONDS},
    "poll mailboxes": {"task": "notices.poll_mailboxes", "schedule": SWEEP_SECONDS},
    "probe mailboxes": {"task": "notices.probe_mailboxes", "schedule": 5 * SWEEP_SECONDS},
    "forget mail": {"task": "notices.forget_mail", "schedule": 20 * SWEEP_SECONDS},
    "remind persons and staff": {"task": "requests.remind", "schedule": SWEEP_SECONDS},
    "take steps that waited": {"task": "requests.take_pending_steps", "schedule": SWEEP_SECONDS},
    "expire packages": {"task": "requests.expire_packages", "schedule": 20 * SWEEP_SECONDS},
    "build packages": {"task": "requests.build_archives", "schedule": SWEEP_SECONDS},
    "date stale requests anew": {
        "task": "requests.redate_stale",
        "schedule": 20 * SWEEP_SECONDS,
    },
    "forget old drafts": {"task": "requests.forget_drafts", "schedule": 20 * SWEEP_SECONDS},
    "erase old files": {"task": "requests.purge", "schedule": 20 * SWEEP_SECONDS},
    "tell staff of intake": {"task": "requests.mail_intake", "schedule": 20 * SWEEP_SECONDS},
    "mail reports": {"task": "requests.mail_reports", "schedule": 20 * SWEEP_SECONDS},
    "destroy stray files": {"task": "requests.destroy_strays", "schedule": 20 * SWEEP_SECONDS},
}

# --- Logs: ids only, never personal data ------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no secrets": {"()": "config.log_filter.LinkSecretsHidden"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
