"""Which characters a printer's own font holds, and the bytes that name them in Chinese mode (FS &)."""

from functools import lru_cache

from printers.profile import Repertoire


@lru_cache(maxsize=8192)
def encode(cluster: str, repertoire: Repertoire) -> bytes | None:
    """One or two bytes of GB18030, or None when the printer cannot be trusted with the character.

    None for: control characters (a form's text must never become a command), four-byte codes (few printers
    hold them; the others print two wrong characters and two digits), private-use characters, anything outside
    the set. The codecs `gb2312` and `gbk` disagree with GB18030 on · and —, so the set is judged by bytes.
    """
    if len(cluster) != 1:
        return None
    if cluster.isascii():
        return cluster.encode() if cluster.isprintable() else None
    if 0xE000 <= ord(cluster) <= 0xF8FF:
        return None
    try:
        code = cluster.encode("gb18030")
        if len(code) == 2:
            code.decode(repertoire)
            return code
    except UnicodeError:  # a lone surrogate, or a code outside the set
        return None
    return None


def encode_line(text: list[str], repertoire: Repertoire) -> bytes | None:
    """The bytes of a whole line, or None when one of its clusters has to be drawn."""
    codes: list[bytes] = []
    for cluster in text:
        code = encode(cluster, repertoire)
        if code is None:
            return None
        codes.append(code)
    return b"".join(codes)
