"""一件事 at the district: the whole and its parts arrive, and tell that they belong together."""

from pathlib import Path

from kiosk.services.filing import CaseFiled
from sync.district.console import fetch_case
from sync.district.views import CaseCopy
from tests.integration.sync.conftest import MakeWorker, Platform
from tests.integration.sync.terminal import SetClock
from tests.unit.catalogue_samples import AGREED, BUNDLE_SAMPLES, shipped
from tests.unit.services.world import World


def test_the_district_receives_every_part_and_sees_the_whole(
    platform: Platform, make_worker: MakeWorker, clock: SetClock, tmp_path: Path
) -> None:
    world = World(tmp_path / "state", recipient=False, terminal="0029")
    world.recipient, world.catalogue = platform.recipient, shipped()
    world.restart()
    outcome = world.services.filing.submit_case("s1", "newborn", BUNDLE_SAMPLES["newborn"], consent=AGREED)
    assert isinstance(outcome, CaseFiled)
    worker = make_worker(world, platform.url, platform.token("0029"))
    while worker.run_once(clock.now()).wait_s == 0:
        pass

    copies = {}
    for case in (outcome.case, *outcome.children):
        found = fetch_case(platform.url, platform.staff_token, case.id)
        assert isinstance(found, CaseCopy)
        assert found.item == case.item
        copies[case.item] = found
    whole = copies["newborn"]
    assert whole.parent is None
    assert whole.children == tuple(child.id for child in outcome.children)
    assert {copies[child.item].parent for child in outcome.children} == {whole.record_id}
    medical = copies["resident-medical-insurance"].answers or {}
    assert (medical["name"], medical["agent_name"]) == ("李小新", "张测试")
    with world.store.read() as work:
        stages = [work.cases.get(case.id) for case in (outcome.case, *outcome.children)]
    assert {case.stage.value for case in stages if case is not None} == {"received"}
    world.close()
