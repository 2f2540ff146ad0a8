import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The journal: a table of its own, nothing else is touched."""

    dependencies = [
        ("people", "0001_initial"),
        ("ledger", "0005_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="入账时间")),
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号")),
                ("post", models.TextField(blank=True, verbose_name="岗位")),
                ("action", models.CharField(max_length=100, verbose_name="事项")),
                ("target_kind", models.CharField(max_length=100, verbose_name="对象")),
                ("target_id", models.CharField(max_length=100, verbose_name="对象编号")),
                ("why", models.TextField(blank=True, verbose_name="理由")),
                ("payload", models.TextField(null=True, verbose_name="内容")),
                ("salt", models.CharField(max_length=64, null=True)),
                ("sealed", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("who", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.workspace")),
            ],
            options={
                "verbose_name": "流水",
                "verbose_name_plural": "流水",
                "indexes": [
                    models.Index(fields=["target_kind", "target_id"], name="journal_target"),
                    models.Index(fields=["recorded_at"], name="journal_when"),
                ],
            },
        ),
    ]
