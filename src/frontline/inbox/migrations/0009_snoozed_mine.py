from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("inbox", "0008_calendar_of_a_stretch")]

    operations = [
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("status", "open"), models.Q(("snoozed_until", None), _negated=True)),
                fields=["assignee", "snoozed_until", "id"],
                name="conversation_snoozed_mine",
            ),
        ),
    ]
