"""The keys of what tiers are computed from, checked as far as they can be without asking anybody."""

import re
from collections.abc import Callable


class WrongKey(Exception):
    """The text is one sentence with what to do about it. It never holds the key."""


def read(text: Callable[[str, str], str]) -> dict[str, str]:
    """The three settings, each empty if not given. `text` reads one of the environment. Raises WrongKey."""
    return {
        "stripe_key": _stripe_key(text("FRONTLINE_STRIPE_KEY", "")),
        "stripe_webhook_secret": _stripe_webhook_secret(
            text("FRONTLINE_STRIPE_WEBHOOK_SECRET", ""), has_key=bool(text("FRONTLINE_STRIPE_KEY", ""))
        ),
        "hubspot_token": _hubspot_token(text("FRONTLINE_HUBSPOT_TOKEN", "")),
    }


def _stripe_key(key: str) -> str:
    if key.startswith("pk_"):
        raise WrongKey(
            "FRONTLINE_STRIPE_KEY is a publishable key, which may read nothing: "
            "give a restricted key (rk_...) that may read customers, subscriptions, prices and products."
        )
    if key and not re.fullmatch(r"(sk|rk)_(live|test)_[A-Za-z0-9_]{8,}", key):
        raise WrongKey(
            "FRONTLINE_STRIPE_KEY is no key of Stripe's: it begins with rk_live_, rk_test_, sk_live_ or sk_test_. "
            "Make a restricted key under Developers > API keys."
        )
    return key


def _stripe_webhook_secret(secret: str, *, has_key: bool) -> str:
    if secret and not re.fullmatch(r"whsec_[A-Za-z0-9+/=_-]{8,}", secret):
        raise WrongKey(
            "FRONTLINE_STRIPE_WEBHOOK_SECRET is no signing secret of Stripe's: it begins with whsec_, "
            "and stands beside the endpoint under Developers > Webhooks."
        )
    if secret and not has_key:
        raise WrongKey(
            "FRONTLINE_STRIPE_WEBHOOK_SECRET is set alone: give FRONTLINE_STRIPE_KEY too, "
            "because Stripe is asked what has changed."
        )
    return secret


def _hubspot_token(token: str) -> str:
    if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", token):
        raise WrongKey(
            "FRONTLINE_HUBSPOT_TOKEN is an API key of the old kind, which HubSpot takes no more: "
            "give a private app's access token (pat-...)."
        )
    if token and not re.fullmatch(r"[A-Za-z0-9_=./+-]{20,}", token):
        raise WrongKey(
            "FRONTLINE_HUBSPOT_TOKEN is no access token of HubSpot's: make a private app that may read "
            "companies and deals, and give its token (pat-...)."
        )
    return token
