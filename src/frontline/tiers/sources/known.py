"""Which sources are read by themselves, and whether they are set."""

from django.conf import settings

from frontline.tiers.models import Source
from frontline.tiers.sources.reading import Reader

READ_BY_US = (Source.STRIPE, Source.HUBSPOT)


def is_set(source: str) -> bool:
    """Whether we were given a key for it."""
    return bool(settings.STRIPE_KEY if source == Source.STRIPE else settings.HUBSPOT_TOKEN)


def reader(source: str) -> Reader:
    """A reader of the source. Imports its library, which takes a third of a second and up to 30 MB: jobs only."""
    if source == Source.STRIPE:
        from frontline.tiers.sources.from_stripe import StripeReader

        return StripeReader()
    from frontline.tiers.sources.from_hubspot import HubSpotReader

    return HubSpotReader()
