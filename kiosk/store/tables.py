"""The tables of the terminal's own, as declared; `migrations/` makes them (a test compares the two).

Those of the hall, which another engine may hold, stand in hall_tables.py.

Times are integer milliseconds since 1970 UTC. No column holds a value of a form in clear.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kiosk.store.declaring import Long, metadata

terminal = Table(
    "terminal",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="single"), primary_key=True),
    Column("id", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("case_count", Integer, nullable=False),
    Column("last_seen_ms", Integer, nullable=False),
    Column("restored_day", Text),  # from this service day on, older counters go on under an epoch mark
)

device_state = Table(
    "device_state",
    metadata,
    Column("name", Text, primary_key=True),  # printer:slip, reader, disk, clock, network, backup
    Column("state", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("changed_ms", Integer, nullable=False),
    Column("seen_ms", Integer, nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("series", Text, nullable=False),
    Column("service_day", Text, nullable=False),
    Column("start_minute", Integer, nullable=False),  # since midnight in the hall
    Column("end_minute", Integer, nullable=False),
    Column("person", Text, nullable=False),  # keyed digest; empty once its day is over
    Column("state", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("session", Text, nullable=False),
    Column("ticket_id", Text, nullable=False, server_default=""),
    Column("booked_ms", Long, nullable=False),
    Column("settled_ms", Long),
    Column("home", Text, nullable=False, server_default=""),  # that booked it; empty: this terminal
    Index(None, "series", "service_day", "start_minute"),
    Index(None, "person", "service_day"),
    Index(None, "session"),
    Index(None, "state", "service_day"),
    Index(None, "home", "service_day"),
    # One open appointment per person, series and day, whoever else writes into this store.
    Index(
        "uq_appointment_open",
        "person",
        "series",
        "service_day",
        unique=True,
        sqlite_where=text("state = 'booked'"),
        postgresql_where=text("state = 'booked'"),
    ),
)

# What the hall's ledger has still to hear of an appointment: the last act on it.
appointment_word = Table(
    "appointment_word",
    metadata,
    Column("appointment_id", Text, primary_key=True),
    Column("act", Text, nullable=False),
)

slot_lease = Table(
    "slot_lease",
    metadata,
    Column("service_day", Text, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("start_minute", Integer, primary_key=True),
    Column("terminal", Text, primary_key=True),  # who may book so many of the slot
    Column("share", Integer, nullable=False),
)

case = Table(
    "case",
    metadata,
    Column("id", Text, primary_key=True),
    Column("local_number", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("schema_hash", Text, nullable=False),
    Column("applicant_masked", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("session", Text, nullable=False),
    Column("id_hmac", Text, nullable=False),  # keyed digest of number + last six of the ID, for progress
    Column("stage", Text, nullable=False),
    Column("official_number", Text),
    Column("supplement", Text),
    Column("filed_ms", Integer, nullable=False),
    Column("parent", Text),  # the case of the whole, for a part of a bundle (一件事)
    Index(None, "parent"),
    Index(None, "session"),
)

record = Table(
    "record",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("created_ms", Integer, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),  # not unique: an index in random order costs each insert a page
    Column("sealed", Integer, nullable=False),
    Column("body", LargeBinary),  # NULL once erased after the district opened it
    Column("urgent", Integer, nullable=False),  # cases go first
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("next_try_ms", Integer, nullable=False, server_default="0"),
    Column("claimed_until_ms", Integer),
    Column("settled_ms", Integer),
    Index(None, "state", "urgent", "epoch", "seq"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("sealed_sha256", Text, primary_key=True),  # names the file in attachments/
    Column("case_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("next_try_ms", Integer, nullable=False, server_default="0"),
    Column("settled_ms", Integer),
    UniqueConstraint("case_id", "number"),
    Index(None, "state", "case_id", "number"),
)

rating = Table(
    "rating",
    metadata,
    Column("id", Text, primary_key=True),
    Column("service_kind", Text, nullable=False),  # case, ticket
    Column("service_id", Text, nullable=False),
    Column("service_number", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("level", Text, nullable=False),  # by name: numbers are the adapter's (sync/evaluation.py)
    Column("reasons", Text, nullable=False),  # names with commas between
    Column("rated_ms", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("due", Text),
    Column("follow_up", Text, nullable=False),
    Column("followed_ms", Integer),
    Column("followed_by", Text),
    UniqueConstraint("service_kind", "service_id", "service_number"),  # one service event, one rating
    Index(None, "follow_up", "due"),
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Text, primary_key=True),
    Column("local_number", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("session", Text, nullable=False),
    Column("code_hmac", Text, nullable=False),  # keyed digest of number + the slip's code, for progress
    Column("stage", Text, nullable=False),
    Column("answer", Text),  # the district's words
    Column("filed_ms", Integer, nullable=False),
)

print_job = Table(
    "print_job",
    metadata,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("copy", Integer, nullable=False, server_default="0"),
    Column("created_ms", Integer, nullable=False),
    Column("settled_ms", Integer),
    Index(None, "state", "role", "created_ms"),  # also finds a session's unsent jobs: they are few
    Index(None, "token"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Text, primary_key=True),  # what they type: a short login number
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # staff | technician
    Column("pin_salt", LargeBinary, nullable=False),
    Column("pin_scrypt", LargeBinary, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("active", Integer, nullable=False, server_default="1"),
)

desk_device = Table(
    "desk_device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),  # what staff call it: 三号窗口, 大厅左屏
    Column("kind", Text, nullable=False),  # window | display | rating
    Column("state", Text, nullable=False),  # offered | paired | gone
    Column("secret_hash", Text, nullable=False, unique=True),  # of the code while offered, then of the token
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("until_ms", Integer, nullable=False),  # until when the code holds
    Column("paired_ms", Integer),
)

inbox = Table(
    "inbox",
    metadata,
    Column("position", Integer, primary_key=True),  # the district's feed position
    Column("feed_epoch", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Text),
    Column("body", LargeBinary, nullable=False),
    Column("received_ms", Integer, nullable=False),
)

feed_cursor = Table(
    "feed_cursor",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="single"), primary_key=True),
    Column("feed_epoch", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

# A terminal's own side of it: its seat, and what it has not yet been able to tell the ledger.
ledger_seat = Table(
    "ledger_seat",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="single"), primary_key=True),
    Column("seat", Integer, nullable=False),
)

ledger_word = Table(
    "ledger_word",
    metadata,
    Column("ticket_id", Text, primary_key=True),
    Column("word", Text, nullable=False),  # domain.ledger.Word
)

# How far the own tickets have followed it.
ledger_cursor = Table(
    "ledger_cursor",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="single"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("change", Text, nullable=False),  # what stood there: another one means a restored ledger
    Column("day", Text, nullable=False),  # tickets of days before this one are as they will stay
)
