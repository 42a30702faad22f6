import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_teammate_country")]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="erased_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Since when nothing is known of them but that they were.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                (
                    "words",
                    models.JSONField(
                        default=list,
                        help_text="Names and addresses to look for: emptied when it is done.",
                    ),
                ),
                (
                    "step",
                    models.CharField(blank=True, help_text="Which it is at, as registered.", max_length=60),
                ),
                ("after", models.BigIntegerField(default=0, help_text="How far in that step.")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasure",
                        to="people.customer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["id"], name="erasure_not_done"
                    )
                ],
            },
        ),
    ]
