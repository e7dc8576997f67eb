"""Word files as zip packages: the same bytes for the same parts, whenever they are written."""

import io
import zipfile
from collections.abc import Mapping

_WHEN = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package with these parts in this order; no clock and no machine leaves a trace."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return every part of a package of our own by its name.

    Only for templates and for what Heard wrote; documents from outside go through the reader.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def settled(content: bytes) -> bytes:
    """Return a package with the same parts, without the time and the machine it was saved on."""
    return packed(unpacked(content))
