"""查进度: the token opens, the digits open five times a session, and an unknown number tells nothing."""

import pytest

from kiosk.domain.case import Case, CaseStage
from kiosk.domain.record import DeliveryState
from kiosk.services.filing import CaseFiled
from kiosk.services.progress import (
    ProgressFound,
    ProgressNotFound,
    TooManyTries,
    normal_number,
)
from kiosk.services.progress_key import typed_ending
from kiosk.services.tries import PER_TERMINAL
from tests.unit.services.world import ANSWERS, NUMBER, World

RIGHT = NUMBER[-6:]


@pytest.fixture
def case(world: World) -> Case:
    outcome = world.services.filing.submit_case("s1", "residence-permit", ANSWERS)
    assert isinstance(outcome, CaseFiled)
    return outcome.case


def test_by_token(world: World, case: Case) -> None:
    found = world.services.progress.by_token(case.token)
    assert isinstance(found, ProgressFound)
    assert found.view.stage is CaseStage.SUBMITTED_LOCAL
    assert found.view.delivery is DeliveryState.WAITING
    assert found.view.applicant_masked == "张*试"
    assert found.view.item_name.zh == "办居住证"


def test_an_unknown_token_finds_nothing(world: World, case: Case) -> None:
    assert isinstance(world.services.progress.by_token(case.token + "x"), ProgressNotFound)


def test_by_number_and_last_six(world: World, case: Case) -> None:
    found = world.services.progress.by_number("s2", case.local_number, RIGHT)
    assert isinstance(found, ProgressFound)
    assert found.view.token == case.token


@pytest.mark.parametrize(
    "typed", ["dz-0001-20261123-000001-0", " 0001-20261123-000001-0 ", "DZ－0001－20261123－000001－0"]
)
def test_numbers_as_people_type_them(world: World, case: Case, typed: str) -> None:
    assert normal_number(typed) == case.local_number
    assert isinstance(world.services.progress.by_number("s2", typed, RIGHT), ProgressFound)


@pytest.mark.parametrize(
    ("document", "ending"),
    [
        ("50011119560312001x", "12001X"),  # a citizen number: as it stands
        ("E12345678", "345678"),
        ("C01X00T47", "1X0047"),  # letters that the keys of 查进度 do not have
        ("AB12345", ""),  # too few left: the slip's code alone opens it
    ],
)
def test_what_is_asked_can_be_typed(document: str, ending: str) -> None:
    assert typed_ending(document) == ending


def test_five_tries_a_session(world: World, case: Case) -> None:
    progress = world.services.progress
    for left in (4, 3, 2, 1, 0):
        assert progress.by_number("s2", case.local_number, "000000") == ProgressNotFound(left)
    assert progress.by_number("s2", case.local_number, RIGHT) == TooManyTries()
    assert isinstance(progress.by_number("s3", case.local_number, RIGHT), ProgressFound)


def test_an_unknown_number_looks_like_wrong_digits(world: World, case: Case) -> None:
    wrong = world.services.progress.by_number("s2", case.local_number, "000000")
    unknown = world.services.progress.by_number("s3", "DZ-0001-20261123-999999-1", RIGHT)
    assert wrong == unknown == ProgressNotFound(4)


def test_new_sessions_do_not_give_endless_tries(world: World, case: Case) -> None:
    progress = world.services.progress
    for number in range(PER_TERMINAL):
        assert isinstance(progress.by_number(f"s{number}", case.local_number, "000000"), ProgressNotFound)
    assert progress.by_number("fresh", case.local_number, RIGHT) == TooManyTries()
    world.clock.advance(3601)
    assert isinstance(progress.by_number("later", case.local_number, RIGHT), ProgressFound)


def test_after_a_restart_the_digits_still_open(world: World, case: Case) -> None:
    world.restart()
    assert isinstance(world.services.progress.by_number("s2", case.local_number, RIGHT), ProgressFound)


def test_the_district_s_words_are_shown(world: World, case: Case) -> None:
    with world.store.begin() as work:
        assert work.cases.set_stage(case.id, CaseStage.SUPPLEMENT, "5001-1", "请补户口簿")
        record = work.records.get(case.id)
        assert record is not None
        work.records.delivered(record.epoch, record.seq, 1)
    found = world.services.progress.by_token(case.token)
    assert isinstance(found, ProgressFound)
    view = found.view
    assert (view.stage, view.official_number, view.supplement) == (
        CaseStage.SUPPLEMENT,
        "5001-1",
        "请补户口簿",
    )
    assert view.delivery is DeliveryState.DELIVERED
