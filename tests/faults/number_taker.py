"""A process that takes one number after another and says each one only after it was committed."""

import sys
from pathlib import Path
from uuid import uuid4

from kiosk.services.queue import NumberTaken
from tests.bench.desk import SERIES, Desk


def main(folder: str) -> None:
    desk = Desk(Path(folder))
    while True:
        taken = desk.queue.take_number(str(uuid4()), SERIES)
        if not isinstance(taken, NumberTaken):
            raise RuntimeError(f"no number: {taken}")
        sys.stdout.write(f"{taken.ticket.service_day} {taken.ticket.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
