"""Whatever is wrong in any file is named at once, with its place and what to do."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import (
    ROOT,
    HallSettings,
    KioskSettings,
    PrintersSettings,
    Settings,
    SettingsError,
    config_dir,
    load,
)
from kiosk.toml_reading import Mistake, read


def _mistakes(folder: Path, **files: str | bytes) -> dict[str, Mistake]:
    """Mistakes by file:key of a folder with these files (kiosk="…" is kiosk.toml)."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.toml").write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        load(folder)
    found = {f"{Path(m.file).name}:{m.key}": m for m in caught.value.mistakes}
    assert len(found) == len(caught.value.mistakes)
    for mistake in found.values():
        assert mistake.what.zh
        assert mistake.what.en
        assert mistake.remedy.zh
        assert mistake.remedy.en
        assert str(mistake) in str(caught.value)
    return found


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    found = _mistakes(
        tmp_path,
        kiosk='colour = 1\n[screen]\norientation = "sideways"\ndiagonal_inch = 3\n[session]\nidle_s = "60"\n',
        hall="guard_s = -1\n[[series]]\nid = 'x'\nprefix = 'a1'\n",
        printers="[[printer]]\nwidth_mm = 81\nname = 'x'\n",
    )
    assert set(found) == {
        "kiosk.toml:colour",
        "kiosk.toml:screen.orientation",
        "kiosk.toml:screen.diagonal_inch",
        "kiosk.toml:session.idle_s",
        "hall.toml:guard_s",
        "hall.toml:series[1].prefix",
        "hall.toml:series[1].name",
        "hall.toml:series[1].windows",
        "printers.toml:printer[1].width_mm",
        "printers.toml:printer[1].name",
    }


def test_a_misspelt_key_is_answered_with_the_key_that_was_meant(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk="[session]\nidle = 30\nwaring_s = 20\n")
    assert "idle_s" in found["kiosk.toml:session.idle"].remedy.en
    assert "warning_s" in found["kiosk.toml:session.waring_s"].remedy.en


def test_two_devices_on_one_port_are_told(tmp_path: Path) -> None:
    found = _mistakes(
        tmp_path,
        kiosk='[reader]\nport = "/dev/ttyUSB0"\n[scanner]\nkind = "serial"\nport = "/dev/ttyUSB0"\n',
        printers='[[printer]]\ndevice = "serial:///dev/ttyUSB0"\n',
    )
    assert set(found) == {"kiosk.toml:scanner.port", "printers.toml:printer[1].device"}


def test_the_port_of_a_reader_with_a_library_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(
        '[reader]\nlibrary = "/usr/lib/libsdtapi.so"\nport = "/dev/ttyUSB0"\n'
        '[scanner]\nkind = "serial"\nport = "/dev/ttyUSB0"\n'
    )
    assert load(tmp_path).kiosk.scanner.port == "/dev/ttyUSB0"


def test_a_scanner_with_a_port_and_no_kind_is_told(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk='[scanner]\nport = "/dev/ttyUSB1"\n')
    assert "serial" in found["kiosk.toml:scanner.kind"].remedy.en


def test_a_key_like_no_other_is_answered_with_what_can_stand_there(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk="[reader]\nzzz = 1\n")
    assert "port, baud" in found["kiosk.toml:reader.zzz"].remedy.en


