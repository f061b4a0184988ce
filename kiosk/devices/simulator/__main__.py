"""python -m kiosk.devices.simulator [CONTROL_PORT [LINK]]"""

import sys
from pathlib import Path

from kiosk.devices.simulator.process import run

run(
    sys.stdout,
    int(sys.argv[1]) if len(sys.argv) > 1 else 0,
    Path(sys.argv[2]) if len(sys.argv) > 2 else None,
)
