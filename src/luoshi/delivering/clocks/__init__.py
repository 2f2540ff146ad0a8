"""Clocks: working days, reporting periods, the light of a task, reminders and a feed of dates.

Pure: no database, no framework, and no clock of their own. Today, or now, is always given.
"""
