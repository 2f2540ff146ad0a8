"""A whole ledger in one file, and back: `backup` beside people who go on working, `restore` into an empty place."""

from luoshi.ledger.backups.making import backup
from luoshi.ledger.backups.restoring import restore

__all__ = ["backup", "restore"]
