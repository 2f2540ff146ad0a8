"""Delivering: from a report to an issued table of tasks, plans, progress with evidence, checking and closing."""
