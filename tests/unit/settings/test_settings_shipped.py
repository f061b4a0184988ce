"""The commented files in config/ say what the program does without them."""

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.settings import ROOT, HallSettings, KioskSettings, PrintersSettings, Settings, load
from kiosk.settings_rules import anchored

CONFIG = ROOT / "config"


def test_the_shipped_files_load_without_a_mistake_and_equal_the_built_in_values() -> None:
    assert load(CONFIG) == replace(Settings(), kiosk=anchored(KioskSettings(), CONFIG))


@pytest.mark.parametrize(
    ("name", "root"),
    [("kiosk.toml", KioskSettings), ("hall.toml", HallSettings), ("printers.toml", PrintersSettings)],
)
def test_everything_that_can_be_set_is_written_out(name: str, root: type[msgspec.Struct]) -> None:
    """A technician reads the file, not the source: what can be set stands there, be it commented."""
    text = (CONFIG / name).read_text(encoding="utf-8")

    def keys(struct: type[msgspec.Struct]) -> set[str]:
        found = set()
        for field in msgspec.structs.fields(struct):
            found.add(field.encode_name)
            members = (field.type, *getattr(field.type, "__args__", ()))
            for member in members:
                if isinstance(member, type) and issubclass(member, msgspec.Struct):
                    found |= keys(member)
        return found

    missing = {key for key in keys(root) if key not in text}
    assert not missing
