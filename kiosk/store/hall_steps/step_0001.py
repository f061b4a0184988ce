"""The first schema. A ledger from before versions were kept has these tables already."""

SQL = """
CREATE TABLE IF NOT EXISTS ticket (
    id TEXT NOT NULL,
    series TEXT NOT NULL,
    service_day TEXT NOT NULL,
    epoch_mark INTEGER NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL,
    token TEXT NOT NULL,
    session TEXT NOT NULL,
    issued_ms BIGINT NOT NULL,
    line TEXT NOT NULL DEFAULT '',
    place BIGINT NOT NULL DEFAULT '0'::bigint,
    "window" TEXT NOT NULL DEFAULT '',
    calls INTEGER NOT NULL DEFAULT 0,
    called_ms BIGINT,
    started_ms BIGINT,
    ended_ms BIGINT,
    terminal TEXT NOT NULL DEFAULT '',
    confirmed INTEGER NOT NULL DEFAULT 1,
    due_ms BIGINT,
    person TEXT,
    CONSTRAINT pk_ticket PRIMARY KEY (id),
    CONSTRAINT uq_ticket_token UNIQUE (token),
    CONSTRAINT uq_ticket_service_day_series_epoch_mark_number
        UNIQUE (service_day, series, epoch_mark, number)
);
CREATE INDEX IF NOT EXISTS ix_ticket_session_series ON ticket (session, series);
CREATE INDEX IF NOT EXISTS ix_ticket_line_state_service_day_place
    ON ticket (line, state, service_day, place);
CREATE INDEX IF NOT EXISTS ix_ticket_person ON ticket (person) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS ix_ticket_unconfirmed ON ticket (terminal) WHERE confirmed = 0;

CREATE TABLE IF NOT EXISTS series_counter (
    service_day TEXT NOT NULL,
    series TEXT NOT NULL,
    epoch_mark INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_series_counter PRIMARY KEY (service_day, series, epoch_mark)
);

CREATE TABLE IF NOT EXISTS window_state (
    id TEXT NOT NULL,
    ticket_id TEXT,
    paused INTEGER NOT NULL DEFAULT 0,
    since_priority INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT pk_window_state PRIMARY KEY (id),
    CONSTRAINT uq_window_state_ticket_id UNIQUE (ticket_id)
);

CREATE TABLE IF NOT EXISTS call_change (
    position BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    label TEXT NOT NULL,
    line TEXT NOT NULL,
    "window" TEXT NOT NULL,
    priority INTEGER NOT NULL,
    CONSTRAINT pk_call_change PRIMARY KEY (position)
);

CREATE TABLE IF NOT EXISTS event (
    seq BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    monotonic_ms BIGINT NOT NULL,
    session TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    result TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (seq)
);
-- Before versions were kept the engine's sequences stood behind these two; nobody ever drew from them.
ALTER TABLE event ALTER seq DROP DEFAULT;
DROP SEQUENCE IF EXISTS event_seq_seq;

CREATE TABLE IF NOT EXISTS hall_ledger (
    "only" INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    restored_day TEXT,
    CONSTRAINT pk_hall_ledger PRIMARY KEY ("only")
);
ALTER TABLE hall_ledger ALTER "only" DROP DEFAULT;
DROP SEQUENCE IF EXISTS hall_ledger_only_seq;

CREATE TABLE IF NOT EXISTS hall_terminal (
    id TEXT NOT NULL,
    seat INTEGER NOT NULL,
    CONSTRAINT pk_hall_terminal PRIMARY KEY (id),
    CONSTRAINT uq_hall_terminal_seat UNIQUE (seat)
);
"""
