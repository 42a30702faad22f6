"""Changing what a study says: one at a time, from what is in the database and not from what a page showed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from frontline.reports.studies.models import Study


@contextmanager
def locked(study: Study) -> Iterator[Study]:
    """The study as it is now, locked until the block's transaction ends. Taking leases does not wait for it."""
    with transaction.atomic():
        yield Study.objects.select_for_update(no_key=True).get(pk=study.pk)
