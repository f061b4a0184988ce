"""What an identity card says, whatever reader read it (layouts: DOMAIN §5)."""

from enum import StrEnum

import msgspec


class CardKind(StrEnum):
    RESIDENT = "resident"
    PERMIT = "permit"  # residence permit of Hong Kong, Macao and Taiwan residents
    FOREIGNER_2017 = "foreigner-2017"
    FOREIGNER_2023 = "foreigner-2023"


class IdCard(msgspec.Struct, frozen=True, kw_only=True):
    """Text fields of one card. The photo is opaque, needs a licensed decoder, and is dropped by the driver.

    Names keep the exact code units of the chip, private-use ones included. Dates are YYYYMMDD as on the
    chip; `valid_until` may be 长期. Fields a layout does not have are empty.
    """

    kind: CardKind
    name: str
    number: str
    sex: str = ""  # GB/T 2261.1: 1 male, 2 female
    ethnicity: str = ""  # GB/T 3304, two digits
    birth: str = ""
    address: str = ""
    authority: str = ""
    valid_from: str = ""
    valid_until: str = ""
    name_en: str = ""

    def __repr__(self) -> str:
        # A card must never reach a log or a traceback.
        return f"IdCard({self.kind})"


class ReadFault(StrEnum):
    """Why there is no card to show. Each has a sentence for the citizen."""

    NO_CARD = "no-card"
    REMOVED = "removed"  # lifted while it was read
    UNREADABLE = "unreadable"  # the card or its chip refused
    READER_SILENT = "reader-silent"  # nothing, or only noise, on the line
    READER_GONE = "reader-gone"  # the device itself is missing
    READER_REFUSED = "reader-refused"  # the SAM answered with an error of its own
