"""The day on which screens are tested, and what is printed on it."""

from datetime import date

TODAY = date(2026, 11, 23)
NOW_MS = 1_795_398_060_000
CODE = "407193"  # of every number that a fake gives
TOKEN = "q3vJ8sYtN0aKc2WmRzXf1A"
