from typing import Any

from django.db import migrations


def _make_index(apps: Any, editor: Any) -> None:
    from luoshi.ledger.words import index

    for statement in index.create(index.NAMES):
        editor.execute(statement)
    named = apps.get_model("ledger", "Named").objects.order_by("pk").values_list("pk", "key")
    index.add(named.iterator(chunk_size=2000), table=index.NAMES)


class Migration(migrations.Migration):
    """Names are found by an index of their own; that of a ledger already laid out is filled here."""

    dependencies = [
        ("ledger", "0004_counting_quickly"),
    ]

    operations = [
        migrations.RunPython(_make_index, migrations.RunPython.noop),
    ]
