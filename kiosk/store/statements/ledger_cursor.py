"""How far a terminal has followed the hall's ledger."""

from sqlalchemy import bindparam, delete, insert, select

from kiosk.store.statement import Statement
from kiosk.store.tables import ledger_cursor

_c = ledger_cursor.c
GET = Statement(select(_c.position, _c.change, _c.day))
CLEAR = Statement(delete(ledger_cursor))
PUT = Statement(
    insert(ledger_cursor).values(
        only=bindparam("one"), position=bindparam("at"), change=bindparam("what"), day=bindparam("upto")
    )
)