@pytest.mark.parametrize(
    ("content", "key", "remedy"),
    [
        ("[session]\nidle_s = 14\n", "session.idle_s", "a whole number from 15 to 600, such as idle_s = 60"),
        ("[session]\nidle_s = 601\n", "session.idle_s", "from 15 to 600"),
        ("[session]\nidle_s = 60.5\n", "session.idle_s", "a whole number"),
        ("[session]\nidle_s = true\n", "session.idle_s", "a whole number"),
        ("[session]\ncare_factor = nan\n", "session.care_factor", "a number from 1 to 5"),
        ("[district]\ntimeout_s = inf\n", "district.timeout_s", "a number from 1 to 120"),
        ("[screen]\ncare_mode = 1\n", "screen.care_mode", "true or false"),
        ("[screen]\nlanguage = 'de'\n", "screen.language", '"en" or "zh"'),
        ("[reader]\nbaud = 115201\n", "reader.baud", "115200"),
        ("[terminal]\nid = 'ab'\n", "terminal.id", "capital letters"),
        ('[terminal]\nid = "A\\n"\n', "terminal.id", "capital letters"),
        ("[terminal]\nsite = 'Hall'\n", "terminal.site", "zh, en"),
        ("[terminal]\nsite = { en = 'Hall' }\n", "terminal.site.zh", "text in quotes"),
        ("[terminal]\nsite = { zh = '厅', de = 'Halle' }\n", "terminal.site.de", "zh"),
        ("terminal = 3\n", "terminal", "a section with id"),
        ("[[terminal]]\nid = '1'\n", "terminal", "a section with id"),
        ("[district]\nurl = 'example.test'\n", "district.url", "https://"),
        ("[district]\nurl = 'http://district.example.test'\n", "district.url", "https://"),
        ("[district]\nurl = 'http://[1'\n", "district.url", "https://"),
        ("[desk]\nlisten = 'hall'\n", "desk.listen", "0.0.0.0"),
        ("[desk]\nlisten = '1.2.3'\n", "desk.listen", "127.0.0.1"),
        ("[desk]\nlisten = '0.0.0.0'\nkey_file = 'k'\n", "desk.certificate_file", "certificate_file"),
        ("[desk]\nlisten = '0.0.0.0'\ncertificate_file = 'c'\n", "desk.key_file", "key_file"),
        ("[desk]\ncertificate_file = 'c'\n", "desk.key_file", "both"),
    ],
)
def test_wrong_values_of_the_terminal(tmp_path: Path, content: str, key: str, remedy: str) -> None:
    found = _mistakes(tmp_path, kiosk=content)
    assert set(found) == {f"kiosk.toml:{key}"}
    assert remedy in found[f"kiosk.toml:{key}"].remedy.en


_SERIES = '[[series]]\nid = "{id}"\nprefix = "{prefix}"\nname = {{ zh = "业务" }}\nwindows = "1"\n{more}'


def test_two_series_may_share_neither_id_nor_prefix(tmp_path: Path) -> None:
    hall = _SERIES.format(id="a", prefix="A", more="") + _SERIES.format(id="a", prefix="A", more="")
    assert set(_mistakes(tmp_path, hall=hall)) == {"hall.toml:series[2].id", "hall.toml:series[2].prefix"}


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("last = 0\n", "last"),
        ("last = 10000\n", "last"),
        ("daily_quota = -1\n", "daily_quota"),
        ("items = 'one'\n", "items"),
        ("items = [1]\n", "items"),
        ("hours = { open = 17:00:00, close = 09:00:00 }\n", "hours"),
        ("hours = { open = '9 am' }\n", "hours.open"),
        ("hours = { mon = [{ open = 12:00:00, close = 09:00:00 }] }\n", "hours.mon"),
        (
            "hours.fri = [{ open = 09:00:00, close = 12:00:00 }, { open = 11:30:00, close = 17:00:00 }]\n",
            "hours.fri",
        ),
        ("hours.mon = [{ open = 09:00:00 }]\n", "hours.mon[1].close"),
        ("hours.mon = { open = 09:00:00, close = 12:00:00 }\n", "hours.mon"),
        ("hours.mno = []\n", "hours.mno"),
        ("daily_quota = 5\nnight_quota = 6\n", "night_quota"),
        ("one_per_person = 1\n", "one_per_person"),
    ],
)
def test_wrong_values_of_a_series(tmp_path: Path, more: str, key: str) -> None:
    hall = _SERIES.format(id="a", prefix="A", more=more)
    assert set(_mistakes(tmp_path, hall=hall)) == {f"hall.toml:series[1].{key}"}


def test_weekdays_with_breaks_read_and_the_short_form_still_does(tmp_path: Path) -> None:
    more = """[series.hours]
close = 16:30:00
mon = [{ open = 09:00:00, close = 12:00:00 }, { open = 13:30:00, close = 17:00:00 }]
sat = []
"""
    (tmp_path / "hall.toml").write_text(
        "closed_days = [2026-12-31]\n" + _SERIES.format(id="a", prefix="A", more=more), encoding="utf-8"
    )
    hall = load(tmp_path).hall
    hours = hall.series[0].hours
    assert hall.closed_days == (date(2026, 12, 31),)
    assert (hours.open, hours.close, hours.sat, hours.tue) == (time(9), time(16, 30), (), None)
    assert hours.mon is not None
    assert [(each.open.hour, each.close.hour) for each in hours.mon] == [(9, 12), (13, 17)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("closed_days = ['31.12.2026']\n", "closed_days"),
        ("closed_days = [2026-12-31]\nopen_days = [2026-12-31]\n", "open_days"),
    ],
)
def test_the_hall_s_own_days(tmp_path: Path, content: str, key: str) -> None:
    found = _mistakes(tmp_path, hall=content + _SERIES.format(id="a", prefix="A", more=""))
    assert set(found) == {f"hall.toml:{key}"}


