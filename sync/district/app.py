"""The reference platform's HTTP application."""

from pathlib import Path

import msgspec
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.logging import LoggingConfig
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins.problem_details import ProblemDetailsConfig, ProblemDetailsPlugin

from kiosk.domain.time import Clock
from kiosk.records.keys import OpeningKey
from kiosk.store.sqlalchemy_engine import make_engine
from sync.district import attachment_routes, staff_routes, terminal_routes
from sync.district.archive import Archive
from sync.district.attachments import Attachments
from sync.district.auth import authenticated_terminal
from sync.district.inquiry import Inquiry
from sync.wire import MAX_BATCH_BYTES


class PlatformSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`opening_key` None: envelopes are kept shut, for a platform behind which somebody else opens them."""

    store_path: Path
    store_key: bytes
    opening_key: OpeningKey | None


def create_app(settings: PlatformSettings, clock: Clock) -> Litestar:
    """The application over an existing store (provision.py makes one)."""
    engine = make_engine(settings.store_path, settings.store_key)
    archive = Archive(engine, settings.opening_key, clock)
    attachments = Attachments(engine, settings.opening_key, clock)
    inquiry = Inquiry(engine)

    async def dispose() -> None:
        engine.dispose()

    return Litestar(
        route_handlers=[
            *terminal_routes.terminal_routes,
            *attachment_routes.attachment_routes,
            *staff_routes.staff_routes,
        ],
        state=State({"archive": archive}),
        dependencies={
            "archive": Provide(lambda: archive, sync_to_thread=False),
            "attachments": Provide(lambda: attachments, sync_to_thread=False),
            "inquiry": Provide(lambda: inquiry, sync_to_thread=False),
            "terminal": Provide(authenticated_terminal, sync_to_thread=True),
        },
        on_shutdown=[dispose],
        plugins=[ProblemDetailsPlugin(ProblemDetailsConfig(enable_for_all_http_exceptions=True))],
        openapi_config=OpenAPIConfig(
            title="Dazu reference district platform",
            version="1",
            components=Components(
                security_schemes={
                    terminal_routes.SECURITY: SecurityScheme(
                        type="http", scheme="bearer", description="a terminal's token"
                    ),
                    staff_routes.SECURITY: SecurityScheme(
                        type="http", scheme="bearer", description="a district staff token"
                    ),
                }
            ),
        ),
        logging_config=LoggingConfig(log_exceptions="always"),
        request_max_body_size=MAX_BATCH_BYTES,
    )
