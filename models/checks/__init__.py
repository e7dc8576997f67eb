"""What is looked at while a record is written and before it goes: the engine and every check.

``CHECKS`` names each one. A check reads a ``Subject``, made from an open review or from a document
that was read back, and says what it found, where, and how to mend it; nothing here blocks, and
nothing is ever looked at inside a quotation. Sources: domain.md §7.3 and §7.2.
"""

from models.checks.engine import Check

CHECKS: tuple[Check, ...] = ()
"""Every check, in the order in which findings are told; another is one function and one line."""
