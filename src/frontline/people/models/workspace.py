from django.db import models


class Workspace(models.Model):
    """The one row that describes this Frontline: whose it is and what it says by itself."""

    name = models.CharField(max_length=80)
    acknowledges = models.BooleanField(
        default=True, help_text="Answer a new conversation at once with its number."
    )
    reply_promise = models.CharField(max_length=120, default="within one working day")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_workspace")]

    def __str__(self) -> str:
        return self.name
