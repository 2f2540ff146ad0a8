"""Django's settings, all of them from the environment: nothing here is edited by hand.

`LUOSHI_HOME`          folder of the ledger and its files; `$XDG_DATA_HOME/luoshi` where that is set, else `~/.luoshi`
`LUOSHI_DATABASE_URL`  `postgresql://user:password@host:port/name`; without it SQLite in `$LUOSHI_HOME/ledger.sqlite3`
`LUOSHI_HOSTS`         names, joined by commas, under which the pages may be asked for besides localhost
`LUOSHI_HTTPS`         `1` where people reach the pages over https: cookies then never travel without it
`LUOSHI_PROXIES`       how many proxies of one's own stand before the pages (0): what they say of the sender is believed
`LUOSHI_REHEARSAL`     `1` for a ledger to practise with: its day is set by hand (`delivering.today`), and its pages say so
"""

from __future__ import annotations

import os

from django.utils.functional import SimpleLazyObject

from luoshi.ledger.home import database, home, proxies, secret_key

HOME = home()
SECRET_KEY = SimpleLazyObject(lambda: secret_key(HOME))  # made when first needed, not when settings are read
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("LUOSHI_HOSTS", "").split(","))]
_HTTPS = os.environ.get("LUOSHI_HTTPS") == "1"
LUOSHI_REHEARSAL = os.environ.get("LUOSHI_REHEARSAL") == "1"
LUOSHI_PROXIES = proxies(os.environ.get("LUOSHI_PROXIES", ""))
DATABASES = {"default": database(os.environ.get("LUOSHI_DATABASE_URL", ""), HOME)}

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "luoshi.people",
    "luoshi.ledger",
    "luoshi.notes",
    "luoshi.intake",
    "luoshi.searches",
    "luoshi.delivering",
    "luoshi.web",
]
MIDDLEWARE = [
    "luoshi.web.account.cookies.secure_cookies",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "luoshi.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "luoshi.web.nav.nav",
            ]},
    }
]

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "luoshi.people.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from the installed package: nothing to collect
WHITENOISE_MAX_AGE = 300

# Pages hold other people's text: nothing inline runs, nothing comes from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = ["luoshi.web.send.upload.NoFiles"]  # the one page that asks for a file brings its own
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # a working day; two weeks where a person asks to stay signed in
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in ALLOWED_HOSTS if _HTTPS]
CSRF_FAILURE_VIEW = "luoshi.web.views.stale"
LOGIN_URL = "sign-in"
if LUOSHI_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
