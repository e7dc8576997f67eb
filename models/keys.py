"""The keys of the store (design.md §4): passphrase or recovery code → data key → a key per use.

The data key is random and never derived from a passphrase; what a person knows only wraps it. All
primitives come from ``cryptography``.
"""

import secrets
import time
import unicodedata
from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from typing_extensions import override

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

_MIB = 1024  # KiB
_MEMORY = range(64 * _MIB, 1024 * _MIB + 1)  # KiB
_PASSES = range(3, 11)
_LANES = range(1, 17)
_TOO_SLOW = 1.5  # seconds for one derivation, above which a new store takes a cheaper cost


class KdfCost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one guess at a passphrase costs: Argon2id memory in KiB, passes and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def is_sane(self) -> bool:
        """Whether a key file may ask for this: neither weakened nor absurd (anchors.md §2.2)."""
        return self.memory_kib in _MEMORY and self.passes in _PASSES and self.lanes in _LANES

    @property
    def work(self) -> int:
        """What one guess costs, to compare costs and to foresee how long one takes."""
        return self.memory_kib * self.passes


FULL_COST = KdfCost(memory_kib=256 * _MIB, passes=3, lanes=4)
FLOOR_COST = KdfCost(memory_kib=64 * _MIB, passes=3, lanes=4)
COSTS = (FULL_COST, KdfCost(memory_kib=128 * _MIB, passes=3, lanes=4), FLOOR_COST)
"""What a new store may cost a guesser, dearest first."""


class WrongKeyError(Exception):
    """The wrapped key does not open with this wrapping key."""


class Wrapped(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key wrapped with AES-256-GCM, its tag at the end."""

    nonce: bytes
    sealed: bytes


class DataKey:
    """The random 256-bit key of one store, and the keys that grow from it by HKDF-SHA256."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("A data key has 32 bytes.")
        self._secret = bytearray(secret)

    @classmethod
    def fresh(cls) -> "DataKey":
        """Return a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @override
    def __repr__(self) -> str:
        return "DataKey(…)"

    def is_same(self, other: "DataKey") -> bool:
        """Whether both are the same key, in constant time."""
        return secrets.compare_digest(self.header(), other.header())

    def wrapped(self, wrapping_key: bytes, bound_to: bytes) -> Wrapped:
        """Return this key wrapped, bound to bytes that must be the same when it is unwrapped."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(wrapping_key).encrypt(nonce, bytes(self._secret), bound_to)
        return Wrapped(nonce=nonce, sealed=sealed)

    def database(self) -> bytes:
        """Return the raw SQLCipher key."""
        return self._derived(b"db")

    def database_salt(self) -> bytes:
        """Return the 16 bytes a store of this key begins with.

        They tell nothing of the key and let a damaged store be told from one of another key.
        """
        return self._derived(b"db salt")[:SALT_BYTES]

    def header(self) -> bytes:
        """Return the key that authenticates the key file."""
        return self._derived(b"header")

    def backup(self) -> bytes:
        """Return the key that authenticates manifests of backups."""
        return self._derived(b"backup")

    def draft(self) -> bytes:
        """Return the key that seals emergency copies."""
        return self._derived(b"draft")

    def wrap_former(self) -> bytes:
        """Return the key that wraps the former data key while a rotation is under way."""
        return self._derived(b"former")

    def forget(self) -> None:
        """Overwrite the key; this object is of no use afterwards."""
        self._secret[:] = bytes(KEY_BYTES)

    def _derived(self, label: bytes) -> bytes:
        return expand(bytes(self._secret), b"heard/1/" + label)


def expand(secret: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    """Return 32 bytes derived from a secret of full strength (HKDF-SHA256)."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def from_passphrase(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the wrapping key of a passphrase (NFC, UTF-8; Argon2id version 0x13).

    Takes a third of a second at full cost and lets other threads run meanwhile.

    Raises:
        MemoryError: the computer has not that much memory free.
    """
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode())


def from_recovery(bits: bytes, salt: bytes) -> bytes:
    """Return the wrapping key of a recovery code; 130 random bits need no slow derivation."""
    return expand(bits, b"heard/1/recovery", salt)


def unwrapped(wrapped: Wrapped, wrapping_key: bytes, bound_to: bytes) -> DataKey:
    """Return the key inside ``wrapped``.

    Raises:
        WrongKeyError: the wrapping key is not the one, or what it is bound to was changed.
    """
    try:
        return DataKey(AESGCM(wrapping_key).decrypt(wrapped.nonce, wrapped.sealed, bound_to))
    except InvalidTag:
        raise WrongKeyError from None


def authenticated(key: bytes, message: bytes) -> bytes:
    """Return the HMAC-SHA256 of ``message``."""
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(message)
    return mac.finalize()


def is_authentic(key: bytes, message: bytes, tag: bytes) -> bool:
    """Whether ``tag`` is the HMAC-SHA256 of ``message``."""
    return secrets.compare_digest(authenticated(key, message), tag)


def may_afford_more(cost: KdfCost, seconds: float) -> bool:
    """Whether a dearer cost might be affordable where one derivation at ``cost`` took so long."""
    dearer = [other.work for other in COSTS if other.work > cost.work]
    return bool(dearer) and seconds * min(dearer) / cost.work <= _TOO_SLOW


def affordable_cost(clock: Callable[[], float] = time.perf_counter) -> KdfCost:
    """Return the dearest cost this computer derives in 1.5 seconds; never less than the floor.

    Raises:
        MemoryError: not even 64 MiB are free.
    """
    for cost in COSTS[:-1]:
        start = clock()
        try:
            from_passphrase("how long does this take", bytes(SALT_BYTES), cost)
        except MemoryError:
            continue
        if clock() - start <= _TOO_SLOW:
            return cost
    from_passphrase("how long does this take", bytes(SALT_BYTES), FLOOR_COST)
    return FLOOR_COST
