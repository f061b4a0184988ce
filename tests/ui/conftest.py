"""Offscreen Qt, and stages that are torn down view first."""

import gc
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.stage import PORTRAIT, Stage


@pytest.fixture(scope="session", autouse=True)
def _imports_put_aside() -> None:
    """Collecting after each test would walk over every module each time: 70 ms, without them next to none."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_in_the_qt_thread(_imports_put_aside: None) -> Iterator[None]:
    """As in a terminal (kiosk.app.garbage): no cycle with a Qt object may be collected by a test's thread."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def make_stage(qapp: object) -> Iterator[Callable[..., Stage]]:
    """Build as many terminals as a test needs; each is closed before its view models go."""
    del qapp
    stages: list[Stage] = []

    def make(size: tuple[int, int] = PORTRAIT, **options: object) -> Stage:
        stage = Stage(size, **options)  # type: ignore[arg-type]
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.close()


@pytest.fixture
def stage(make_stage: Callable[..., Stage], qtbot: QtBot) -> Stage:
    """A portrait terminal with attract and home. qtbot makes a QML warning or failing slot fail the test."""
    del qtbot
    return make_stage()
