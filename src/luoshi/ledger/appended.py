"""Rows that are written once: the accounts' record, a room below, keeps to the same."""

from luoshi.people.appended import Appended, AppendedRows, WrittenOnce

__all__ = ["Appended", "AppendedRows", "WrittenOnce"]
