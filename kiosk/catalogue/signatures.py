"""Ed25519 signatures of publishers.

The library is imported where it is used: a terminal that has only what it came with opens its store, and
gives numbers, without waiting for it.
"""


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of the raw 32-byte key `public` signed `message`; also False for no key at all."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(pem: bytes) -> bytes:
    """The raw key, 32 bytes, in a PEM file. Raises ValueError for anything but an Ed25519 public key."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except UnsupportedAlgorithm as fault:
        raise ValueError(str(fault)) from fault
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("is no Ed25519 public key")
    return key.public_bytes_raw()
