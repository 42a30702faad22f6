from django.db import models

from frontline.inbox.models.message import Message, Note


class Attachment(models.Model):
    """A file with a message or a note. The stored file is named by its content, so storing it twice is harmless."""

    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    note = models.ForeignKey(Note, models.CASCADE, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=127, default="application/octet-stream")
    size = models.PositiveIntegerField(help_text="Bytes.")
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the content, and the name of the stored file."
    )
    content_id = models.CharField(max_length=255, blank=True, help_text="Without angle brackets.")
    is_inline = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(message=None, note__isnull=False)
                | models.Q(message__isnull=False, note=None),
                name="attached_to_message_or_note",
            )
        ]
        ordering = ["id"]
        indexes = [models.Index(fields=["digest"], name="attachment_by_digest")]

    @property
    def path(self) -> str:
        return f"{self.digest[:2]}/{self.digest}"
