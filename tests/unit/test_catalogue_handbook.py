"""What the catalogue's README shows an author to write is a sound item with a form that shows everything."""

import re
import shutil
from datetime import date
from pathlib import Path

from kiosk.catalogue import Severity, load
from kiosk.catalogue.check import check
from kiosk.catalogue.forms import derive
from tests.unit.catalogue_samples import PACKAGE


def test_the_item_of_the_readme_passes_the_check(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKAGE, tmp_path / "folder"))
    item, form = re.findall(r"```json\n(.*?)```", (PACKAGE / "README.md").read_text("utf-8"), re.DOTALL)
    (folder / "items" / "21-bus-card.json").write_text(item, "utf-8")
    (folder / "forms" / "bus-card.json").write_text(form, "utf-8")
    problems = [str(problem) for problem in check(folder) if "bus-card" in problem.file]
    assert problems == []
    assert [problem for problem in check(folder) if problem.severity is Severity.ERROR] == []

    catalogue = load(folder)
    assert catalogue.item("bus-card") is not None
    pages = derive(catalogue.forms["bus-card.json"], {"pickup": "post"}, (), date(2026, 11, 24)).pages
    asked = {field.name for page in pages for field in page.fields}
    assert {"name", "pickup", "post_to", "wanted_from", "relatives", "signature"} <= asked
