from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0002_being_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.JSONField(
                db_default=[],
                default=list,
                help_text="Ids by which notify/lapsing.py asks whether it still holds.",
            ),
        ),
    ]
