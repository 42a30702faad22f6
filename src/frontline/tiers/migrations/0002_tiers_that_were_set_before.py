from datetime import timedelta

from django.db import migrations
from django.utils import timezone

STAY = timedelta(days=90)


def pin(apps, schema_editor):
    """Tiers were set without rules until now: they stay for a while, so that there is time to tell the rules more."""
    Company, Pin = apps.get_model("people", "Company"), apps.get_model("tiers", "Pin")
    now = timezone.now()
    Pin.objects.bulk_create(
        [
            Pin(
                company_id=pk,
                tier=tier,
                until_on=(now + STAY).date(),
                why="as it was before there were rules",
                set_at=now,
            )
            for pk, tier in Company.objects.exclude(tier="community").values_list("pk", "tier")
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tiers", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [migrations.RunPython(pin, migrations.RunPython.noop)]
