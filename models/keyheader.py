"""The key file ``store.key``: who can open the store, and nothing that opens it.

It is JSON in one canonical spelling: whatever does not read back to the same bytes (doubled keys,
spaces, unknown fields, NaN) is refused. ``sha256`` tells accidental damage, ``hmac`` under the data
key tells a change by someone who could not unlock it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from models import atomicfile, faults, keys
from models.keys import DataKey, KdfCost, Wrapped
from models.passphrase import checked
from models.recovery import RecoveryCode

KEY_FILE = "store.key"
KEY_COPY = "store.key.bak"
BACKUPS = "backups"
LARGEST = 16 * 1024  # bytes

_MAGIC: Final = "heard-key"
_VERSION = 1
_SEALED_BYTES = keys.KEY_BYTES + 16
_DIGEST_BYTES = 32
_STORE_ID_CHARACTERS = 32


class PassphraseSlot(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag=1
):
    """The data key wrapped under a passphrase."""

    id: int
    cost: KdfCost
    salt: bytes
    wrapped: Wrapped


class RecoverySlot(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag=2
):
    """The data key wrapped under the recovery code. Type 3 is kept for a council's public key."""

    id: int
    salt: bytes
    wrapped: Wrapped


Slot = PassphraseSlot | RecoverySlot


class KeyHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the key file holds. ``former`` is there only while the data key is being rotated."""

    magic: Literal["heard-key"] = _MAGIC
    version: int = _VERSION
    store_id: str
    slots: tuple[Slot, ...]
    former: Wrapped | None = None
    hmac: bytes = b""
    sha256: bytes = b""


class ReadHeader(msgspec.Struct, frozen=True, kw_only=True):
    """A header and the file it was read from."""

    header: KeyHeader
    path: Path


class _Version(msgspec.Struct):
    magic: str
    version: int


class HeaderFaultError(Exception):
    """The bytes are no key header; the message says why, for the log and for tests."""


def new(
    passphrase: str, code: RecoveryCode, cost: KdfCost, store_id: str | None = None
) -> tuple[KeyHeader, DataKey]:
    """Return a header with both slots for a fresh data key, and the key.

    Raises:
        PassphraseError: the passphrase cannot be taken.
        MemoryError: the computer has not the memory that ``cost`` asks for.
    """
    data_key = DataKey.fresh()
    header = KeyHeader(store_id=store_id or secrets.token_hex(_STORE_ID_CHARACTERS // 2), slots=())
    header = with_passphrase(header, data_key, passphrase, cost)
    return with_recovery(header, data_key, code), data_key


def with_passphrase(
    header: KeyHeader, data_key: DataKey, passphrase: str, cost: KdfCost
) -> KeyHeader:
    """Return the header with its passphrase slot wrapped anew; the old passphrase is out."""
    salt = secrets.token_bytes(keys.SALT_BYTES)
    number = _next_id(header)
    bound = _bound(header, PassphraseSlot, number, salt, cost)
    wrapped = data_key.wrapped(keys.from_passphrase(checked(passphrase), salt, cost), bound)
    slot = PassphraseSlot(id=number, cost=cost, salt=salt, wrapped=wrapped)
    return _with_slot(header, data_key, slot)


def with_recovery(header: KeyHeader, data_key: DataKey, code: RecoveryCode) -> KeyHeader:
    """Return the header with its recovery slot wrapped anew; the old code is out."""
    salt = secrets.token_bytes(keys.SALT_BYTES)
    number = _next_id(header)
    bound = _bound(header, RecoverySlot, number, salt, None)
    wrapped = data_key.wrapped(keys.from_recovery(code.secret, salt), bound)
    return _with_slot(header, data_key, RecoverySlot(id=number, salt=salt, wrapped=wrapped))


def with_former(header: KeyHeader, data_key: DataKey, former: DataKey | None) -> KeyHeader:
    """Return the header that also holds the former data key, or no longer holds one."""
    wrapped = former and former.wrapped(data_key.wrap_former(), header.store_id.encode())
    return sealed(msgspec.structs.replace(header, former=wrapped), data_key)


def former_key(header: KeyHeader, data_key: DataKey) -> DataKey | None:
    """Return the data key from before a rotation that was not finished, or None.

    Raises:
        DamagedHeaderError: it does not unwrap.
    """
    if header.former is None:
        return None
    try:
        return keys.unwrapped(header.former, data_key.wrap_former(), header.store_id.encode())
    except keys.WrongKeyError:
        raise faults.DamagedHeaderError from None


def unlocked(header: KeyHeader, passphrase: str) -> DataKey:
    """Return the data key; takes a third of a second and lets other threads run meanwhile.

    Raises:
        WrongPassphraseError: the header is whole and this is not its passphrase. Certain.
        DamagedHeaderError: the passphrase is right and the header was changed by someone.
        PassphraseError: nobody can have such a passphrase.
        NotEnoughMemoryError: the passphrase was not tried.
    """
    text = checked(passphrase)
    for slot in header.slots:
        if isinstance(slot, PassphraseSlot):
            with faults.told():
                wrapping_key = keys.from_passphrase(text, slot.salt, slot.cost)
            bound = _bound(header, PassphraseSlot, slot.id, slot.salt, slot.cost)
            try:
                return _authentic(header, keys.unwrapped(slot.wrapped, wrapping_key, bound))
            except keys.WrongKeyError:
                continue
    raise faults.WrongPassphraseError


def recovered(header: KeyHeader, code: RecoveryCode) -> DataKey:
    """Return the data key that the recovery code opens.

    Raises:
        WrongRecoveryCodeError: the header is whole and this is not its code. Certain.
        DamagedHeaderError: the code is right and the header was changed by someone.
    """
    for slot in header.slots:
        if isinstance(slot, RecoverySlot):
            wrapping_key = keys.from_recovery(code.secret, slot.salt)
            bound = _bound(header, RecoverySlot, slot.id, slot.salt, None)
            try:
                return _authentic(header, keys.unwrapped(slot.wrapped, wrapping_key, bound))
            except keys.WrongKeyError:
                continue
    raise faults.WrongRecoveryCodeError


def belongs(header: KeyHeader, data_key: DataKey) -> bool:
    """Whether the header is one of this data key's, unchanged by anyone else."""
    return keys.is_authentic(data_key.header(), _signed_part(header), header.hmac)


