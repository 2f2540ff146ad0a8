from typing import Any

from django.db import migrations


def _mark(apps: Any, editor: Any) -> None:
    from luoshi.ledger.words import index

    for statement in index.mark_tasks():
        editor.execute(statement)


class Migration(migrations.Migration):
    """On PostgreSQL the index of words knows which passages are tasks; that of a ledger already laid out is marked here."""

    dependencies = [
        ("ledger", "0006_journal"),
    ]

    operations = [
        migrations.RunPython(_mark, migrations.RunPython.noop),
    ]
