"""What customers asked about, how often before and after the fix, and in which words. Data only."""

from dataclasses import dataclass

from frontline.reports.studies.models import Culprit

_KIND = Culprit.Kind


@dataclass(frozen=True, slots=True)
class Matter:
    """`before` and `after`: how many conversations of it each study's four weeks have. `note`: what a reader noted."""

    name: str
    kind: str
    before: int
    after: int
    subjects: tuple[str, ...]
    said: tuple[str, ...]
    notes: tuple[str, ...]


POSTGRES = (
    Matter(
        "Manual backups", _KIND.FEATURE, 251, 58,
        ("Backup of {app} failed", "Manual backup hangs at {n} %", "Backup aborted again", "Can't capture a backup"),
        (
            "The manual backup of {app} stops after {n} minutes and says only that the capture failed.",
            "We captured a backup before a deploy and it was gone: the list shows it as failed, without a reason.",
            "Capturing {app} by hand has failed {k} times today; the upload seems to break off.",
            "Is there a log of the capture? It says failed, and we want to run a migration on {app} tonight.",
        ),
        (
            "Upload to storage broke off; worked on the third try.",
            "Capture failed, no reason shown. Customer waited with a deploy.",
            "Again the upload. They could not know whether to try again.",
        ),
    ),
    Matter(
        "Question: backups or continuous protection", _KIND.GUIDANCE, 207, 66,
        ("Do we need backups as well?", "Backups vs continuous protection", "How far back can we restore {app}?"),
        (
            "We have continuous protection on {app}. Do we still need to schedule backups, or is that the same thing?",
            "Your page says {n} days of rollback, and the plan says backups are kept for {k} weeks. Which one is it?",
            "If somebody drops a table, do we restore a backup or roll back? We could not tell from the docs.",
        ),
        (
            "Did not know that protection covers it; the docs never say when to use which.",
            "Docs: one page each, neither mentions the other.",
        ),
    ),
    Matter(
        "Connection limits", _KIND.FEATURE, 124, 110,
        ("Too many connections on {app}", "remaining connection slots are reserved", "Connections full"),
        (
            "Since {n}:00 {app} logs that remaining connection slots are reserved. We have {k} workers.",
            "How many connections does our plan have? {app} is refused under load, and a restart helps for a while.",
        ),
        ("No pool on their side; pointed to pooling.", "Plan's limit is hard to find."),
    ),
    Matter(
        "Slow queries", _KIND.THEIR_CODE, 113, 104,
        ("{app} is slow since yesterday", "Query takes {n} seconds", "Database at 100 % CPU"),
        (
            "One report of {app} takes {n} seconds, last week it took {k}. Has anything changed on your side?",
            "CPU of {app} stands at 100 %. We see sequential scans on a table of {n} million rows.",
        ),
        ("Missing index in their schema.", "Statistics were stale after a bulk load."),
    ),
    Matter(
        "Version upgrades", _KIND.FEATURE, 93, 84,
        ("Upgrade {app} to 17", "How long does the upgrade take?", "Upgrade stuck"),
        (
            "We want to upgrade {app} ({n} GB). How long will it be down, and can we go back?",
            "The upgrade of {app} has said preparing for {k} hours.",
        ),
        ("Wanted to know the downtime beforehand.", "Follower was lagging."),
    ),
    Matter(
        "Recovery notifications", _KIND.UX, 52, 101,
        ("What does this recovery mail mean?", "{app} was recovered?", "Your automated recovery notice"),
        (
            "We had a mail that {app} was recovered automatically. Did we lose data? It does not say.",
            "Your notice says recovery completed at {n}:{k}0. From when is the data, and what do we have to do?",
        ),
        ("The mail does not say whether data was lost.", "Asked what to do after an automated recovery: nothing."),
    ),
    Matter(
        "Plans and prices", _KIND.GUIDANCE, 62, 52,
        ("Change the plan of {app}", "Price of a follower", "Which plan for {n} GB?"),
        ("Which plan do we need for {n} GB and {k} followers?", "What does a follower of {app} cost a month?"),
        ("Price list does not mention followers.",),
    ),
    Matter(
        "Dashboard", _KIND.UX, 58, 36,
        ("Metrics of {app} are empty", "Can't find the credentials", "Dashboard shows the wrong size"),
        (
            "The dashboard shows no metrics for {app} since {n}:00.",
            "Where do I see the credentials of {app}? The button is gone.",
        ),
        ("Credentials moved into a menu.", "Metrics delayed."),
    ),
    Matter(
        "Outage in us-east", _KIND.OUTAGE, 41, 0,
        ("{app} is unreachable", "Database down?"),
        ("{app} does not answer since {n} minutes. Is something down?",),
        ("During the network trouble.",),
    ),
    Matter(
        "Extensions", _KIND.FEATURE, 25, 29,
        ("Please enable an extension on {app}", "pgvector on {app}?"),
        ("Can you enable postgis on {app}? We are on plan {k}.", "Is pgvector there on version {n}?"),
        ("Is in the list, but not found by search.",),
    ),
)  # fmt: skip

BUILDS = (
    Matter(
        "Build cache", _KIND.FEATURE, 74, 0,
        ("Builds of {app} are slow", "Cache isn't used", "Clearing the cache of {app}"),
        ("Each build of {app} downloads everything again, {n} minutes long.", "How do I clear the cache of {app}?"),
        ("Cache key changed with the stack.",),
    ),
    Matter(
        "Wrong version picked", _KIND.UX, 55, 0,
        ("Build of {app} uses the wrong version", "Python {k}.{n} instead of what we asked for"),
        ("We pinned the version for {app}, and the build says it takes the default. Where is that set?",),
        ("Pinned in a file that is not read any more.",),
    ),
    Matter(
        "Own build script", _KIND.THEIR_CODE, 47, 0,
        ("Build of {app} fails at step {k}", "exit status 1 without a reason"),
        ("The build of {app} fails at step {k} with exit status 1. It works on our machines.",),
        ("Their script needs a file that isn't committed.",),
    ),
)  # fmt: skip

APPS = (
    "ledger", "orders-api", "harbour", "checkout", "quill", "atlas", "shopfront", "reports", "courier", "paddock",
    "lantern", "tickets", "sensor-hub", "archive", "payroll", "greenhouse", "field-notes", "booking", "orbit", "mosaic",
)  # fmt: skip
FIRST = (
    "Ada", "Bo", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ivo", "Joana", "Kofi", "Lior", "Mara", "Nils",
    "Oksana", "Paulo", "Qing", "Rosa", "Stellan", "Tova", "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zoltan",
)  # fmt: skip
LAST = (
    "Abel", "Brandt", "Costa", "Dubois", "Eklund", "Fontana", "Grau", "Horvat", "Ito", "Jansen", "Kaya", "Larsen",
    "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi", "Sato", "Tan", "Urban", "Vidal", "Weiss", "Ximenes",
)  # fmt: skip
