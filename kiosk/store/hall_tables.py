"""The tables that a hall's ledger has on either engine: numbers, windows, the feed, who did what.

In a terminal of its own they lie in its SQLite store; in a hall with several, in PostgreSQL (postgres.py).
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint, text

from kiosk.store.declaring import Long, metadata

series_counter = Table(
    "series_counter",
    metadata,
    Column("service_day", Text, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("epoch_mark", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Text, primary_key=True),
    Column("series", Text, nullable=False),
    Column("service_day", Text, nullable=False),
    Column("epoch_mark", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("session", Text, nullable=False),
    Column("issued_ms", Long, nullable=False),
    Column("line", Text, nullable=False, server_default=""),  # the series in whose line it stands: transfer
    Column("place", Long, nullable=False, server_default="0"),  # the order in a line (domain.ticket.place)
    Column("window", Text, nullable=False, server_default=""),  # that called it last
    Column("calls", Integer, nullable=False, server_default="0"),  # how often it was called or recalled
    Column("called_ms", Long),  # last call; started and ended: of the service
    Column("started_ms", Long),
    Column("ended_ms", Long),
    Column("terminal", Text, nullable=False, server_default=""),  # that issued it; empty: this one
    Column("confirmed", Integer, nullable=False, server_default="1"),  # 0: 待确认, callable all the same
    Column("due_ms", Long),  # the start of the slot, for who has an appointment: its place is of that time
    UniqueConstraint("service_day", "series", "epoch_mark", "number"),
    Index(None, "session", "series"),
    Index(None, "line", "state", "service_day", "place"),
    Column("person", Text),  # whose, as a keyed digest that differs from day to day; NULL without a card
    Index(
        "ix_ticket_person",
        "person",
        sqlite_where=text("person IS NOT NULL"),
    ),
    # Of the few rows that wait for their terminal's word; a ticket in order costs it nothing.
    Index(
        "ix_ticket_unconfirmed",
        "terminal",
        sqlite_where=text("confirmed = 0"),
    ),
)

# A row once a window was used; the hall's windows themselves are in hall.toml.
window_state = Table(
    "window_state",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ticket_id", Text, unique=True),  # what it calls or serves now: never the same as another window
    Column("paused", Integer, nullable=False, server_default="0"),
    Column("since_priority", Integer, nullable=False, server_default="0"),  # calls since a priority number
)

# What displays and window pages follow: one row a change, in the order of commits.
call_change = Table(
    "call_change",
    metadata,
    Column("position", Long, primary_key=True, autoincrement=False),
    Column("at_ms", Long, nullable=False),
    Column("kind", Text, nullable=False),
    Column("ticket_id", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("window", Text, nullable=False),
    Column("priority", Integer, nullable=False),
)

# The ledger of a hall with several terminals, on either engine: which life it is in, and who has which seat.
hall_ledger = Table(
    "hall_ledger",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="single"), primary_key=True),
    Column("fingerprint", Text, nullable=False),  # of the database: another one means a restored copy
    Column("epoch", Integer, nullable=False),
    Column("restored_day", Text),  # when that was noticed: since then numbers carry the epoch as their mark
)

hall_terminal = Table(
    "hall_terminal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seat", Integer, nullable=False, unique=True),  # the 2 in A2-001
)

# What each terminal last said of itself, for the hall's health page; nothing about a person.
terminal_health = Table(
    "terminal_health",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("heard_ms", Long, nullable=False),  # by the ledger's clock: no terminal's makes it silent or alive
    Column("told", Text, nullable=False),  # JSON (services.hall_health.Told)
)

# Appointments of a hall with several terminals, for the terminals that have not booked them.
hall_appointment = Table(
    "hall_appointment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("home", Text, nullable=False),  # the terminal that booked it, of whose share it is
    Column("series", Text, nullable=False),
    Column("service_day", Text, nullable=False),
    Column("start_minute", Integer, nullable=False),
    Column("end_minute", Integer, nullable=False),
    Column(
        "person", Text, nullable=False
    ),  # keyed digest; empty where the hall has no key, or the day is over
    Column("state", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("ticket_id", Text, nullable=False, server_default=""),
    Column("booked_ms", Long, nullable=False),
    Column("settled_ms", Long),
    Column("claimed", Text, nullable=False, server_default=""),  # the terminal that has it in hand
    Column(
        "unheard", Integer, nullable=False, server_default="0"
    ),  # 1: settled elsewhere, home does not know
    Index(None, "person", "service_day"),
    Index(None, "home", "service_day"),
    Index("ix_hall_appointment_claimed", "claimed", sqlite_where=text("claimed <> ''")),
    Index("ix_hall_appointment_unheard", "home", sqlite_where=text("unheard = 1")),
)

# What each terminal may book of each slot. The sum over a slot is never raised beyond its capacity.
hall_lease = Table(
    "hall_lease",
    metadata,
    Column("service_day", Text, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("start_minute", Integer, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("share", Integer, nullable=False),
    Column("booked", Integer, nullable=False),  # of the share, as last heard
    Column("held", Integer, nullable=False),  # beside it: lost with a store, and never lent again
    Column("epoch", Integer, nullable=False),  # of the terminal's store
    CheckConstraint("booked >= 0 AND share >= booked AND held >= 0", name="whole"),
)

# Who has said, in which life of the ledger, everything that it holds.
hall_lease_claim = Table(
    "hall_lease_claim",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("life", Integer, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", Long, primary_key=True),
    Column("at_ms", Long, nullable=False),
    Column("monotonic_ms", Long, nullable=False),
    Column("session", Text, nullable=False),
    Column("actor", Text, nullable=False),  # citizen, system, staff:<id>
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

# What the ledger of a hall with several terminals holds.
TABLES = (
    ticket,
    series_counter,
    window_state,
    call_change,
    event,
    hall_ledger,
    hall_terminal,
    terminal_health,
    hall_appointment,
    hall_lease,
    hall_lease_claim,
)
