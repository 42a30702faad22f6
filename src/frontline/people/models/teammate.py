"""Teammates and teams: who answers, and where they belong."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class Role(models.TextChoices):
    LEAD = "lead", "Lead"
    SUPPORT = "support", "Support engineer"
    ENGINEER = "engineer", "Engineer"
    PRODUCT = "product", "Product manager"


class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class TeammateManager(BaseUserManager["Teammate"]):
    def get_by_natural_key(self, username: str | None) -> "Teammate":
        return self.get(email=(username or "").lower())


class Teammate(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(max_length=254, unique=True, help_text="Lower case.")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role, default=Role.SUPPORT)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="teammates")
    timezone = models.CharField(
        max_length=64, default="UTC", help_text="An IANA name, such as Europe/Dublin."
    )
    country = models.CharField(
        max_length=16,
        blank=True,
        help_text="Whose public holidays they have: ISO 3166, with a part if needed, such as DE-BY.",
    )
    signature = models.TextField(blank=True, help_text="Markdown, put under each reply.")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = TeammateManager()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def is_lead(self) -> bool:
        return self.role == Role.LEAD

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]
