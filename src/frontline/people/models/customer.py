"""Customers and companies: who asks, and who pays."""

from django.db import models


class Tier(models.TextChoices):
    PRIORITY = "priority", "Priority"
    SUBSCRIBER = "subscriber", "Subscriber"
    COMMUNITY = "community", "Community"


class Company(models.Model):
    name = models.CharField(max_length=160)
    domain = models.CharField(max_length=253, blank=True, help_text="The company's mail domain, lower case.")
    domain_is_verified = models.BooleanField(default=False)
    tier = models.CharField(max_length=16, choices=Tier, default=Tier.COMMUNITY)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="one_company_per_domain"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Customer(models.Model):
    name = models.CharField(max_length=160, blank=True)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="customers")
    timezone = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nothing is known of them but that they were."
    )

    def __str__(self) -> str:
        return self.name

    @property
    def tier(self) -> str:
        return self.company.tier if self.company else Tier.COMMUNITY.value


class CustomerAddress(models.Model):
    """One way to reach a customer. `value` is stored as compared: an e-mail address in lower case."""

    class Kind(models.TextChoices):
        EMAIL = "email", "E-mail"

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.EMAIL)
    value = models.CharField(max_length=320)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_customer_per_address")]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.value
