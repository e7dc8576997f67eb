"""Documents protected by a password, made free in memory: nothing is written anywhere."""

import io
import struct
import unicodedata
from xml.parsers.expat import ExpatError

from export.reader.verdicts import UnreadableError, Verdict

_ENCRYPTED, _OLD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_FAULTS = (OSError, struct.error, ExpatError, ValueError, KeyError, IndexError, TypeError,
           AttributeError, EOFError, OverflowError, RecursionError, AssertionError)  # fmt: skip
"""What reading a compound file raises where it is damaged."""


def without_password(content: bytes, password: str | None) -> bytes:
    """Return the document that a compound file holds behind a password.

    Raises:
        UnreadableError: it is an old Word file, the password is missing or another, or it is
            damaged.
    """
    if _ENCRYPTED not in content:
        raise UnreadableError(Verdict.OLD_WORD if _OLD in content else Verdict.NOT_WORD)
    if not password:
        raise UnreadableError(Verdict.PASSWORD)
    if b"<!DOCTYPE" in content:
        raise UnreadableError(Verdict.UNSAFE)
    return _decrypted(content, password)


def _decrypted(content: bytes, password: str) -> bytes:
    import msoffcrypto  # noqa: PLC0415 - only where a document is protected
    from msoffcrypto import exceptions  # noqa: PLC0415 - as above

    free = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=unicodedata.normalize("NFC", password), verify_password=True)
        file.decrypt(free)
    except exceptions.InvalidKeyError as fault:
        raise UnreadableError(Verdict.WRONG_PASSWORD) from fault
    except (exceptions.DecryptionError, exceptions.ParseError, exceptions.FileFormatError,
            *_FAULTS) as fault:  # fmt: skip
        raise UnreadableError(Verdict.DAMAGED) from fault
    return free.getvalue()