def test_one_printer_a_role(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, printers="[[printer]]\n[[printer]]\n")
    assert set(found) == {"printers.toml:printer[2].role"}


@pytest.mark.parametrize("device", ["192.0.2.1:9100", "tcp://192.0.2.1:x", "serial://dev/ttyS0", "lpt1"])
def test_a_printer_stands_at_an_address(tmp_path: Path, device: str) -> None:
    found = _mistakes(tmp_path, printers=f"[[printer]]\ndevice = '{device}'\n")
    assert set(found) == {"printers.toml:printer[1].device"}


def test_a_syntax_error_names_its_line_and_hides_no_other_file(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk='[screen]\nlanguage = "zh\n', hall="guard_s = 'x'\n")
    assert set(found) == {"kiosk.toml:", "hall.toml:guard_s"}
    assert "line 2" in found["kiosk.toml:"].what.en


def test_a_file_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk="[terminal]\nhelper_phone = '12345'  # 电话\n".encode("gbk"))
    assert "Line 2" in found["kiosk.toml:"].what.en
    assert "UTF-8" in found["kiosk.toml:"].remedy.zh


def test_a_byte_order_mark_and_foreign_line_ends_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes("\ufeff[session]\r\nidle_s = 90\r\n".encode())
    assert load(tmp_path).kiosk.session.idle_s == 90


def test_a_folder_instead_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


def test_an_empty_folder_and_a_missing_one_are_slips_of_the_hand(tmp_path: Path) -> None:
    assert set(_mistakes(tmp_path)) == {f"{tmp_path.name}:"}
    with pytest.raises(SettingsError, match="no such configuration folder"):
        load(tmp_path / "nowhere")


def test_a_misspelt_file_is_answered_with_the_file_that_was_meant(tmp_path: Path) -> None:
    found = _mistakes(tmp_path, kiosk="", printer="[[printer]]\n")
    assert "printers.toml" in found["printer.toml:"].remedy.en


