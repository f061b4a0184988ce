"""What a terminal still owes the hall's ledger a word on: the last act on each appointment."""

from sqlalchemy import bindparam, delete, insert, select

from kiosk.store.declaring import every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import appointment_word

_w = appointment_word.c
OWED = Statement(select(_w.appointment_id, _w.act).order_by(_w.appointment_id))
FORGET = Statement(delete(appointment_word).where(_w.appointment_id == bindparam("appointment")))
OWE = Statement(insert(appointment_word).values(every_column(appointment_word)))
SAID = Statement(
    delete(appointment_word).where(_w.appointment_id == bindparam("appointment"), _w.act == bindparam("said"))
)
