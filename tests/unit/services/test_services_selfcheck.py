"""Each thing that can be wrong is found, said in two languages, and comes with what to do."""

from datetime import timedelta

import msgspec
import pytest

from kiosk.catalogue.refusals import Refusal
from kiosk.catalogue.shelf import Refused
from kiosk.domain.health import Check, Verdict
from kiosk.domain.printer import PrinterCondition
from kiosk.domain.record import DeliveryState
from kiosk.services.checks import catalogue as catalogue_check
from kiosk.services.checks import devices, hall_appointments, keeping, machine, outside
from kiosk.services.checks.catalogue import Shelved
from kiosk.services.filing import IntakeStopped, StopReason
from kiosk.services.status import Network
from kiosk.services.timekeeping import ClockFault, Instant
from kiosk.settings import (
    CameraSettings,
    DistrictSettings,
    PrinterSettings,
    PrintersSettings,
    ReaderSettings,
)
from kiosk.store.errors import LedgerUnproven, Unproven
from kiosk.store.repositories.devices import DeviceState
from tests.unit.services.world import World, catalogue, local_instant

NAMES = [
    "printer",
    "reader",
    "network",
    "delivery",
    "store",
    "backup",
    "store-key",
    "sealing",
    "disk",
    "clock",
    "memory",
    "catalogue",
    "catalogue-update",
]


def state(name: str, value: str, detail: str = "", seen_ms: int = 0) -> DeviceState:
    return DeviceState(name, value, detail, 0, seen_ms)


def in_words(check: Check) -> bool:
    said = bool(check.title.zh and check.title.en and check.finding.zh and check.finding.en)
    remedied = check.verdict in (Verdict.OK, Verdict.UNKNOWN) or bool(check.remedy.zh and check.remedy.en)
    return said and remedied


def run(world: World) -> dict[str, Check]:
    return {check.name: check for check in world.services.selfcheck.run()}


def test_it_asks_after_everything_in_one_order(world: World) -> None:
    checks = world.services.selfcheck.run()
    assert [check.name for check in checks] == NAMES
    assert all(in_words(check) for check in checks)


def test_a_new_terminal_without_devices_says_what_to_configure(world: World) -> None:
    checks = run(world)
    assert "printers.toml" in checks["printer"].remedy.zh
    assert "kiosk.toml" in checks["reader"].remedy.zh
    assert checks["network"].verdict is Verdict.WARNING
    assert checks["backup"].verdict is Verdict.UNKNOWN
    assert checks["store"].verdict is Verdict.OK
    assert checks["store-key"].verdict is Verdict.WARNING


@pytest.mark.parametrize(
    ("device", "verdict"),
    [
        ("", None),
        ("default", None),
        ("/dev/null", Verdict.OK),
        ("/dev/no-such-video", Verdict.WARNING),
        ("file:/no/such/folder", Verdict.WARNING),
    ],
)
def test_a_camera_named_by_its_place_is_looked_for(
    world: World, device: str, verdict: Verdict | None
) -> None:
    kiosk = msgspec.structs.replace(world.settings.kiosk, camera=CameraSettings(device=device))
    world.settings = msgspec.structs.replace(world.settings, kiosk=kiosk)
    world.restart()
    checks = run(world)
    assert (checks["camera"].verdict if "camera" in checks else None) is verdict
    if verdict is Verdict.WARNING:
        assert "camera.device" in checks["camera"].remedy.zh


@pytest.mark.parametrize("condition", list(PrinterCondition))
def test_every_printer_condition_has_words(condition: PrinterCondition) -> None:
    check = devices.printer(state("printer:slip", condition.value), configured=True)
    assert in_words(check)
    assert (check.verdict is Verdict.OK) == (condition is PrinterCondition.READY)


@pytest.mark.parametrize("condition", ["ready", "silent", "gone", "refused"])
def test_every_reader_condition_has_words(condition: str) -> None:
    check = devices.reader(state("reader", condition), configured=True)
    assert in_words(check)
    assert (check.verdict is Verdict.OK) == (condition == "ready")


@pytest.mark.parametrize("link", list(Network))
def test_every_network_state_has_words(link: Network) -> None:
    check = outside.network(state("network", link.value), configured=True, now_ms=1)
    assert in_words(check)
    assert (check.verdict is Verdict.OK) == (link is Network.ONLINE)


