"""What other systems know of companies: their accounts there, with subscriptions and deals."""

from typing import ClassVar

from django.db import models

from frontline.people.models import Company


class Source(models.TextChoices):
    """Who says so."""

    STRIPE = "stripe", "Stripe"
    HUBSPOT = "hubspot", "HubSpot"
    CSV = "csv", "CSV"
    API = "api", "API"


class Account(models.Model):
    """A company as one source knows it; `company` is ours, once it is known which."""

    class Match(models.TextChoices):
        DOMAIN = "domain", "by its domain"
        ADDRESS = "address", "by a customer's address"
        HAND = "hand", "by hand"

    source = models.CharField(max_length=16, choices=Source)
    external_id = models.CharField(max_length=255)
    name = models.CharField(max_length=160, blank=True)
    domain = models.CharField(max_length=253, blank=True, help_text="Lower case; none of a mail provider.")
    email = models.CharField(max_length=320, blank=True, help_text="Lower case.")
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="accounts")
    match = models.CharField(max_length=16, choices=Match, blank=True)
    read_at = models.DateTimeField(help_text="When its source was asked: what was asked earlier is older.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_account_per_external_id")
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="account_unmatched", condition=models.Q(company=None)),
            models.Index(fields=["source", "read_at"], name="account_by_reading"),
        ]

    def __str__(self) -> str:
        return self.name or self.domain or self.email or self.external_id


class Agreement(models.Model):
    """A subscription that runs, or a deal. What ended is removed: the events remember what came of it."""

    class Kind(models.TextChoices):
        SUBSCRIPTION = "subscription", "Subscription"
        DEAL = "deal", "Deal"

    account = models.ForeignKey(Account, models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=16, choices=Kind)
    external_id = models.CharField(max_length=255)
    name = models.CharField(max_length=255, blank=True, help_text="The plan's or the deal's.")
    monthly = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    since_on = models.DateField(null=True, blank=True)
    is_trial = models.BooleanField(default=False)
    stage = models.CharField(max_length=160, blank=True)
    is_open = models.BooleanField(default=False, help_text="Of a deal: neither won nor lost.")
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind", "external_id"], name="one_agreement_per_external_id"
            )
        ]
