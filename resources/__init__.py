"""What every other package reads: the agenda, the law pack, codes, icons, the Word template.

Content that a council would change is data here, never code. Nothing here imports from the
other packages.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the place of a shipped resource, such as ``"law/law_pack.toml"``."""
    return _HERE / name


def read_text(name: str) -> str:
    """Return the text of a shipped UTF-8 resource."""
    return path(name).read_text(encoding="utf-8")