def test_one_file_alone_leaves_the_rest_as_built_in(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[session]\nidle_s = 90\n")
    settings = load(tmp_path)
    assert settings.kiosk.session.idle_s == 90
    assert (settings.hall, settings.printers) == (Settings().hall, Settings().printers)


def test_without_a_folder_the_built_in_values_hold() -> None:
    assert load(None) == Settings()


def test_the_order_of_search(tmp_path: Path) -> None:
    system = tmp_path / "system"
    asked, named = Path("asked"), {"KIOSK_CONFIG": "named"}
    assert config_dir(asked, named, system) == asked
    assert config_dir(None, named, system) == Path("named")
    assert config_dir(None, {"KIOSK_CONFIG": ""}, system) is None
    assert config_dir(None, {}, system) is None
    system.mkdir()
    assert config_dir(None, {}, system) == system


_TOML_VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.times() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(["terminal", "screen", "series", "printer", "guard_s", "catalogue_dir", "x"])


@pytest.mark.parametrize("struct", [KioskSettings, HallSettings, PrintersSettings])
@given(table=st.dictionaries(_NAMES, _TOML_VALUES, max_size=4))
def test_no_table_at_all_ends_in_an_exception(struct: type, table: dict[str, object]) -> None:
    from kiosk.toml_reading import _Walk

    mistakes: list[Mistake] = []
    values = _Walk("x.toml", mistakes).fields(table, struct, "")
    assert isinstance(struct(**values), struct)
    assert mistakes or "x" not in table


@given(junk=st.binary(max_size=200))
def test_no_file_at_all_ends_in_an_exception(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    path = tmp_path_factory.mktemp("junk") / "kiosk.toml"
    path.write_bytes(junk)
    assert isinstance(read(path, KioskSettings, []), KioskSettings)


def test_the_shipped_folder_is_where_the_program_looks_for_its_data() -> None:
    assert Settings().catalogue_dir == ROOT / "config" / "catalogue"


def test_windows_that_call_nobody_and_numbers_that_nobody_calls_are_told(tmp_path: Path) -> None:
    found = _mistakes(
        tmp_path,
        hall="priority_every = 100\nput_back_after = 0\n"
        "[[window]]\nid = '1'\nname = { zh = '一号' }\nseries = ['general', 'no-such']\n"
        "[[window]]\nid = '1'\nname = { zh = '二号' }\nseries = []\n"
        "[[window]]\nid = '窗口三'\nname = { zh = '三号' }\nseries = ['insurance', 'household']\n",
    )
    assert set(found) == {
        "hall.toml:priority_every",
        "hall.toml:put_back_after",
        "hall.toml:window[3].id",
    }
    found = _mistakes(
        tmp_path,
        hall="[[window]]\nid = '1'\nname = { zh = '一号' }\nseries = ['general', 'no-such']\n"
        "[[window]]\nid = '1'\nname = { zh = '二号' }\nseries = []\n",
    )
    assert set(found) == {
        "hall.toml:window[1].series",
        "hall.toml:window[2].id",
        "hall.toml:window[2].series",
        "hall.toml:series[2].id",
        "hall.toml:series[3].id",
        "hall.toml:series[4].id",
    }


def test_a_hall_without_windows_has_those_that_its_series_name(tmp_path: Path) -> None:
    (tmp_path / "hall.toml").write_text(
        "[[series]]\nid = 'one'\nprefix = 'A'\nname = { zh = '一' }\nwindows = '1–2'\n"
        "[[series]]\nid = 'two'\nprefix = 'B'\nname = { zh = '二' }\nwindows = '2、二楼'\n"
        "[[series]]\nid = 'three'\nprefix = 'C'\nname = { zh = '三' }\nwindows = '2'\n"
    )
    windows = {one.id: one.series for one in load(tmp_path).hall.windows()}
    assert windows == {"1": ("one",), "2": ("one", "three"), "B": ("two",)}


def test_a_desk_on_its_own_machine_needs_the_hall_s_ledger(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[desk]\nown_machine = true\n")
    with pytest.raises(SettingsError) as refused:
        load(tmp_path)
    [mistake] = refused.value.mistakes
    assert (Path(mistake.file).name, mistake.key) == ("kiosk.toml", "desk.own_machine")
    (tmp_path / "hall.toml").write_text('ledger = "postgresql:///hall?host=/run/postgresql"\n')
    assert load(tmp_path).kiosk.desk.own_machine


def test_the_halls_key_is_for_halls_of_several_terminals(tmp_path: Path) -> None:
    ledger = 'ledger = "postgresql:///hall?host=/run/postgresql"\n'
    key = 'person_key_file = "hall.key"\n'
    assert set(_mistakes(tmp_path, hall=key)) == {"hall.toml:person_key_file"}
    (tmp_path / "hall.toml").write_text(ledger + key)
    assert load(tmp_path).hall.person_key_file == str(tmp_path / "hall.key")


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("", True),
        ("postgresql://kiosk@numbers.example/hall?sslmode=verify-full", True),
        ("postgresql://kiosk@127.0.0.1:5433/hall", True),
        ("postgresql:///hall?host=/run/postgresql", True),
        ("postgresql://kiosk@numbers.example/hall", False),
        ("postgresql://kiosk@numbers.example/hall?sslmode=require", False),
        ("postgresql://kiosk@127.0.0.1/hall?host=numbers.example", False),
        ("postgresql://kiosk@127.0.0.1/hall?hostaddr=192.0.2.7", False),
        ("postgresql://kiosk@127.0.0.1,numbers.example/hall", False),
        ("postgresql:///hall", False),
        ("postgresql://[::1/hall", False),
        ("numbers.example", False),
    ],
)
def test_a_ledger_on_another_machine_is_encrypted_and_checked(
    tmp_path: Path, address: str, good: bool
) -> None:
    text = f'ledger = "{address}"\n'
    if good:
        (tmp_path / "hall.toml").write_text(text)
        assert load(tmp_path).hall.ledger == address
    else:
        assert set(_mistakes(tmp_path, hall=text)) == {"hall.toml:ledger"}


def test_appointments_are_checked_with_everything_else(tmp_path: Path) -> None:
    series = "[[series]]\nid = 'a'\nprefix = 'A'\nname = { zh = '一' }\nwindows = '1'\n"
    found = _mistakes(
        tmp_path,
        hall=series
        + "[series.appointments]\nper_slot = 0\nlate_minute = 5\nslot_minutes = 2\nbring = 'card'\n"
        + series.replace("'a'", "'b'").replace("'A'", "'B'")
        + "hours = { open = 09:00:00, close = 09:20:00 }\n[series.appointments]\n",
    )
    assert set(found) == {
        "hall.toml:series[1].appointments.per_slot",
        "hall.toml:series[1].appointments.late_minute",
        "hall.toml:series[1].appointments.slot_minutes",
        "hall.toml:series[1].appointments.bring",
        "hall.toml:series[2].appointments.slot_minutes",
    }
    assert "20 分钟" in found["hall.toml:series[2].appointments.slot_minutes"].remedy.zh
