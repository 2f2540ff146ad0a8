"""A report taken apart into the table of tasks a supervision office works with: pure functions over a reading."""

from .proposing import Task, proposal

__all__ = ["Task", "proposal"]
