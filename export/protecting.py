"""A password on a Word file: the file is encrypted as Word itself does it, in memory only.

AES-256 with a key from 100,000 rounds of SHA-512 (MS-OFFCRYPTO, agile encryption); Word and
LibreOffice ask for the password when the file is opened. The password is kept nowhere.
"""

import io

from models.errors import UserFacingError
from models.passphrase import checked

LONGEST = 255
"""Characters; Word takes no longer password."""


def protected(content: bytes, password: str) -> bytes:
    """Return a .docx file as one that opens with ``password`` only; no two results are the same.

    Raises:
        UserFacingError: the password is empty, longer than Word takes, or holds a control.
    """
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only where it is asked for

    secret = checked(password)
    if len(secret) > LONGEST:
        raise UserFacingError(
            f"Word takes no password longer than {LONGEST} characters.", "Choose a shorter one."
        )
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(secret, made)
    return made.getvalue()
