"""Searching: the newest lines that hold every word of a query, its last word as a beginning.

Whole words, and beginnings of up to four letters, have lists of their own in the index, which are
read backwards until enough is found. A longer beginning has none, and gathering one is slow where
it is common: so its first four letters are read first, and only what they leave open is gathered.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from models.folding import folded
from models.sqlcipher import Connection
from models.store_rows import Found
from models.store_search import DAY_SHIFT
from models.text import clean

_LONGEST_QUERY = 400  # characters
_MOST_TERMS = 20
_SHORTEST_BEGINNING = 2  # letters; shorter beginnings have no index of their own
_LONGEST_INDEXED = 4  # letters
_PATIENCE = 1500  # lines looked through by their first four letters
_OPEN, _SHUT = "\x02", "\x03"  # no kept text holds controls

_SEARCH = """SELECT line.child, line.review, line.section, line.id, line.number, line.kind,
        highlight(word, 0, char(2), char(3))
    FROM word JOIN line ON line.number = word.rowid
    WHERE word MATCH ? ORDER BY word.rowid DESC LIMIT ?"""


_LOOK = """SELECT line.number, line.text FROM word JOIN line ON line.number = word.rowid
    WHERE word MATCH ? ORDER BY word.rowid DESC LIMIT ?"""

_CHOSEN = _SEARCH.replace(
    "ORDER BY",
    "AND word.rowid BETWEEN ? AND ?"
    " AND +word.rowid IN (SELECT value FROM json_each(?)) ORDER BY",  # + : no lookup for each
)


class _Query(msgspec.Struct, frozen=True, kw_only=True):
    """A query as words and phrases, and the beginning that it ends with, if it does."""

    terms: tuple[str, ...]
    beginning: str = ""


def search(connection: Connection, query: str, limit: int) -> tuple[Found, ...]:
    """Return the newest ``limit`` lines that the query finds; none for a query without a word."""
    asked = _read(query)
    if asked.beginning.isalnum() and len(asked.beginning) > _LONGEST_INDEXED:
        found = _by_first_letters(connection, asked, limit)
        if found is not None:
            return found
    match = _match(asked.terms, asked.beginning)
    if not match:
        return ()
    return tuple(_found(row) for row in connection.execute(_SEARCH, (match, limit)))


def _by_first_letters(
    connection: Connection, asked: _Query, limit: int
) -> tuple[Found, ...] | None:
    """Return the same by way of the first four letters, or None when that takes too long.

    Highlighting a line is slow, so once the newest lines have shown that few fit, only those that
    hold the letters are highlighted.
    """
    match = _match(asked.terms, asked.beginning[:_LONGEST_INDEXED])
    newest = connection.execute(_SEARCH, (match, 2 * limit)).fetchall()
    found = _fitting(newest, asked)[:limit]
    if len(found) == limit or len(newest) < 2 * limit:
        return found
    looked_at = connection.execute(_LOOK, (match, _PATIENCE)).fetchall()
    beginning = folded(asked.beginning)
    chosen = [number for number, text in looked_at if beginning in folded(text)]
    if chosen:
        between = (match, chosen[-1], chosen[0], json.dumps(chosen), len(chosen))
        found = _fitting(connection.execute(_CHOSEN, between), asked)[:limit]
    return found if len(found) == limit or len(looked_at) < _PATIENCE else None


def _fitting(rows: Iterable[tuple[Any, ...]], asked: _Query) -> tuple[Found, ...]:
    """Return the lines with a word that begins as asked."""
    beginning = folded(asked.beginning)
    others = frozenset(folded(term) for term in asked.terms)
    fitted = (_fitted(_found(row), beginning, others) for row in rows)
    return tuple(found for found in fitted if found is not None)


def _fitted(found: Found, beginning: str, others: frozenset[str]) -> Found | None:
    """Return the line with the highlights that fit, or None when no word begins as asked."""
    kept = []
    fits = False
    for start, length in found.highlights:
        words = re.findall(r"\w+", folded(found.text[start : start + length]))
        begins = any(word.startswith(beginning) for word in words)
        fits = fits or begins
        if begins or not others.isdisjoint(words) or len(words) > 1:
            kept.append((start, length))
    return msgspec.structs.replace(found, highlights=tuple(kept)) if fits else None


def _read(query: str) -> _Query:
    parts = re.findall(r'"([^"]*)"?|([^\s"]+)', clean(query[:_LONGEST_QUERY]).text)
    kept = [part for part in parts if _has_token(part[0] or part[1])][:_MOST_TERMS]
    terms = tuple(phrase or word for phrase, word in kept)
    if kept and kept[-1][1] and len(terms[-1]) >= _SHORTEST_BEGINNING:
        return _Query(terms=terms[:-1], beginning=terms[-1])
    return _Query(terms=terms)


def _match(terms: Iterable[str], beginning: str) -> str:
    """Return the words as FTS5 terms, each quoted, so that nothing in them is an operator."""
    quoted = [f'"{term}"' for term in terms]
    return " ".join([*quoted, f'"{beginning}"*'] if beginning else quoted)


def _has_token(text: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _found(row: tuple[Any, ...]) -> Found:
    child, review, section, id_, number, kind, marked = row
    text, highlights = _unmarked(marked)
    return Found(
        child_id=child,
        review_id=review,
        section=section,
        id=id_,
        on=date.fromordinal(number >> DAY_SHIFT),
        kind=kind,
        text=text,
        highlights=highlights,
    )


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = ""
    highlights = []
    for piece in re.split(f"({_OPEN}[^{_SHUT}]*{_SHUT})", marked):
        plain = piece.strip(_OPEN + _SHUT)
        if piece.startswith(_OPEN):
            highlights.append((len(text), len(plain)))
        text += plain
    return text, tuple(highlights)
