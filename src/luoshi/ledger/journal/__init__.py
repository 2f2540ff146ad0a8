"""The journal 流水: who did what to which row, when and why; each entry chained to the one before it.

`enter` is called inside the transaction that changes the row; `erase` takes an entry's payload out and leaves the chain whole.
"""

from luoshi.ledger.journal.entering import enter, erase
from luoshi.ledger.journal.entry import JournalEntry

__all__ = ["JournalEntry", "enter", "erase"]
