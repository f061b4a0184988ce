"""What a command answers whoever typed it: on stdout what it did, on stderr why it did not."""

import sys


def say(text: str) -> None:
    """Flushed, so that whoever reads along through a pipe sees each line when it is said."""
    print(text, flush=True)  # noqa: T201 - the one place that answers


def refuse(why: str) -> int:
    """Say it on stderr; the exit code of a command that did not work, 1."""
    print(why, file=sys.stderr)  # noqa: T201 - the one place that refuses
    return 1
