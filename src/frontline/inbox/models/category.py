"""What kind of request a conversation is: several, from a list that a lead edits and anybody may add a proposal to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from frontline.inbox.models.conversation import Conversation


class Category(models.Model):
    name = models.CharField(max_length=60)
    is_proposed = models.BooleanField(
        default=False, help_text="A teammate's proposal; no lead has agreed yet."
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_retired = models.BooleanField(default=False, help_text="Kept where it stands, offered no more.")
    created_at = models.DateTimeField()
    conversations = models.ManyToManyField(Conversation, through="Categorisation", related_name="categories")

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="one_category_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Categorisation(models.Model):
    """One category of one conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "category"], name="one_categorisation")
        ]
        indexes: ClassVar = [
            models.Index(fields=["category", "-conversation"], name="conversation_by_category")
        ]