@pytest.mark.parametrize(
    ("found", "verdict"),
    [("here", Verdict.OK), ("away", Verdict.WARNING), ("twice", Verdict.FAULT), ("", Verdict.UNKNOWN)],
)
def test_every_state_of_the_halls_ledger_has_words(found: str, verdict: Verdict) -> None:
    check = outside.ledger(state("ledger", found, "A001") if found else None)
    assert check.verdict is verdict
    assert in_words(check)


@pytest.mark.parametrize(
    ("found", "later_ms", "verdict"),
    [
        ("void", 0, Verdict.WARNING),
        ("both", 3_600_000, Verdict.WARNING),
        ("both", 86_400_000, Verdict.OK),  # nobody stands in yesterday's line
        ("", 0, Verdict.OK),
    ],
)
def test_an_appointment_checked_in_twice_has_words_for_a_day(
    found: str, later_ms: int, verdict: Verdict
) -> None:
    told = state("appointments", found, "A1-001") if found else None
    now_ms = later_ms if told is None else told.seen_ms + later_ms
    check = hall_appointments.appointments(told, now_ms)
    assert check.verdict is verdict
    assert in_words(check)
    assert (verdict is Verdict.OK) or "A1-001" in check.finding.zh


@pytest.mark.parametrize("why", list(Unproven))
def test_every_ledger_that_proves_nothing_has_words(why: Unproven) -> None:
    check = outside.ledger(state("ledger", LedgerUnproven.state, why.value))
    assert check.verdict is Verdict.FAULT
    assert in_words(check)


def test_a_silent_syncer_is_not_called_online() -> None:
    check = outside.network(state("network", "online"), configured=True, now_ms=121_000)
    assert check.verdict is Verdict.WARNING


@pytest.mark.parametrize("fault", [None, *ClockFault])
def test_every_clock_fault_has_words(fault: ClockFault | None) -> None:
    check = machine.clock(Instant(0, fault), 0)
    assert in_words(check)
    assert (check.verdict is Verdict.OK) == (fault is None)
    assert ("时间待校准" in check.finding.zh) == (fault is not None)


@pytest.mark.parametrize("stopped", [None, *(IntakeStopped(reason) for reason in StopReason)])
def test_every_stop_has_words(stopped: IntakeStopped | None) -> None:
    check = keeping.sealing(stopped)
    assert in_words(check)
    assert (check.verdict is Verdict.OK) == (stopped is None)


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(50_000_000, Verdict.FAULT), (500_000_000, Verdict.WARNING), (5_000_000_000, Verdict.OK)],
)
def test_disk(free: int, verdict: Verdict) -> None:
    check = machine.disk(free, 10_000_000_000)
    assert check.verdict is verdict
    assert in_words(check)


@pytest.mark.parametrize("swap", [True, False])
@pytest.mark.parametrize("dumps", [True, False])
@pytest.mark.parametrize("overwritten", [True, False])
def test_memory(swap: bool, dumps: bool, overwritten: bool) -> None:
    check = machine.memory(swap, dumps, overwritten)
    assert check.verdict is (Verdict.WARNING if swap or dumps or not overwritten else Verdict.OK)
    assert in_words(check)


@pytest.mark.parametrize(
    ("value", "age_min", "same_disk", "verdict", "said"),
    [
        ("ok", 10, False, Verdict.OK, " 10 分钟前"),
        ("ok", 10, True, Verdict.WARNING, " 10 分钟前"),
        ("ok", 31, False, Verdict.WARNING, " 31 分钟前"),
        ("ok", 25 * 60, False, Verdict.FAULT, " 25 小时前"),
        ("failed", 5, False, Verdict.WARNING, " 5 分钟前"),
        ("failed", 50 * 60, False, Verdict.FAULT, " 2 天前"),
    ],
)
def test_backup_age(value: str, age_min: int, same_disk: bool, verdict: Verdict, said: str) -> None:
    last = state("backup", value, "DiskFull: no room", seen_ms=1)
    check = keeping.backup(last, 1 + age_min * 60_000, same_disk)
    assert check.verdict is verdict
    assert said in check.finding.zh
    assert in_words(check)


def test_catalogue_grows_stale_and_is_kept() -> None:
    info = catalogue().info
    current = catalogue_check.catalogue(info, info.stale_after, 1, Shelved(signer="1234"))
    assert current.verdict is Verdict.OK
    assert "1234" in current.finding.zh
    assert str((info.stale_after - info.published).days) in current.finding.en
    for wrong in (info.stale_after + timedelta(days=1), info.published - timedelta(days=1)):
        warned = catalogue_check.catalogue(info, wrong, 1, Shelved())
        assert warned.verdict is Verdict.WARNING
        assert in_words(warned)


