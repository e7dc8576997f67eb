"""How a child is best understood: a communication passport, and who interprets (domain.md §5.4)."""

from datetime import date

import msgspec


class _Known(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of a child beside their name and age."""


class Passport(_Known, frozen=True, kw_only=True):
    """What everybody has to know who wants to understand a child without many words.

    ``knows_best`` is who reads the signs best, ``yes`` and ``no`` how each looks, ``symbols`` what
    is used (a book, a device, Makaton), ``how_to_ask`` what helps; ``checked_on`` is the UK date on
    which somebody who knows the child looked it over.
    """

    knows_best: str = ""
    yes: str = ""
    no: str = ""
    symbols: str = ""
    how_to_ask: str = ""
    checked_on: date | None = None


class Interpreting(_Known, frozen=True, kw_only=True):
    """What was made sure of about the interpreter; None is "not asked yet".

    ``independent`` is no relative and nobody from the journey or from home.
    """

    independent: bool | None = None
    dialect: str = ""
    dialect_checked: bool | None = None
    trusted: bool | None = None
    gender_wanted: str = ""
