"""How far the reading of a source has come."""

from django.db import models

from frontline.tiers.models.account import Source


class Sync(models.Model):
    """One source's full pass: where it stands, and what became of it. It goes on from `cursor`, whoever died before."""

    source = models.CharField(max_length=16, choices=Source, primary_key=True)
    started_at = models.DateTimeField(null=True, blank=True, help_text="Of the pass that runs, or ran last.")
    phase = models.CharField(max_length=32, blank=True, help_text="Of the pass that runs; empty: none does.")
    cursor = models.CharField(max_length=255, blank=True)
    pages = models.IntegerField(default=0)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    again_at = models.DateTimeField(null=True, blank=True, help_text="Not to be asked before.")
    is_refused = models.BooleanField(default=False, help_text="Our key was refused: it waits for a person.")
    failing_since_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=400, blank=True)

    @property
    def runs(self) -> bool:
        return bool(self.phase)
