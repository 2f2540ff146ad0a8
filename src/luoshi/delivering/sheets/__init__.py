"""Workbooks that go out to be filled in and come back: units, reports, and tables of tasks. Every cell is text."""
