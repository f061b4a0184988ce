"""What a citizen agreed to before the form began (DOMAIN §7: 个人信息保护法 articles 17, 28–31, 35)."""

from enum import StrEnum

import msgspec


class Sensitive(StrEnum):
    """Kinds of personal data that want a consent of their own."""

    BIOMETRIC = "biometric"
    MEDICAL = "medical"
    FINANCIAL = "financial"  # accounts
    MINOR = "minor"  # of children under 14: their guardian agrees


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """`notice` names the text that was shown (its version); `kinds` is what the separate tick stood for."""

    notice: str = ""
    kinds: tuple[Sensitive, ...] = ()
