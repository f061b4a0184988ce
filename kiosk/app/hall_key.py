"""`kiosk hall key`: the key under which the hall's terminals know one person's numbers (hall.toml)."""

import secrets
from pathlib import Path

from kiosk.app.answers import refuse, say
from kiosk.services.holder_key import check_code
from kiosk.store.engine import KEY_BYTES
from kiosk.store.key_file import KeyFileError, create_key, read_key


def hall_key(file: Path) -> int:
    """Make the key, or say the check code of the one that is there; the exit code.

    A key that is there is never replaced: the terminals would no longer know the same people.
    """
    made = False
    try:
        if not file.exists():
            create_key(file, secrets.token_bytes(KEY_BYTES))
            made = True
        code = check_code(read_key(file))
    except (OSError, KeyFileError) as error:
        return refuse(f"密钥文件不能用，请换一个位置，或先移走它。Not usable; name another file: {error}")
    say(f"{file}  {'已生成 · made' if made else '已有，没有改动 · there already, left as it is'}")
    say(f"核对码 · check code: {code}")
    say("抄到每台终端（权限 0600），写入 hall.toml 的 person_key_file；各终端的核对码应当相同。")
    say("Carry it to every terminal (mode 0600) and name it in hall.toml; all show the same check code.")
    return 0
