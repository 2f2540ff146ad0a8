"""What `year.py` stands on: a rehearsal ledger set up by the command line, its API, and what the next year's report says came of things."""
