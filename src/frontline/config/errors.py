"""Our own errors, sent to Sentry if FRONTLINE_SENTRY_DSN says where; never what customers wrote, nor who they are."""

from django.conf import settings


def report() -> None:
    """Begin reporting, once, when the rooms are ready. Without an address nothing is even imported."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk

    from frontline import __version__

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=__version__,
        send_default_pii=False,
        include_local_variables=False,  # local variables hold mails
        max_request_body_size="never",
        traces_sample_rate=0.0,
    )
