"""Commands and status codes of the SAM module (DOMAIN §5), and whom each status blames."""

from enum import Enum, IntEnum


class Command(bytes, Enum):
    RESET = bytes.fromhex("10FF")
    STATUS = bytes.fromhex("11FF")
    SAM_ID = bytes.fromhex("12FF")
    FIND = bytes.fromhex("2001")
    SELECT = bytes.fromhex("2002")
    READ = bytes.fromhex("3001")
    READ_ADDED_ADDRESS = bytes.fromhex("3003")
    READ_WITH_FINGERPRINT = bytes.fromhex("3010")
    BAUD_115200 = bytes.fromhex("6000")
    BAUD_57600 = bytes.fromhex("6001")
    BAUD_38400 = bytes.fromhex("6002")
    BAUD_19200 = bytes.fromhex("6003")
    BAUD_9600 = bytes.fromhex("6004")


class Sw3(IntEnum):
    CHECKSUM_ERROR = 0x10
    LENGTH_ERROR = 0x11
    BAD_COMMAND = 0x21
    NO_PERMISSION = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_REFUSED_SAM = 0x31
    SAM_REFUSED_CARD = 0x32
    VERIFY_ERROR = 0x33
    NO_CARD_YET = 0x34
    FINGERPRINT_VERIFY_ERROR = 0x37
    BODY_LENGTH_ERROR = 0x3F
    UNKNOWN_CARD_TYPE = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81
    OK = 0x90
    NO_CONTENT = 0x91
    FOUND = 0x9F


class Blame(Enum):
    NOBODY = "nobody"
    CARD = "card"  # worth another try; then the citizen is asked for another card or another place
    LINE = "line"  # the SAM got a damaged request: worth another try at once
    READER = "reader"  # no card will help; staff


_CARD = {
    Sw3.CARD_REFUSED_SAM,
    Sw3.SAM_REFUSED_CARD,
    Sw3.VERIFY_ERROR,
    Sw3.NO_CARD_YET,
    Sw3.FINGERPRINT_VERIFY_ERROR,
    Sw3.UNKNOWN_CARD_TYPE,
    Sw3.READ_FAILED,
    Sw3.RANDOM_FAILED,
    Sw3.FIND_FAILED,
    Sw3.SELECT_FAILED,
    Sw3.NO_CONTENT,
}
_NAMES = {status.value: status.name.lower().replace("_", "-") for status in Sw3}
_LINE = {Sw3.CHECKSUM_ERROR, Sw3.LENGTH_ERROR, Sw3.BODY_LENGTH_ERROR}


def blame(sw3: int) -> Blame:
    """Whom a status blames; a status nobody has described blames the reader."""
    if sw3 in (Sw3.OK, Sw3.FOUND):
        return Blame.NOBODY
    if sw3 in _CARD:
        return Blame.CARD
    return Blame.LINE if sw3 in _LINE else Blame.READER


def describe(sw3: int) -> str:
    """For staff and logs: `read-failed (41)`."""
    name = _NAMES.get(sw3, "undocumented")
    return f"{name} ({sw3:02X})"
