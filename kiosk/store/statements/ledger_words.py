"""A terminal's side of the hall's ledger."""

from sqlalchemy import bindparam, delete, insert, select

from kiosk.store.hall_tables import series_counter
from kiosk.store.statement import Statement
from kiosk.store.tables import ledger_seat, ledger_word

SEAT = Statement(select(ledger_seat.c.seat))
KNOWN = Statement(
    select(series_counter).where(
        series_counter.c.service_day >= bindparam("first_day"),
        series_counter.c.epoch_mark >= bindparam("none"),
    )
)
LEAVE = Statement(delete(ledger_seat))
SIT = Statement(insert(ledger_seat))
OWED = Statement(
    select(ledger_word.c.ticket_id, ledger_word.c.word)
    .order_by(ledger_word.c.ticket_id)
    .limit(bindparam("max_count"))
)
OWES = Statement(select(ledger_word.c.word).where(ledger_word.c.ticket_id == bindparam("ticket")))
SAID = Statement(
    delete(ledger_word).where(
        ledger_word.c.ticket_id == bindparam("ticket"), ledger_word.c.word == bindparam("said")
    )
)
OWES = Statement(select(ledger_word.c.word).where(ledger_word.c.ticket_id == bindparam("ticket")))
FORGET = Statement(delete(ledger_word).where(ledger_word.c.ticket_id == bindparam("ticket")))
OWE = Statement(insert(ledger_word))