@pytest.mark.parametrize(
    ("shelved", "said"),
    [
        *((Shelved(refused=Refused("new.catalogue", refusal, "detail")), "detail") for refusal in Refusal),
        (Shelved(unusable=("2026.1.catalogue",)), "2026.1"),
        (Shelved(bad_keys=("publisher.pem: is not there",)), "publisher.pem"),
    ],
)
def test_what_became_of_a_new_catalogue_is_said(shelved: Shelved, said: str) -> None:
    check = catalogue_check.update(shelved)
    assert check.verdict is Verdict.WARNING
    assert said in check.finding.zh
    assert in_words(check)


def test_a_version_that_waits_is_named() -> None:
    check = catalogue_check.update(Shelved(ready="2026.12"))
    assert (check.verdict, "2026.12" in check.finding.en) == (Verdict.OK, True)


def test_a_quarantined_record_is_a_fault(world: World) -> None:
    with world.store.begin() as work:
        work.records.quarantine(1, 1, "schema", 5)
        assert work.records.count(DeliveryState.QUARANTINED) == 1
    assert run(world)["delivery"].verdict is Verdict.FAULT


def test_device_states_reach_the_check(world: World) -> None:
    world.settings = msgspec.structs.replace(
        world.settings,
        kiosk=msgspec.structs.replace(
            world.settings.kiosk,
            reader=ReaderSettings(port="/dev/ttyUSB0"),
            district=DistrictSettings(url="https://127.0.0.1"),
        ),
        printers=PrintersSettings(printer=(PrinterSettings(device="tcp://127.0.0.1:9100"),)),
    )
    world.restart()
    assert run(world)["printer"].verdict is Verdict.UNKNOWN
    now_ms = world.timekeeping.judge(0).ms
    with world.store.begin() as work:
        work.devices.put("printer:slip", "paper-out", "", now_ms)
        work.devices.put("reader", "gone", "", now_ms)
        work.devices.put("network", "refused", "", now_ms)
    checks = run(world)
    assert [checks[name].verdict for name in ("printer", "reader", "network")] == [Verdict.FAULT] * 3


def test_a_broken_store_is_a_finding_not_a_crash(world: World) -> None:
    path = world.settings.store_path
    world.store.close()
    content = bytearray(path.read_bytes())
    content[:] = b"\xa5" * len(content)
    path.write_bytes(content)
    checks = run(world)
    assert checks["store"].verdict is Verdict.FAULT
    assert "Damaged" in checks["store"].finding.zh
    assert in_words(checks["store"])


def test_status_snapshot(world: World) -> None:
    world.services.queue.take_number("s1", "general")
    now = world.services.status.snapshot()
    assert (now.network, now.waiting_count, now.unsent_jobs, now.printer) == (Network.UNKNOWN, 2, 1, None)
    assert now.waiting_cases == 0  # a number and the start of the epoch are no applications
    with world.store.begin() as work:
        work.devices.put("printer:slip", "near-end", "12", 5)
        work.devices.put("network", "offline", "refused", 5)
    now = world.services.status.snapshot()
    assert now.printer is not None
    assert now.printer.condition is PrinterCondition.NEAR_END
    assert now.network is Network.OFFLINE
    world.clock.set(local_instant(2000, 1, 1))
    assert world.services.status.snapshot().clock_fault is ClockFault.BEHIND


def test_calling_staff_is_a_record_and_an_event(world: World) -> None:
    world.services.assistance.call_staff("s1", "check-answers")
    with world.store.begin() as work:
        called = work.records.claim(0, 1, 9, 10**6)[-1]
        event = work.events.recent(1)[0]
    assert msgspec.json.decode(called.body)["screen"] == "check-answers"
    assert (event.action, event.session, event.object) == ("call-staff", "s1", "check-answers")
    assert b"s1" not in called.body


def test_one_person_one_number_holds_with_a_key_that_was_read() -> None:
    found = [
        keeping.person_key(*given) for given in (("", None), ("hall.key", None), ("hall.key", "3F2A-91C0"))
    ]
    assert [one.verdict for one in found] == [Verdict.WARNING, Verdict.FAULT, Verdict.OK]
    assert "kiosk hall key" in found[0].remedy.zh
    assert "person_key_file" in found[1].remedy.en
    assert "3F2A-91C0" in found[2].finding.zh
