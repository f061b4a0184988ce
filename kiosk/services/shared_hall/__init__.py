"""A hall of several terminals: one ledger on PostgreSQL, and what each terminal does with it."""
