"""What one series of hall.toml says about appointments (预约). A series without it takes none."""

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.text import Text


class AppointmentSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Slots follow one another from the opening of each interval; what is left at its end is no slot."""

    days_ahead: Annotated[int, Meta(ge=0, le=30)] = 3  # open days after today; today is always among them
    slot_minutes: Annotated[int, Meta(ge=5, le=480)] = 30
    per_slot: Annotated[int, Meta(ge=1, le=999)] = 4
    early_minutes: Annotated[int, Meta(ge=0, le=240)] = 30  # check-in opens so long before the slot
    late_minutes: Annotated[int, Meta(ge=0, le=240)] = 15  # after the slot's end; an ordinary place
    bring: Text = Text(
        "身份证原件和所办事项的材料（见“办事指南”）", "Your ID card and what the item asks for (see Guides)"
    )
