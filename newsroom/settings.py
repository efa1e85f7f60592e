"""Django's settings, all derived from the options table (`newsroom/options.py`)."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import dj_database_url

from newsroom.live_place import address_of, origins_of, port_of
from newsroom.options import OptionError, read_options
from newsroom.policies import ai_policy, feed_policy, node_policy, webhook_policy
from newsroom.secret_key import secret_key
from newsroom.unfold import UNFOLD  # noqa: F401 - a setting
from newsroom.valkey import socket_path

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    OPTIONS = read_options(os.environ)
except OptionError as error:
    sys.exit(f"newsroom: {error}")

VAR = (BASE_DIR / OPTIONS["VAR"]).resolve()
try:
    VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
    VAR.joinpath("log").mkdir(exist_ok=True)
except OSError as error:
    sys.exit(
        f"newsroom: VAR: {VAR} can't be written to ({error.strerror}); "
        "choose another folder: make run VAR=elsewhere"
    )

DEBUG = OPTIONS["DEBUG"]
SECRET_KEY = secret_key(OPTIONS["SECRET_KEY"], VAR)
_HOST = f"[{OPTIONS['HOST']}]" if ":" in OPTIONS["HOST"] else OPTIONS["HOST"]
SITE_URL = OPTIONS["SITE_URL"] or f"http://{_HOST}:{OPTIONS['PORT']}"
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "localhost",
    *(OPTIONS["ALLOWED_HOSTS"]),
    # The names of this machine for itself: nobody is led anywhere by them, and the start asks so.
    *("127.0.0.1", "localhost", "[::1]"),
]
LIVE_PORT = port_of(OPTIONS)
LIVE_ADDRESS = address_of(OPTIONS, SITE_URL)
LIVE_ORIGINS = origins_of(LIVE_ADDRESS, SITE_URL, ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "newsroom",
    "aggregator.feeds",
    "aggregator.market",
    "aggregator.chain",
    "aggregator.articles",
    "aggregator.words",
    "aggregator.stories",
    "aggregator.topics",
    "aggregator.votes",
    "aggregator.search",
    "aggregator.alerts",
    "aggregator.live",
    "aggregator.site",
    "aggregator.api",
    "aggregator.desk",
]

MIDDLEWARE = [
    "aggregator.site.pagecache.serving.PageCache",  # before all: a kept page has their headers
    "newsroom.middleware.ContentSecurityPolicy",
    "newsroom.middleware.NoNul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aggregator.site.script.Script",  # innermost: what is kept further out is kept converted
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "newsroom.templates.SlimLoader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(OPTIONS["DATABASE_URL"] or "sqlite://", conn_max_age=60)
}
if not OPTIONS["DATABASE_URL"]:  # not as part of an address: the path may hold a % or a ?
    DATABASES["default"]["NAME"] = str(VAR / "newsroom.sqlite3")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write takes its lock at the start, so that it waits its
    # turn instead of failing half way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

EMBEDDED_VALKEY = not OPTIONS["REDIS_URL"]
VALKEY_SOCKET = socket_path(VAR)
REDIS_URL = OPTIONS["REDIS_URL"] or f"unix://{quote(str(VALKEY_SOCKET))}"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # A Redis that takes connections and never answers must not hold up every page.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

PAGE_SECONDS = OPTIONS["PAGE_SECONDS"]
FRAGMENT_SECONDS = OPTIONS["FRAGMENT_SECONDS"]

SEARCH_DIR = VAR / "index"
SEARCH_URL = OPTIONS["SEARCH_URL"]  # without one, the index is in SEARCH_DIR

USER_AGENT = f"newsroom/0.1 (+{OPTIONS['CONTACT_URL'] or SITE_URL + '/about/'})"
FEED_POLICY = feed_policy(OPTIONS, USER_AGENT)
NODE_POLICY = node_policy(OPTIONS, USER_AGENT)
AI_POLICY = ai_policy(OPTIONS, USER_AGENT)
WEBHOOK_POLICY = webhook_policy(USER_AGENT)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = OPTIONS["TIME_ZONE"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    ("vendor/uplot", BASE_DIR / "node_modules" / "uplot" / "dist"),
    ("vendor/lean-qr", BASE_DIR / "node_modules" / "lean-qr"),
    ("site", BASE_DIR / "build"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static.StaticStorage"},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
CSRF_FAILURE_VIEW = "aggregator.site.views.errors.csrf_failed"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

CELERY_BROKER_URL = f"redis+socket://{quote(str(VALKEY_SOCKET))}" if EMBEDDED_VALKEY else REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = "feeds"
CELERY_TASK_ROUTES = {"aggregator.search.*": {"queue": "index"}}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A task that a killed worker held comes back after this long.
    "visibility_timeout": 360,
    # Longer than a worker's longest wait for a task (1 s); without, a publisher waits for ever.
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # A page or a poll that sends a task does not wait for a queue that is away: beat sweeps up.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "poll-due": {"task": "aggregator.articles.tasks.poll_due", "schedule": OPTIONS["POLL_SECONDS"]},
    "chain-figures": {
        "task": "aggregator.chain.tasks.read_chains",
        "schedule": OPTIONS["CHAIN_SECONDS"],
    },
    "prices": {"task": "aggregator.market.tasks.read_prices", "schedule": OPTIONS["CHAIN_SECONDS"]},
    # One coin at a time, well below what the free price API allows; nothing once all are filled.
    "prices-past": {
        "task": "aggregator.market.tasks.fill_prices",
        "schedule": OPTIONS["CHAIN_SECONDS"] / 4,
    },
    "chains-past": {
        "task": "aggregator.chain.tasks.fill_chains",
        "schedule": OPTIONS["CHAIN_SECONDS"] / 4,
    },
    "ai-summaries": {"task": "aggregator.articles.tasks.rewrite_summaries", "schedule": 120},
    "index-pending": {"task": "aggregator.search.tasks.index_pending", "schedule": 30},
    "stories-pending": {"task": "aggregator.stories.tasks.assign_pending", "schedule": 60},
    "alerts-pending": {"task": "aggregator.alerts.tasks.take_in_pending", "schedule": 60},
    "alerts-deliver": {"task": "aggregator.alerts.tasks.deliver", "schedule": 30},
    "live-pending": {"task": "aggregator.live.tasks.publish_pending", "schedule": 30},
    "words-sweep": {"task": "aggregator.words.tasks.sweep", "schedule": 30},
    "words-mine": {"task": "aggregator.words.tasks.mine", "schedule": 86400},
    "signs-feeds": {"task": "newsroom.tasks.sign", "schedule": 10, "args": ["worker"]},
    "signs-index": {
        "task": "newsroom.tasks.sign",
        "schedule": 10,
        "args": ["indexer"],
        "options": {"queue": "index"},
    },
    "tidy": {"task": "newsroom.tasks.tidy", "schedule": 3600},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "newsroom.logs.JsonFormatter"},
        "plain": {"format": "%(levelname)s %(name)s %(message)s"},
    },
    "filters": {"not_ready": {"()": "newsroom.logs.NotReady"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "formatter": OPTIONS["LOG_FORMAT"],
            "filters": ["not_ready"],
        }
    },
    "root": {"handlers": ["stdout"], "level": OPTIONS["LOG_LEVEL"]},
    "loggers": {"celery": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
