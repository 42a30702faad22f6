"""Django's settings, from the environment (`FRONTLINE_*`), which `config/environment.py` reads and checks."""

from pathlib import Path

from frontline.config import environment

env = environment.read()

DATA = env.data
SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = env.allowed_hosts
CSRF_TRUSTED_ORIGINS = env.trusted_origins
PUBLIC_URL = env.url
SMTP_HOST = env.smtp_host
SMTP_PORT = env.smtp_port
LMTP_PORT = env.lmtp_port
SMTP_CERTIFICATE = env.smtp_certificate
SMTP_KEY = env.smtp_key
SMTP_CONNECTIONS = env.smtp_connections
EMAIL_URL = env.email_url
HTTP_ALLOWED_HOSTS = env.http_allowed_hosts
MAIL_SIZE_LIMIT = env.mail_size_limit
TRUSTED_AUTHSERV_ID = env.trusted_authserv_id
CHECK_SENDERS = env.check_senders
ANYMAIL: dict[str, object] = {
    "WEBHOOK_SECRET": env.webhook_secret,
}
if env.webhook_signing_key:
    for _name in ("MAILGUN_WEBHOOK_SIGNING", "MANDRILL_WEBHOOK", "POSTAL_WEBHOOK"):
        ANYMAIL[f"{_name}_KEY"] = env.webhook_signing_key
    ANYMAIL["MAILERSEND_INBOUND_SECRET"] = env.webhook_signing_key
STRIPE_KEY = env.stripe_key
STRIPE_WEBHOOK_SECRET = env.stripe_webhook_secret
STRIPE_URL = "https://api.stripe.com"  # tests play the two
HUBSPOT_TOKEN = env.hubspot_token
HUBSPOT_URL = "https://api.hubapi.com"
SLACK_TOKEN = env.slack_token
SLACK_URL = "https://slack.com"
METRICS_TOKEN = env.metrics_token
COLLEAGUES_MAY_JOIN = env.colleagues_may_join
UNDO_FOR = env.undo_for

ROOT_URLCONF = "frontline.config.urls"
WSGI_APPLICATION = "frontline.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

INSTALLED_APPS = [
    "frontline.config",
    "frontline.api",
    "frontline.channels.api",
    "frontline.channels.email",
    "frontline.transports.email",
    "frontline.transports.push",
    "frontline.transports.slack",
    "frontline.transports.webhook",
    "frontline.reports.charts",
    "frontline.reports.numbers",
    "frontline.reports.studies",
    "frontline.shift",
    "frontline.shift.telling",
    "frontline.handoffs",
    "frontline.inbox",
    "frontline.rotation",
    "frontline.notify",
    "frontline.tiers",
    "frontline.hours",
    "frontline.people",
    "frontline.events",
    "frontline.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "anymail",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django_htmx",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "frontline.config.selfcheck.middleware.probed",
    "frontline.config.selfcheck.middleware.timed",
    "django.middleware.security.SecurityMiddleware",
    "frontline.ui.static.VersionedStatic",
    "frontline.ui.middleware.reference",
    "csp.middleware.CSPMiddleware",
    "frontline.config.reaching.reached",
    "frontline.events.middleware.positioned",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "frontline.people.middleware.SignedIn",
    "frontline.people.middleware.SignInRequired",
    "frontline.people.middleware.local_time",
    "frontline.shift.middleware.noticed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "frontline.ui.middleware.Refusals",
]

_HERE = Path(__file__).resolve().parent.parent
# Our own pages are Jinja2, under each room's templates/; Django's engine stays for the third-party apps that bring
# their own. Jinja2 is asked first, so a page of ours with the same name wins.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(p for p in _HERE.glob("**/templates") if p.is_dir()),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "frontline.ui.templating.environment",
            "context_processors": ["frontline.ui.templating.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": {
        **env.database,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # `prepare_threshold` is for kernel/prepared.py and the worker's own pool; Django's statements are not prepared.
        "OPTIONS": {
            **env.database.get("OPTIONS", {}),
            "application_name": "frontline",
            "connect_timeout": 5,
            "prepare_threshold": 5,
        },
        "TEST": {"NAME": env.test_database},
    }
}

AUTH_USER_MODEL = "people.Teammate"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "frontline.people.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.url.startswith("http://")
MFA_TOTP_ISSUER = "Frontline"
# A lead gave the address, so it needs no proof before a second step may be added.
MFA_ALLOW_UNVERIFIED_EMAIL = True

SESSION_ENGINE = "frontline.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.url.startswith("https://")
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.behind_proxy else None
USE_X_FORWARDED_HOST = env.behind_proxy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # Customers' HTML may carry style attributes; the sanitiser keeps only harmless properties of them.
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
CSRF_FAILURE_VIEW = "frontline.ui.problems.expired"
MEDIA_ROOT = DATA / "attachments"
STORAGES = {
    "default": env.attachment_storage,
    "staticfiles": {"BACKEND": "frontline.ui.static.VersionedStorage"},
}
# A provider's webhook carries a mail as Base64 in JSON, a third larger than it is.
DATA_UPLOAD_MAX_MEMORY_SIZE = env.mail_size_limit * 3 // 2
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

EMAIL_BACKEND = env.email_backend
DEFAULT_FROM_EMAIL = "frontline@localhost"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = [
    "frontline.config.recurring",
    "frontline.config.sample.history.jobs",
    "frontline.rotation.away.jobs",
    "frontline.inbox.clocks.jobs",
    "frontline.reports.studies.reporting.jobs",
    "frontline.reports.studies.series.jobs",
]


LOGGING_CONFIG = "frontline.config.logs.configure"
SENTRY_DSN = env.sentry_dsn
LOGGING = {"level": env.log_level, "as_json": env.log_as_json}
