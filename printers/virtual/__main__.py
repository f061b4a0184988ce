"""`python -m printers.virtual --out DIR`: the virtual printer alone, without the kiosk command."""

import argparse
import sys
from pathlib import Path

from printers.virtual.server import serve


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m printers.virtual", description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--control-port", type=int, default=0)
    options.add_argument("--out", type=Path, required=True, help="folder for the slips")
    options.add_argument("--width-dots", type=int, choices=(384, 512, 576), default=576)
    options.add_argument("--repertoire", choices=("gb2312", "gbk", "gb18030"), default="gbk")
    given = options.parse_args()
    serve(given.port, given.control_port, given.out, given.width_dots, _announce, given.repertoire)


def _announce(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
