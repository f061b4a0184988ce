"""A large package stays light: how fast it is, the bench says; here, what must not grow."""

import subprocess
import sys
from pathlib import Path

from kiosk.catalogue import forms, load
from kiosk.catalogue.search import Index
from tests.unit.catalogue_samples import PACKAGE, SAMPLES, TODAY
from tests.unit.catalogue_scale import write_package


def test_a_thousand_items_load_search_and_open_a_form(tmp_path: Path) -> None:
    write_package(PACKAGE, tmp_path / "large", 1000)
    catalogue = load(tmp_path / "large")
    assert len(catalogue.items) == len(catalogue.forms) == 1000
    last = catalogue.items[-1]
    assert Index(catalogue).find(last.name.zh) == [last]
    assert (
        forms.validate(catalogue.forms["form-00011.json"], SAMPLES["unemployment-registration"], TODAY) == ()
    )


def test_loading_and_searching_need_neither_the_schema_library_nor_qt_nor_pypinyin() -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from kiosk.catalogue import load; from kiosk.catalogue.search import Index;"
        "Index(load(Path(sys.argv[1]))).find('sb');"
        "print(sorted({'jsonschema', 'PySide6', 'pypinyin', 'sqlalchemy'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(PACKAGE)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_only_a_few_forms_are_kept_decoded(tmp_path: Path) -> None:
    write_package(PACKAGE, tmp_path / "large", 40)
    catalogue = load(tmp_path / "large")
    first = catalogue.forms["form-00001.json"]
    assert catalogue.forms["form-00001.json"] is first
    for name in catalogue.forms:
        assert catalogue.forms[name]["title"]
    again = catalogue.forms["form-00001.json"]
    assert again is not first
    assert forms.schema_hash(again) == forms.schema_hash(first)
