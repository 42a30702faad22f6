"""Customers and subscriptions, by Stripe's own library, through our own door. Imported only where Stripe is asked.

https://docs.stripe.com/api/customers, .../subscriptions, .../pagination, .../errors
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

import stripe
from django.conf import settings

from frontline.kernel import http
from frontline.tiers.keeping import SUBSCRIPTION, AccountRead, AgreementRead
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.sources.reading import (
    MOST_BYTES,
    WITHIN,
    CursorGone,
    KeyRefused,
    PageRead,
    SourceTrouble,
    TooMany,
    again_at,
)

stripe.enable_telemetry = False
logging.getLogger("stripe").setLevel(logging.WARNING)  # it tells of each request

PAGE = 100  # the most that Stripe gives at once
# https://docs.stripe.com/currencies#zero-decimal and #three-decimal; Stripe counts the other currencies in hundredths.
_WHOLE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
_RUNS = frozenset({"active", "past_due", "trialing"})
_A_MONTH = {"month": Decimal(1), "year": Decimal(1) / 12, "week": Decimal(52) / 12, "day": Decimal(365) / 12}
Answer = TypeVar("Answer")


class Door(stripe.HTTPClient):
    """Has every request of the library go out by kernel/http.py."""

    name = "frontline"

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        content = post_data.encode() if isinstance(post_data, str) else post_data
        answer = http.send(
            method.upper(), url, headers=headers, content=content, within=WITHIN, most=MOST_BYTES, redirects=0
        )
        # The library asks for some headers in the case that Stripe writes them in.
        return (
            answer.text,
            answer.status,
            {**answer.headers, **{k.title(): v for k, v in answer.headers.items()}},
        )

    def close(self) -> None:
        """Nothing is kept open."""


class StripeReader:
    """Reads the whole of a Stripe account, or one customer of it."""

    phases: ClassVar[Sequence[str]] = ("customers", "subscriptions")

    def __init__(self) -> None:
        self._client = stripe.StripeClient(
            settings.STRIPE_KEY,
            http_client=Door(),
            base_addresses={"api": settings.STRIPE_URL},
            max_network_retries=0,
        )
        self._products: dict[str, str] = {}

    def page(self, phase: str, cursor: str) -> PageRead:
        """Customers, or subscriptions with their customers, in Stripe's order: the newest first."""
        params: Any = {"limit": PAGE, **({"starting_after": cursor} if cursor else {})}
        try:
            return self._page(phase, params)
        except stripe.InvalidRequestError as error:
            if cursor:
                raise CursorGone("Stripe no longer has what the next page begins after.") from error
            raise SourceTrouble(f"Stripe did not understand: {error.user_message or error}") from error

    def _page(self, phase: str, params: Any) -> PageRead:
        if phase == "customers":
            rows, more = self._listed(lambda: self._client.v1.customers.list(params))
            return PageRead([account(row) for row in rows], [], rows[-1]["id"] if more else "")
        params = {**params, "expand": ["data.customer"]}  # those that ended are not listed
        rows, more = self._listed(lambda: self._client.v1.subscriptions.list(params))
        running = [row for row in rows if row.get("status") in _RUNS and not _is_gone(row["customer"])]
        return PageRead(
            [account(row["customer"]) for row in running],
            [self._agreement(row) for row in running],
            rows[-1]["id"] if more else "",
        )

    def one(self, customer: str) -> tuple[AccountRead, list[AgreementRead]] | None:
        """A customer with what they have subscribed to, as it is now; None if there is no such customer any more."""
        try:
            found = _plain(_asked(lambda: self._client.v1.customers.retrieve(customer)))
            if _is_gone(found):
                return None
            params: Any = {"customer": customer, "limit": PAGE}
            rows, _ = self._listed(lambda: self._client.v1.subscriptions.list(params))
        except stripe.InvalidRequestError:  # there is no such customer
            return None
        return account(found), [self._agreement(row) for row in rows if row.get("status") in _RUNS]

    def _listed(self, ask: Callable[[], Any]) -> tuple[list[dict[str, Any]], bool]:
        answer = _plain(_asked(ask))
        rows = answer.get("data") or []
        return rows, bool(answer.get("has_more") and rows)

    def _agreement(self, row: Mapping[str, Any]) -> AgreementRead:
        customer, items = row["customer"], self._items(row)
        return AgreementRead(
            account=customer if isinstance(customer, str) else customer["id"],
            kind=SUBSCRIPTION,
            external_id=row["id"],
            name=self._plan(row, items),
            monthly=monthly(items),
            currency=str(row.get("currency") or "").upper(),
            since_on=_day(row.get("start_date")),
            is_trial=row.get("status") == "trialing",
        )

    def _items(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        within = row.get("items") or {}
        if not within.get("has_more"):
            return list(within.get("data") or [])
        params: Any = {"subscription": row["id"], "limit": PAGE}
        return self._listed(lambda: self._client.v1.subscription_items.list(params))[0]

    def _plan(self, row: Mapping[str, Any], items: list[dict[str, Any]]) -> str:
        """What the plan is called: by the subscription's own metadata, else by its prices."""
        said = str((row.get("metadata") or {}).get("plan") or "").strip()
        names = [said] if said else [self._price_name(item.get("price") or {}) for item in items]
        return " + ".join(dict.fromkeys(name for name in names if name))

    def _price_name(self, price: Mapping[str, Any]) -> str:
        own = price.get("lookup_key") or price.get("nickname")
        product = price.get("product")
        if own or not product:
            return str(own or "")
        pk = product if isinstance(product, str) else str(product["id"])
        if pk not in self._products:
            try:
                found = _plain(_asked(lambda: self._client.v1.products.retrieve(pk)))
            except stripe.InvalidRequestError:  # deleted
                found = {}
            self._products[pk] = str(found.get("name") or pk)
        return self._products[pk]


def account(row: Mapping[str, Any]) -> AccountRead:
    """Stripe's customer as ours: `name`, `email`, and the address's domain if it is a company's own."""
    email = str(row.get("email") or "").strip().lower()
    return AccountRead(
        row["id"],
        name=str(row.get("name") or row.get("description") or ""),
        domain=own_domain(email),
        email=email,
    )


def monthly(items: list[dict[str, Any]]) -> Decimal | None:
    """What these items cost a month, before discounts and taxes; None if one is paid by use, or in tiers."""
    total = Decimal(0)
    for item in items:
        price = item.get("price") or {}
        recurring, amount = price.get("recurring") or {}, price.get("unit_amount_decimal")
        amount = price.get("unit_amount") if amount is None else amount
        if amount is None or recurring.get("usage_type") == "metered":
            return None
        quantity = item.get("quantity")
        each = Decimal(str(amount)) * _unit(str(price.get("currency") or "").upper())
        share = _A_MONTH.get(recurring.get("interval", "month"), Decimal(1)) / (
            recurring.get("interval_count") or 1
        )
        total += each * (1 if quantity is None else quantity) * share
    return total.quantize(Decimal("0.01"))


def _unit(currency: str) -> Decimal:
    if currency in _WHOLE:
        return Decimal(1)
    return Decimal("0.001") if currency in _THOUSANDTHS else Decimal("0.01")


def _asked(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise KeyRefused(
            f"Stripe refuses our key: {error.user_message or error.http_status}. "
            "Set FRONTLINE_STRIPE_KEY to one that may read customers, subscriptions and products, and restart."
        ) from error
    except stripe.RateLimitError as error:
        retry = {k.lower(): v for k, v in (error.headers or {}).items()}.get("retry-after")
        raise TooMany("Stripe was asked too often, and answers later.", again_at(retry)) from error
    except stripe.InvalidRequestError:
        raise
    except stripe.StripeError as error:
        raise SourceTrouble(f"Stripe answers with an error ({error.http_status or 'none'}).") from error


def _plain(answer: Any) -> dict[str, Any]:
    plain: dict[str, Any] = answer.to_dict()
    return plain


def _is_gone(customer: Any) -> bool:
    return isinstance(customer, Mapping) and bool(customer.get("deleted"))


def _day(seconds: int | None) -> date | None:
    return datetime.fromtimestamp(seconds, UTC).date() if seconds else None
