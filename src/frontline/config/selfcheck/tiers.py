"""Can what tiers are computed from be read?"""

from frontline.config.selfcheck.amounts import in_words, seconds_since
from frontline.config.selfcheck.finding import Finding, State
from frontline.tiers.models import Source, Sync
from frontline.tiers.sources.known import READ_BY_US, is_set

OLD = 3 * 86_400.0  # seconds since the last whole pass


def tier_sources() -> Finding:
    """Stripe and HubSpot, as far as we were given keys."""
    wanted = [str(source) for source in READ_BY_US if is_set(source)]
    syncs = {row.source: row for row in Sync.objects.filter(source__in=wanted)}
    failing = [row for row in syncs.values() if row.failing_since_at]
    figures = {"tier_sources": float(len(wanted)), "tier_sources_failing": float(len(failing))}
    if failing:
        one = max(failing, key=lambda row: row.is_refused)
        since = in_words(seconds_since(one.failing_since_at))
        sentence = f"{one.get_source_display()} has failed for {since}: {one.error}"
        if one.is_refused:
            remedy = "Give another key and restart, then choose Read now on the page Tiers."
            return Finding("Tier sources", State.BAD, sentence, remedy, figures)
        remedy = (
            "Nothing is lost: it is tried again by itself, and goes on where it was. Tiers stay as they are."
        )
        return Finding("Tier sources", State.WARN, sentence, remedy, figures)
    old = [row for row in syncs.values() if _age(row) > OLD]
    if old:
        sentence = f"{old[0].get_source_display()} has not been read to its end for {in_words(_age(old[0]))}."
        return Finding("Tier sources", State.WARN, sentence, "Look at the workers above.", figures)
    if not wanted:
        return Finding("Tier sources", State.OK, "Neither Stripe nor HubSpot is read.", "", figures)
    named = " and ".join(Source(source).label for source in wanted)
    return Finding("Tier sources", State.OK, f"{named}: read each day.", "", figures)


def _age(row: Sync) -> float:
    """Seconds since it was read to its end; since the reading began, if it never was."""
    return seconds_since(row.succeeded_at or row.started_at)