def sealed(header: KeyHeader, data_key: DataKey) -> KeyHeader:
    """Return the header with its HMAC and its digest made anew."""
    signed = msgspec.structs.replace(
        header, hmac=keys.authenticated(data_key.header(), _signed_part(header))
    )
    return msgspec.structs.replace(signed, sha256=_digest(signed))


def encode(header: KeyHeader) -> bytes:
    """Return the header as the bytes of a key file."""
    return msgspec.json.encode(header) + b"\n"


def decode(content: bytes) -> KeyHeader:
    """Return the header that the bytes of a key file hold.

    Raises:
        HeaderFaultError: they hold none, it is damaged, or it asks for weakened or absurd costs.
        NewerStoreError: a later Heard wrote it.
    """
    if len(content) > LARGEST:
        raise HeaderFaultError("too large")
    try:
        version = msgspec.json.decode(content, type=_Version)
        if version.magic == _MAGIC and version.version > _VERSION:
            raise faults.NewerStoreError
        header = msgspec.json.decode(content, type=KeyHeader)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HeaderFaultError("not a key header") from error
    if encode(header) != content:
        raise HeaderFaultError("not in canonical form")
    if not secrets.compare_digest(_digest(header), header.sha256):
        raise HeaderFaultError("digest does not match")
    if not _is_sane(header):
        raise HeaderFaultError("weakened or absurd")
    return header


def read(folder: Path) -> ReadHeader:
    """Return the newest whole header of the store in ``folder``: its own, its copy, a backup's.

    Raises:
        MissingHeaderError: there is none at all.
        DamagedHeaderError: there are some and none is whole.
        NewerStoreError: a later Heard wrote the first readable one.
        StoreError: the disk would not let it be read.
    """
    seen = False
    for path in _candidates(folder):
        with faults.told():
            try:
                with path.open("rb") as file:
                    content = file.read(LARGEST + 1)
            except FileNotFoundError:
                continue
        seen = True
        try:
            return ReadHeader(header=decode(content), path=path)
        except HeaderFaultError:
            continue
    raise faults.DamagedHeaderError if seen else faults.MissingHeaderError


def write(folder: Path, header: KeyHeader) -> None:
    """Put the header in place, and then the same into its copy.

    Raises:
        StoreError: the disk would not let it be written. Until the first file is whole the key
            file before stays in use; after it, ``mend`` completes the copy at the next unlock.
    """
    atomicfile.write(folder / KEY_FILE, encode(header))
    atomicfile.write(folder / KEY_COPY, encode(header))


def mend(folder: Path, header: KeyHeader) -> None:
    """Put right whichever of key file and copy does not hold this header.

    Raises:
        StoreError: the disk would not let it be written.
    """
    content = encode(header)
    for name in (KEY_FILE, KEY_COPY):
        path = folder / name
        with faults.told():
            same = path.exists() and path.read_bytes() == content
        if not same:
            atomicfile.write(path, content)


def _candidates(folder: Path) -> Iterator[Path]:
    yield folder / KEY_FILE
    yield folder / KEY_COPY
    yield from sorted((folder / BACKUPS).glob(f"*/{KEY_FILE}"), reverse=True)


def _authentic(header: KeyHeader, data_key: DataKey) -> DataKey:
    if not belongs(header, data_key):
        raise faults.DamagedHeaderError
    return data_key


def _signed_part(header: KeyHeader) -> bytes:
    return encode(msgspec.structs.replace(header, hmac=b"", sha256=b""))


def _digest(header: KeyHeader) -> bytes:
    return hashlib.sha256(encode(msgspec.structs.replace(header, sha256=b""))).digest()


def _bound(
    header: KeyHeader, kind: type[Slot], number: int, salt: bytes, cost: KdfCost | None
) -> bytes:
    """Return what a wrapped key is bound to, so that no slot can be moved or weakened."""
    tag = 1 if kind is PassphraseSlot else 2
    return msgspec.json.encode((_MAGIC, _VERSION, header.store_id, tag, number, salt, cost))


def _next_id(header: KeyHeader) -> int:
    return max((slot.id for slot in header.slots), default=0) + 1


def _with_slot(header: KeyHeader, data_key: DataKey, slot: Slot) -> KeyHeader:
    others = tuple(s for s in header.slots if type(s) is not type(slot))
    return sealed(msgspec.structs.replace(header, slots=(*others, slot)), data_key)


def _is_sane(header: KeyHeader) -> bool:
    lengths = [len(header.hmac) == _DIGEST_BYTES, len(header.store_id) == _STORE_ID_CHARACTERS]
    wraps = [slot.wrapped for slot in header.slots]
    wraps += [header.former] if header.former is not None else []
    lengths += [len(w.nonce) == keys.NONCE_BYTES and len(w.sealed) == _SEALED_BYTES for w in wraps]
    lengths += [len(slot.salt) == keys.SALT_BYTES for slot in header.slots]
    costs = [slot.cost.is_sane for slot in header.slots if isinstance(slot, PassphraseSlot)]
    kinds = {type(slot) for slot in header.slots}
    return len(kinds) == len(header.slots) > 0 and all([*lengths, *costs])
