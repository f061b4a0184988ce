"""Official-looking case numbers, as an example only (DOMAIN §2.5)."""

from kiosk.domain.time import from_ms, local

# Chongqing's samples: 6 division + 4 department + XK 行政许可 + CK 窗口 + day + 12 digits = 34 characters.
# No department has the code 0000, so the number shows by itself that no authority gave it.
_EXAMPLE_ORIGIN = "500000" + "0000" + "XK" + "CK"


def example_number(received_ms: int, count: int) -> str:
    """The `count`-th number of this platform, for a case received at `received_ms`."""
    return f"{_EXAMPLE_ORIGIN}{local(from_ms(received_ms)):%Y%m%d}{count:012d}"
