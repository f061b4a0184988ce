"""What staff read when the hall's ledger, or this machine's store, does not answer."""

from kiosk.domain.text import Text
from kiosk.store.errors import LedgerAway, StoreError

_AWAY = Text(
    "连不上叫号库，现在不能叫号。终端照常发号；连上后本页自动继续，号码不会丢。",
    "The hall's ledger is away: no calls now. Terminals go on giving numbers; this page goes on by itself.",
)
_ACTED = Text(
    "连不上叫号库，这一步不一定做成了。连上后先看号码，再决定要不要重做。",
    "The hall's ledger is away; this may or may not have been done. Look at the number once it is back.",
)


def trouble_words(error: StoreError, *, acted: bool) -> Text:
    """`acted`: somebody pressed a button, and whether its word arrived is open."""
    if isinstance(error, LedgerAway):
        return _ACTED if acted else _AWAY
    name = type(error).__name__
    return Text(f"数据暂时用不了（{name}），请稍后再试。", f"The data cannot be used now ({name}).")
