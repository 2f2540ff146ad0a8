"""Pages of what came of it: a place's scorecard for a year, and each promise with all that was said of it."""
