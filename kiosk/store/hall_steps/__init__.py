"""The steps that make the hall's ledger on PostgreSQL, and raise an old one. The names are its versions.

Plain SQL, since there is one engine. A step is written once and never changed: ledgers in the field were made
by it. One more: a file here, a line in STEPS, the table in hall_tables.py and its TABLES; a test
compares what the steps make with what is declared.
"""

from kiosk.store.hall_steps import step_0001, step_0002, step_0003

STEPS: dict[str, str] = {
    "0001": step_0001.SQL,
    "0002": step_0002.SQL,
    "0003": step_0003.SQL,
}
