from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# As they were when this was written: a later list does not change what this one did.
NAMES = (
    "User experience",
    "Performance",
    "Docs confusion",
    "Data integrity",
    "Deployments/Setup",
    "Deployments/Upgrading",
    "Deployments/Maintenance",
    "Non-self-serve",
    "Billing",
    "Feature request",
    "Bug",
)


def add_categories(apps, schema_editor):
    """Workspaces that are there get the list that new ones begin with."""
    from frontline.kernel import clock

    category = apps.get_model("inbox", "Category")
    if apps.get_model("people", "Workspace").objects.exists():
        category.objects.bulk_create(
            [category(name=name, created_at=clock.now()) for name in NAMES], ignore_conflicts=True
        )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("inbox", "0006_woken"), ("people", "0002_teammate_country")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="merged_from",
            field=models.BigIntegerField(
                blank=True,
                help_text="The number of the conversation that it came with, if merged.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="merged_from",
            field=models.BigIntegerField(
                blank=True,
                help_text="The number of the conversation that it came with, if merged.",
                null=True,
            ),
        ),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("is_spam", True)), fields=["-id"], name="conversation_spam"
            ),
        ),
        migrations.RunPython(add_categories, migrations.RunPython.noop),
    ]
