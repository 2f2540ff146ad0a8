"""Searches that people keep, to see what has come since they last looked."""
