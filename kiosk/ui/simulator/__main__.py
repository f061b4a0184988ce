"""python -m kiosk.ui.simulator PRINTER_CONTROL READER_CONTROL SLIPS_DIR"""

import sys
from pathlib import Path

from kiosk.ui.simulator.window import run

sys.exit(run(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
