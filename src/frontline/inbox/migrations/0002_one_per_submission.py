from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="submission",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Out: the one-time key of the form it was written in.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="submission",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The one-time key of the form it was written in.",
                max_length=64,
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission", ""), _negated=True),
                fields=("submission",),
                name="one_message_per_submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission", ""), _negated=True),
                fields=("submission",),
                name="one_note_per_submission",
            ),
        ),
    ]
