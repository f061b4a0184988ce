"""Every table of the reference platform. Times are integer milliseconds since 1970 UTC.

The file is encrypted by SQLCipher as a whole, so `opened` is in clear inside it and nowhere else.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

platform = Table(
    "platform",
    metadata,
    Column("only", Integer, primary_key=True),
    Column(
        "feed_epoch", Text, nullable=False
    ),  # changes with every new file: positions of an old one mean nothing
    Column("official_count", Integer, nullable=False),
)

terminal = Table(
    "terminal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("registered_ms", Integer, nullable=False),
    Column("paused", Text),  # why nothing is taken from it; NULL: it is served
    Column("seen_ms", Integer),
    Column("heartbeat", LargeBinary),
    Column("last_position", Integer, nullable=False),  # of its feed
)

staff_token = Table(
    "staff_token",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

received = Table(
    "received",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("created_ms", Integer, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sealed", Integer, nullable=False),
    Column("body", LargeBinary),  # NULL of a rejected record: its place and hash alone keep the chain whole
    Column("rejected", Text),  # why; NULL: accepted
    Column("opened", LargeBinary),
    Column("official_number", Text),
    Column("received_ms", Integer, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("sealed_sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),  # as far as it has come, still sealed
    Column("accepted", Boolean, nullable=False),
    Column("case_id", Text),  # once accepted, like the two below
    Column("opened", LargeBinary),
    Column("received_ms", Integer),
    Index(None, "case_id"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("received_ms", Integer, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record_id", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),  # msgspec JSON of wire.FeedEntry
    UniqueConstraint("terminal", "position"),
    Index(None, "record_id"),
)
