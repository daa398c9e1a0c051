from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_adjusted_description")]

    operations = [
        migrations.AddField("annualgoal", "origin", models.UUIDField(blank=True, editable=False, null=True)),
        migrations.AddField("indicator", "origin", models.UUIDField(blank=True, editable=False, null=True)),
    ]
