"""Filed applications: numbers and a mask in clear, the form itself only inside the sealed record."""

from kiosk.domain.case import Case, CaseStage
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import cases as sql


class Cases:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Case, id_hmac: str) -> None:
        """`id_hmac`: keyed digest of local number and the last six of the ID number, for 查进度."""
        sql.ADD.change(
            self._driver,
            id=new.id,
            local_number=new.local_number,
            item=new.item,
            catalogue_version=new.catalogue_version,
            schema_hash=new.schema_hash,
            applicant_masked=new.applicant_masked,
            token=new.token,
            session=new.session,
            id_hmac=id_hmac,
            stage=new.stage.value,
            official_number=new.official_number,
            supplement=new.supplement,
            filed_ms=new.filed_ms,
            parent=new.parent,
        )

    def get(self, case_id: str) -> Case | None:
        row = sql.BY_ID.one(self._driver, case_id=case_id)
        return None if row is None else _case(row)

    def by_token(self, token: str) -> Case | None:
        row = sql.BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _case(row)

    def by_local_number(self, number: str) -> tuple[Case, str] | None:
        """The case and its `id_hmac`, which the caller compares in constant time."""
        row = sql.BY_NUMBER.one(self._driver, number=number)
        return None if row is None else (_case(row), str(row[8]))

    def children(self, case_id: str) -> list[Case]:
        """The parts of a bundle's case, in the order in which they were filed."""
        return [_case(row) for row in sql.CHILDREN.all(self._driver, case_id=case_id)]

    def set_stage(
        self,
        case_id: str,
        stage: CaseStage,
        official_number: str | None = None,
        supplement: str | None = None,
    ) -> bool:
        """False when no such case is here (it was filed before a restore lost it)."""
        changed = sql.SET_STAGE.change(
            self._driver, case_id=case_id, to=stage.value, official=official_number, wanted=supplement
        )
        return changed == 1


def _case(row: tuple[Value, ...]) -> Case:
    name, number, item, version, schema, masked, token, session, _, stage, official, supplement, *rest = row
    filed_ms, parent = rest
    return Case(
        id=name,
        local_number=number,
        item=item,
        catalogue_version=version,
        schema_hash=schema,
        applicant_masked=masked,
        token=token,
        session=session,
        stage=CaseStage(stage),
        official_number=official,
        supplement=supplement,
        filed_ms=filed_ms,
        parent=parent,
    )
