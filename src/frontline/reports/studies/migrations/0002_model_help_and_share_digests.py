import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studies", "0001_initial")]

    operations = [
        migrations.RenameField(model_name="share", old_name="token", new_name="token_digest"),
        migrations.AlterField(
            model_name="share",
            name="token_digest",
            field=models.CharField(help_text="Of the secret in its address.", max_length=64, unique=True),
        ),
        migrations.CreateModel(
            name="ModelHelp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "labels_digest",
                    models.CharField(
                        help_text="Of the labels it learnt from; with others it is of no use.", max_length=64
                    ),
                ),
                ("bars", models.JSONField(default=dict)),
                (
                    "texts",
                    models.PositiveIntegerField(help_text="How many conversations the model has seen."),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "study",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="model_help",
                        to="studies.study",
                    ),
                ),
            ],
        ),
    ]
