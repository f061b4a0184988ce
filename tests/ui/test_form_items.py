"""The fifteen applications, each filled and submitted by touch, in both languages."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.reader import CardGone, CardSeen
from tests.ui.form_filling import Finger
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import CARD, OTHER_CARD, FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT
from tests.unit.catalogue_samples import SAMPLES, SIGNATURE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("item", sorted(SAMPLES))
def test_an_item_is_filled_and_submitted_by_touch(item: str, language: str, qtbot: QtBot) -> None:
    del qtbot
    # Each language in its own shape: both shapes are walked without doing everything twice.
    stage = FormStage(PORTRAIT if language == "zh" else LANDSCAPE, CATALOGUE)
    stage.begin()
    if language == "en":
        stage.touch.tap("footer.language")
    stage.shell.go("form", item=item)
    finger = Finger(stage, SAMPLES[item])
    finger.agree()
    if SAMPLES[item].get("filed_by") == "agent":
        finger.fill_page(SAMPLES[item])  # 替别人办
        stage.touch.tap("form.next")
        stage.cards.take(CardSeen(OTHER_CARD))
        finger.fill_to("authority")
        finger.fill_to("identity")
        stage.cards.take(CardGone())
        assert stage.state("session") == "active"  # the next card is awaited
    stage.cards.take(CardSeen(CARD))
    finger.fill_all()
    assert stage.draft.errors == {}
    stage.touch.tap("check.submit")
    stage.touch.wait_for("filed.finish")
    ((_, filed, sent),) = stage.post.filed
    # A signature is whatever the finger wrote; test_signature_pad.py judges it.
    sent |= {"signature": SIGNATURE} if "signature" in sent else {}
    assert (filed, sent) == (item, SAMPLES[item])
    stage.close()
