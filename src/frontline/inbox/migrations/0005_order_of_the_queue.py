from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("inbox", "0004_places_in_the_queue")]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="queue_at",
            field=models.DateTimeField(
                help_text="Its place among its rank: `due_at`, or far behind those that have one."
            ),
        ),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("status", "open"), ("snoozed_until", None)),
                fields=["waits_for_customer", "rank", "queue_at", "id"],
                name="conversation_in_queue",
            ),
        ),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("status", "open"), ("snoozed_until", None), ("assignee", None)),
                fields=["waits_for_customer", "rank", "queue_at", "id"],
                name="conversation_in_unassigned",
            ),
        ),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("status", "open"), ("snoozed_until", None)),
                fields=["assignee", "waits_for_customer", "rank", "queue_at", "id"],
                name="conversation_in_mine",
            ),
        ),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("status", "open"), models.Q(("snoozed_until", None), _negated=True)),
                fields=["snoozed_until", "id"],
                name="conversation_snoozed",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="conversation",
            name="conversation_queue",
        ),
        RemoveIndexConcurrently(
            model_name="conversation",
            name="conversation_unassigned",
        ),
        RemoveIndexConcurrently(
            model_name="conversation",
            name="conversation_mine",
        ),
    ]
