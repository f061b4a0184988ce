"""A terminal's front with an application in hand: every kind of question, a fake post box and printer."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from kiosk.domain.attachment import Attachment
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.case import Case, CaseStage
from kiosk.domain.form import Answers
from kiosk.domain.item import (
    Catalogue,
    CatalogueInfo,
    Division,
    Fact,
    Item,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
)
from kiosk.domain.printer import JobState, PrintJob
from kiosk.domain.privacy import Consent
from kiosk.domain.text import Text
from kiosk.domain.time import local, to_ms
from kiosk.services.filing import CaseFiled, SubmitCase
from kiosk.ui import catalogue_screens
from kiosk.ui.viewmodels.check import CheckViewModel
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.filed import FiledViewModel
from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.viewmodels.form_state import FormState
from kiosk.ui.viewmodels.photos import PhotosViewModel
from tests.ui.pictures import TestCamera, paper
from tests.ui.stage import PORTRAIT, Stage

TOWNS = [
    "龙岗街道",
    "棠香街道",
    "龙滩子街道",
    "双路街道",
    "通桥街道",
    "智凤街道",
    "龙水镇",
    "宝顶镇",
    "中敖镇",
    "三驱镇",
    "宝兴镇",
    "玉龙镇",
    "石马镇",
    "拾万镇",
    "回龙镇",
    "金山镇",
    "万古镇",
    "国梁镇",
    "雍溪镇",
    "珠溪镇",
    "龙石镇",
    "邮亭镇",
    "铁山镇",
    "高升镇",
    "季家镇",
    "古龙镇",
    "高坪镇",
]
DIVISIONS = tuple(
    Division(f"5001111{number:02}", Text(name, f"Town {number}"))
    for number, name in enumerate(TOWNS, start=1)
)

CARD = IdCard(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="500111189912310015",
    sex="1",
    ethnicity="01",
    birth="18991231",
    address="重庆市大足区棠香街道测试路1号",
)
OTHER_CARD = msgspec.structs.replace(CARD, name="李测试", number="500111189912310023")


def words(page: str, en: str, **more: object) -> dict[str, Any]:
    return {"page": page, "en": {"title": en}, **more}


def hinted(page: str, en: str, hint: str, **more: object) -> dict[str, Any]:
    return {"page": page, "en": {"title": en, "description": hint}, **more}


def choice(value: str, title: str, en: str) -> dict[str, Any]:
    return {"const": value, "title": title, "x-kiosk": {"en": {"title": en}}}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "各种问题",
    "type": "object",
    "x-kiosk": {
        "en": {"title": "Every kind"},
        "pages": [
            {"id": "who", "title": {"zh": "要办事的人是谁？", "en": "Who is this for?"}},
            {"id": "kind", "title": {"zh": "怎么领取？", "en": "How will you receive it?"}},
            {"id": "when", "title": {"zh": "什么时候开始？", "en": "When does it begin?"}},
            {"id": "where", "title": {"zh": "住在哪个镇街？", "en": "Which town do you live in?"}},
            {"id": "more", "title": {"zh": "还有什么要说的？", "en": "Anything else?"}},
        ],
    },
    "properties": {
        "name": {
            "title": "姓名", "description": "和身份证上一样", "type": "string", "maxLength": 30,
            "x-kiosk": hinted(
                "who", "Name", "As on the ID card", canonical="person.name", readOnlyWhenFilled=True
            ),
        },
        "id_number": {
            "title": "身份证号码", "type": "string", "format": "citizen-number",
            "x-kiosk": words("who", "ID number", canonical="person.id_number", readOnlyWhenFilled=True),
        },
        "phone": {
            "title": "手机号码", "type": "string", "format": "mobile",
            "x-kiosk": words("who", "Mobile phone", canonical="person.phone"),
        },
        "receive": {
            "title": "领取方式", "type": "string",
            "oneOf": [
                choice("counter", "到窗口领取", "At the counter"),
                choice("post", "邮寄到家", "By post"),
                choice("here", "在本机打印", "Print here"),
            ],
            "x-kiosk": words("kind", "How to receive it"),
        },
        "needs": {
            "title": "需要哪些帮助", "type": "array", "uniqueItems": True,
            "items": {"oneOf": [
                choice("read", "代读代写", "Reading and writing"),
                choice("wheel", "轮椅", "Wheelchair"),
                choice("sign", "手语", "Sign language"),
            ]},
            "x-kiosk": words("kind", "Help you need"),
        },
        "insured": {"title": "参加过社保吗？", "type": "boolean", "x-kiosk": words("kind", "Ever insured?")},
        "start": {
            "title": "开始日期", "type": "string", "format": "date",
            "x-kiosk": words("when", "First day", earliest="1950-01-01", latest="today"),
        },
        "month": {
            "title": "到哪个月", "type": "string", "format": "year-month",
            "x-kiosk": words("when", "Until which month"),
        },
        "people": {
            "title": "家里几口人", "type": "integer", "minimum": 1, "maximum": 20,
            "x-kiosk": words("when", "People in the household"),
        },
        "town": {"title": "镇街", "type": "string", "format": "division", "x-kiosk": words("where", "Town")},
        "note": {
            "title": "补充说明", "type": "string", "maxLength": 200, "x-kiosk": words("more", "Remarks"),
        },
        "true": {
            "title": "我承诺以上内容真实，愿意承担不实的责任", "type": "boolean", "const": True,
            "x-kiosk": words("more", "I declare that what I have entered is true and answer for it"),
        },
    },
    "required": [
        "name", "id_number", "phone", "receive", "insured", "start", "month", "people", "town", "true",
    ],
    "if": {"properties": {"receive": {"const": "post"}}, "required": ["receive"]},
    "then": {
        "properties": {
            "post_to": {
                "title": "寄到哪里", "type": "string", "maxLength": 60,
                "x-kiosk": words("kind", "Postal address", order=1),
            }
        },
        "required": ["post_to"],
    },
    "unevaluatedProperties": False,
}  # fmt: skip

ITEM = Item(
    id="every-kind",
    number=1,
    name=Text("各种问题办理", "Every kind of question"),
    plain_name=Text("办理居住证", "Get a residence permit"),
    type_code="20",
    department=Text("大足区公安局", "Dazu public security bureau"),
    accepted_at=Text("派出所", "Police station"),
    level_code="4",
    time_limit=TimeLimit(TimeUnit.WORKDAY, 15),
    fee=Fact(Text("不收费", "Free")),
    telephone=Fact(Text("12345")),
    supervision=Fact(Text("12345")),
    privacy_purpose=Text("核对身份，办理居住证。", "To verify who you are and issue the permit."),
    form="every-kind.json",
)

CATALOGUE = Catalogue(
    info=CatalogueInfo(
        version="1", publisher=Text("测试"), published=date(2026, 11, 1), stale_after=date(2027, 11, 1)
    ),
    items=(ITEM,),
    divisions=DIVISIONS,
    calendar=WorkCalendar(date(2026, 1, 1), date(2026, 12, 31), (), (), "test"),
    forms={"every-kind.json": SCHEMA},
)


class PostBox:
    """Takes what is submitted. `outcome` replaces the usual acceptance."""

    def __init__(self) -> None:
        self.filed: list[tuple[str, str, dict[str, Any]]] = []
        self.outcome: SubmitCase | None = None
        self.photos: tuple[Attachment, ...] = ()
        self.consent = Consent()

    def submit(
        self,
        session: str,
        item: str,
        answers: Answers,
        attachments: Sequence[Attachment] = (),
        consent: Consent = Consent(),  # noqa: B008 - frozen
    ) -> SubmitCase:
        self.photos, self.consent = tuple(attachments), consent
        if self.outcome is not None:
            return self.outcome
        self.filed.append((session, item, dict(answers)))
        case = Case(
            id="case-1",
            local_number="DZ-0001-20261123-000001-7",
            item=item,
            catalogue_version="1",
            schema_hash="0" * 64,
            applicant_masked="张*试",
            token="sAmPlEtOkEn-of-22-chars",
            session=session,
            stage=CaseStage.SUBMITTED_LOCAL,
            official_number=None,
            filed_ms=to_ms(datetime(2026, 11, 23, 1, 41, tzinfo=UTC)),
        )
        return CaseFiled(case, "job-1")


class Paper:
    """A print service whose job the test sets."""

    def __init__(self) -> None:
        self.state = JobState.QUEUED
        self.reason = ""
        self.reprints = 0

    def job(self, job_id: str) -> PrintJob:
        return PrintJob(
            id=job_id, role="slip", kind="receipt", token="t", session="s", document=b"",
            state=self.state, reason=self.reason,
        )  # fmt: skip

    def jobs(self, max_count: int = 20) -> tuple[PrintJob, ...]:
        return (self.job("job-1"),)[:max_count]

    def say_missing(self, job_id: str) -> PrintJob:
        self.reprints += 1
        self.state = JobState.QUEUED
        return self.job(job_id)

    def came_out(self, job_id: str) -> PrintJob:
        self.state = JobState.PRINTED
        return self.job(job_id)

    def reprint(self, token: str, session: str) -> PrintJob | None:
        del token, session
        return None

    def give_up_session(self, session: str) -> int:
        del session
        return 0


class FormStage(Stage):
    def __init__(self, size: tuple[int, int] = PORTRAIT, catalogue: Catalogue = CATALOGUE) -> None:
        super().__init__(size)
        self.post, self.paper = PostBox(), Paper()
        self.draft = Draft(lambda: catalogue, lambda: local(self.clock.now()).date())
        self.form = FormViewModel(self.shell, self.draft)
        self.keyboard = self.form._keyboard
        self.filed = FiledViewModel(self.shell, self.paper, catalogue)
        self.camera = TestCamera(paper())
        self.photos = PhotosViewModel(self.shell, self.draft, self.camera)
        self.check = CheckViewModel(self.shell, self.draft, self.post.submit, self.filed)
        self.add(self.form, self.photos, self.check, self.filed)
        catalogue_screens.add_welcome(self.shell, self.cards, catalogue)
        self.cards.serve(self.form, self.services.events)

    def start(self, item: str = ITEM.id, page: str = "") -> None:
        """At the item's privacy notice, or at `page` of its form."""
        self.begin()
        self.shell.go("form", item=item)
        if page:
            self.start_page(page)
        self.touch.wait_for("form.next")

    def start_page(self, page: str) -> None:
        """Turn to `page` as if the pages before it had been passed."""
        self.draft.consented = self.draft.consented_sensitive = True
        self.draft.page = page
        self.form.refresh()

    def form_state(self) -> FormState:
        state = self.form._state
        assert isinstance(state, FormState)
        return state

    def answer_all(self) -> None:
        self.draft.answers |= {
            "name": "张测试", "id_number": CARD.number, "phone": "13800138000", "receive": "counter",
            "insured": False, "start": "1956-03-12", "month": "2027-01", "people": 3,
            "town": DIVISIONS[1].code, "true": True,
        }  # fmt: skip
