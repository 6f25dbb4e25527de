"""Django's settings; what a site may choose comes from the environment (`docs/web.md`)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from screener.web.databases import database
from screener.web.datafolder import data_folder

HERE = Path(__file__).parent

#: Where everything is kept: the database, uploads, results, the secret key.
DATA = data_folder()
#: Several people with accounts; otherwise one local user without a password.
TEAM_MODE = os.environ.get("SCREENER_TEAM") == "1"
#: Another rule pack than the one that comes with the program.
RULES = Path(os.environ["SCREENER_RULES"]) if os.environ.get("SCREENER_RULES") else None
#: Bytes of one upload.
MAX_UPLOAD = int(os.environ.get("SCREENER_MAX_UPLOAD_MB", "20")) * 1_000_000
#: A `clear` that a person decides counts only when another approves.
FOUR_EYES = os.environ.get("SCREENER_FOUR_EYES", "1" if TEAM_MODE else "0") == "1"
#: Days after which a screening is deleted with its upload and results; 0 keeps everything.
KEEP_DAYS = int(os.environ.get("SCREENER_KEEP_DAYS", "0"))
#: A company's own sign-in (OpenID Connect): its issuer, and whom of those that it knows to let in.
OIDC_ISSUER = os.environ.get("SCREENER_OIDC_ISSUER", "").rstrip("/") if TEAM_MODE else ""
OIDC_DOMAINS = frozenset(os.environ.get("SCREENER_OIDC_DOMAINS", "").lower().split(","))
OIDC_TEAM = os.environ.get("SCREENER_OIDC_TEAM", "Readers")
#: For providers that do not say whether they verified an address.
OIDC_TRUST_EMAIL = os.environ.get("SCREENER_OIDC_TRUST_EMAIL") == "1"
#: Names with passwords of this program; off where everybody signs in through the company.
PASSWORDS = os.environ.get("SCREENER_PASSWORDS", "1") != "0"
#: Requests of one user of the API in a minute.
API_PER_MINUTE = int(os.environ.get("SCREENER_API_PER_MINUTE", "300"))
#: `screener serve` gives the one that the data folder keeps.
SECRET_KEY = os.environ.get("SCREENER_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SCREENER_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if TEAM_MODE and not host.startswith("*")
]
#: The address of the proxy that ends TLS before this server; waitress believes no other.
PROXY = os.environ.get("SCREENER_PROXY", "")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(PROXY)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "screener_session"
CSRF_COOKIE_NAME = "screener_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_NAME = "screener_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "screener.web",
    "screener.web.accounts",
    "screener.web.screenings",
    "screener.web.cases",
    "screener.web.audit",
    "screener.web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "screener.web.middleware.ChosenLanguage",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *([] if TEAM_MODE else ["screener.web.accounts.middleware.LocalUser"]),
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "screener.web.middleware.NoNul",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "screener.web.middleware.NoStore",
]
if OIDC_ISSUER:
    INSTALLED_APPS += [
        "allauth",
        "allauth.account",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    MIDDLEWARE += ["allauth.account.middleware.AccountMiddleware"]
    SOCIALACCOUNT_ADAPTER = "screener.web.accounts.company.CompanySignIn"
    SOCIALACCOUNT_EMAIL_VERIFICATION = ACCOUNT_EMAIL_VERIFICATION = "none"
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "company",
                    "name": "company",
                    "client_id": os.environ.get("SCREENER_OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("SCREENER_OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": OIDC_ISSUER},
                }
            ],
        }
    }
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # The button of the company's sign-in leads there.
        "form-action": [SELF, *(["/".join(OIDC_ISSUER.split("/")[:3])] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

ROOT_URLCONF = "screener.web.urls"
WSGI_APPLICATION = "screener.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "screener.web.context.page",
            ],
            "builtins": ["screener.web.templatetags.words"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("SCREENER_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "OPTIONS": {},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語"), ("zh-hans", "简体中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("SCREENER_TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "screenings"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "screener.web.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
