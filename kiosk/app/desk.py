"""The desk process: the hall's pages over the terminal's store, in other people's browsers."""

import uvicorn

from kiosk.app.machine import forbid_core_dumps
from kiosk.app.visiting import visit
from kiosk.desk.pages import create_desk
from kiosk.settings import Settings


def run_desk(settings: Settings, port: int) -> None:
    """Serve on loopback until told to stop."""
    forbid_core_dumps()
    with visit(settings) as services:
        desk = create_desk(services.selfcheck.run, services.status.snapshot, services.queue.series)
        uvicorn.run(desk, host="127.0.0.1", port=port, log_level="warning", access_log=False, ws="none")
