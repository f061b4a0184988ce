"""What each terminal of the hall says of itself."""

SQL = """
CREATE TABLE IF NOT EXISTS terminal_health (
    terminal TEXT NOT NULL,
    heard_ms BIGINT NOT NULL,
    told TEXT NOT NULL,
    CONSTRAINT pk_terminal_health PRIMARY KEY (terminal)
);
"""
