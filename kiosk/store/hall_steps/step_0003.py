"""Appointments that terminals share, and what each may book."""

SQL = """
CREATE TABLE IF NOT EXISTS hall_appointment (
    id TEXT NOT NULL,
    home TEXT NOT NULL,
    series TEXT NOT NULL,
    service_day TEXT NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    token TEXT NOT NULL,
    ticket_id TEXT NOT NULL DEFAULT '',
    booked_ms BIGINT NOT NULL,
    settled_ms BIGINT,
    claimed TEXT NOT NULL DEFAULT '',
    unheard INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT pk_hall_appointment PRIMARY KEY (id),
    CONSTRAINT uq_hall_appointment_token UNIQUE (token)
);
CREATE INDEX IF NOT EXISTS ix_hall_appointment_person_service_day ON hall_appointment (person, service_day);
CREATE INDEX IF NOT EXISTS ix_hall_appointment_home_service_day ON hall_appointment (home, service_day);
CREATE INDEX IF NOT EXISTS ix_hall_appointment_claimed ON hall_appointment (claimed) WHERE claimed <> '';
CREATE INDEX IF NOT EXISTS ix_hall_appointment_unheard ON hall_appointment (home) WHERE unheard = 1;

CREATE TABLE IF NOT EXISTS hall_lease (
    service_day TEXT NOT NULL,
    series TEXT NOT NULL,
    start_minute INTEGER NOT NULL,
    terminal TEXT NOT NULL,
    share INTEGER NOT NULL,
    booked INTEGER NOT NULL,
    held INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    CONSTRAINT pk_hall_lease PRIMARY KEY (service_day, series, start_minute, terminal),
    CONSTRAINT ck_hall_lease_whole CHECK (booked >= 0 AND share >= booked AND held >= 0)
);

CREATE TABLE IF NOT EXISTS hall_lease_claim (
    terminal TEXT NOT NULL,
    life INTEGER NOT NULL,
    CONSTRAINT pk_hall_lease_claim PRIMARY KEY (terminal)
);
"""
