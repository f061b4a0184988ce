"""A process of the real services that takes a few numbers and says each one once it was committed."""

import sys
from pathlib import Path
from uuid import uuid4

from kiosk.services.queue import NumberTaken
from tests.bench.desk import SERIES, Desk


def main(folder: str, count: int) -> None:
    desk = Desk(Path(folder))
    for _ in range(count):
        taken = desk.queue.take_number(str(uuid4()), SERIES)
        if not isinstance(taken, NumberTaken):
            raise RuntimeError(f"no number: {taken}")
        dated = "dated" if taken.day_words is not None else "undated"
        sys.stdout.write(f"{taken.ticket.service_day} {taken.ticket.label} {dated}\n")
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
