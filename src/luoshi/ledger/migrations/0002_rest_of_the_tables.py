import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The second half of the first tables: one file would be too long to read."""

    dependencies = [
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("public", "公开"), ("workspace", "本工作区"), ("private", "仅本人")],
                        max_length=16,
                        verbose_name="可见范围",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="入账时间")),
                ("record", models.CharField(max_length=16, verbose_name="事实")),
                ("field", models.CharField(max_length=32, verbose_name="栏目")),
                ("value", models.JSONField(null=True, verbose_name="值")),
                ("was", models.JSONField(null=True, verbose_name="原值")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                (
                    "anchor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="ledger.anchor"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "retracts",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retracted_by",
                        to="ledger.statement",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "更正",
                "verbose_name_plural": "更正",
            },
        ),
        migrations.CreateModel(
            name="Table",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("rows", models.JSONField(default=list)),
                (
                    "reading",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.reading",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TakeDown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="入账时间")),
                ("reason", models.TextField(verbose_name="理由")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracts",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retracted_by",
                        to="ledger.takedown",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="take_downs", to="ledger.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "撤下",
                "verbose_name_plural": "撤下",
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("subject", models.TextField()),
                ("form", models.CharField(max_length=16)),
                ("text", models.TextField()),
                ("period", models.TextField()),
                ("value", models.FloatField(null=True)),
                ("value_high", models.FloatField(null=True)),
                ("unit", models.TextField()),
                ("kind", models.CharField(max_length=16)),
                ("bound", models.CharField(max_length=16)),
                ("wording", models.TextField()),
                ("indicator", models.TextField()),
                ("refers_to", models.TextField()),
                ("nature", models.CharField(max_length=8)),
                ("base", models.FloatField(null=True)),
                ("base_period", models.TextField()),
                ("sentence", models.PositiveIntegerField(null=True)),
                (
                    "reading",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.reading",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("name", models.TextField()),
                ("definition", models.TextField()),
                (
                    "reading",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.reading",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["public", "workspace"]),
                    models.Q(("audience", "private"), ("owner__isnull", False)),
                    _connector="OR",
                ),
                name="ledger_lineage_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.UniqueConstraint(fields=("workspace", "key"), name="one_lineage_a_file"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="project_position"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="project_span"),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="policy_position"),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="policy_span"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="number_position"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="number_span"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="mention_position"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="mention_span"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="measure_position"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="measure_span"),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="deliverable_position"),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))), name="deliverable_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="actor_position"),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="actor_span"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["public", "workspace"]),
                    models.Q(("audience", "private"), ("owner__isnull", False)),
                    _connector="OR",
                ),
                name="ledger_document_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("rendition", "start", "end"), name="one_document_a_span"),
        ),
        migrations.AddConstraint(
            model_name="anchor",
            constraint=models.UniqueConstraint(fields=("rendition", "start", "end"), name="one_anchor_a_span"),
        ),
        migrations.AddConstraint(
            model_name="anchor",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="anchor_span"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(fields=("lineage", "number"), name="one_run_a_number"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("run", "ordinal"), name="one_reading_a_place"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("run", "document"), name="one_reading_a_run"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="section_position"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="section_span"),
        ),
        migrations.AddConstraint(
            model_name="sentence",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="sentence_position"),
        ),
        migrations.AddConstraint(
            model_name="sentence",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))), name="sentence_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["public", "workspace"]),
                    models.Q(("audience", "private"), ("owner__isnull", False)),
                    _connector="OR",
                ),
                name="ledger_source_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("lineage", "version"), name="one_source_a_version"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(fields=("source", "loader"), name="one_rendition_a_loader"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["anchor", "record"], name="statement_place"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["public", "workspace"]),
                    models.Q(("audience", "private"), ("owner__isnull", False)),
                    _connector="OR",
                ),
                name="ledger_statement_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="table",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="table_position"),
        ),
        migrations.AddConstraint(
            model_name="table",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="table_span"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="target_position"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="target_span"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(fields=("reading", "ordinal"), name="term_position"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="term_span"),
        ),
    ]
