"""What a model that learnt from those read adds to a report: worked out once, and kept."""

from django.db import models

from frontline.reports.studies.models.study import Study


class ModelHelp(models.Model):
    """`bars`: {"culprit-7": {"share": 0.36, "together": [0.29, 0.43] or null, "alone": null}, ...}, parts of one."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="model_help")
    labels_digest = models.CharField(
        max_length=64, help_text="Of the labels it learnt from; with others it is of no use."
    )
    bars = models.JSONField(default=dict)
    texts = models.PositiveIntegerField(help_text="How many conversations the model has seen.")
    made_at = models.DateTimeField()
