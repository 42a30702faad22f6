"""What goes in and out of the REST interface about companies."""

from datetime import date
from decimal import Decimal
from typing import Literal

from ninja import Field, Schema

Tier = Literal["priority", "subscriber", "community"]


class NewSubscription(Schema):
    plan: str = Field("", max_length=255)
    monthly_amount: Decimal | None = Field(
        None, ge=0, lt=10**12, decimal_places=4, description="In the main unit; null if it depends on use."
    )
    currency: str = Field("", pattern=r"^([A-Za-z]{3})?$", description="ISO 4217.")
    since: date | None = None
    trial: bool = Field(False, description="It runs, and is not paid yet.")


class NewDeal(Schema):
    name: str = Field(max_length=255)
    stage: str = Field("", max_length=160)
    open: bool = Field(True, description="Neither won nor lost.")


class NewFacts(Schema):
    name: str = Field("", max_length=160, description="The company's, if it is made by this.")
    subscriptions: list[NewSubscription] = Field(default_factory=list, max_length=100)
    deals: list[NewDeal] = Field(default_factory=list, max_length=100)


class Subscription(Schema):
    source: Literal["stripe", "hubspot", "csv", "api"]
    plan: str
    monthly_amount: Decimal | None
    currency: str
    since: date | None
    trial: bool


class Deal(Schema):
    source: Literal["stripe", "hubspot", "csv", "api"]
    name: str
    stage: str
    open: bool


class SetByHand(Schema):
    tier: Tier
    until: date
    by: str
    why: str


class Company(Schema):
    id: int
    name: str
    domain: str
    tier: Tier


class Companies(Schema):
    items: list[Company]
    next_cursor: str | None


class CompanyWithFacts(Company):
    because: str = Field(description="Why it has this tier, for people.")
    subscriptions: list[Subscription]
    deals: list[Deal]
    set_by_hand: SetByHand | None
