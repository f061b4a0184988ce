"""Complaints and enquiries: numbers and states in clear, what was said only inside the sealed record."""

from kiosk.domain.complaint import Complaint, ComplaintKind, ComplaintStage
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import complaints as sql


class Complaints:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Complaint, code_hmac: str) -> None:
        """`code_hmac`: keyed digest of the number and the code on the slip, for 查进度."""
        sql.ADD.change(
            self._driver,
            id=new.id,
            local_number=new.local_number,
            kind=new.kind.value,
            token=new.token,
            session=new.session,
            code_hmac=code_hmac,
            stage=new.stage.value,
            answer=new.answer,
            filed_ms=new.filed_ms,
        )

    def get(self, complaint_id: str) -> Complaint | None:
        row = sql.BY_ID.one(self._driver, complaint_id=complaint_id)
        return None if row is None else _complaint(row)

    def by_token(self, token: str) -> Complaint | None:
        row = sql.BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _complaint(row)

    def by_local_number(self, number: str) -> tuple[Complaint, str] | None:
        """The complaint and its `code_hmac`, which the caller compares in constant time."""
        row = sql.BY_NUMBER.one(self._driver, wanted=number)
        return None if row is None else (_complaint(row[:-1]), str(row[-1]))

    def set_stage(self, complaint_id: str, stage: ComplaintStage) -> bool:
        """False when no such complaint is here (it was filed before a restore lost it)."""
        return sql.SET_STAGE.change(self._driver, complaint_id=complaint_id, to=stage.value) == 1

    def answer(self, complaint_id: str, words: str) -> bool:
        """The district has answered; a later answer replaces an earlier one."""
        return sql.ANSWER.change(self._driver, complaint_id=complaint_id, words=words) == 1


def _complaint(row: tuple[Value, ...]) -> Complaint:
    name, number, kind, token, session, stage, filed_ms, answer = row
    return Complaint(
        id=name,
        local_number=number,
        kind=ComplaintKind(kind),
        token=token,
        session=session,
        stage=ComplaintStage(stage),
        filed_ms=filed_ms,
        answer=answer,
    )
