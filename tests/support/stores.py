"""Stores for tests: one key for all of them, so that only one test session pays for Argon2."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from models import backup, keyheader, recovery
from models.backup import Backup
from models.child import Child
from models.keyheader import KeyHeader
from models.keys import FLOOR_COST, DataKey
from models.recovery import RecoveryCode
from models.review import ReviewHead, SectionRecord
from models.store import Store, create_store, open_store
from models.store_rows import ChildRow, HeadPart, IndexLine, ReviewRow, SaveBatch, SectionPart
from models.terms import ReviewType
from models.text import Line

PASSPHRASE = "granite otter lantern pickle"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BORN = date(2015, 3, 2)


@cache
def keys_of_all() -> tuple[KeyHeader, DataKey, RecoveryCode]:
    """Return the header, data key and recovery code that every test store has."""
    code = recovery.new_code()
    header, data_key = keyheader.new(PASSPHRASE, code, FLOOR_COST)
    return header, data_key, code


@cache
def other_keys() -> tuple[KeyHeader, DataKey, RecoveryCode]:
    """Return the same for a store on another computer."""
    code = recovery.new_code()
    header, data_key = keyheader.new("another four plain words", code, FLOOR_COST)
    return header, data_key, code


def key() -> DataKey:
    """Return the data key of every test store."""
    return keys_of_all()[1]


def made(folder: Path) -> Store:
    """Return a new open store in ``folder``."""
    header, data_key, _ = keys_of_all()
    return create_store(folder, header, data_key, NOW)


def opened(folder: Path) -> Store:
    """Return the store in ``folder``, open."""
    return open_store(folder, key(), NOW)


def backed_up(store: Store) -> Backup:
    """Return a new backup of the open store."""
    place = backup.place_of(store.folder)
    return backup.take(store.connection, store.folder, key(), NOW, place=place)


def section(text: str, section_id: str = "health") -> SectionRecord:
    """Return a section with one line of notes."""
    return SectionRecord(id=section_id, notes=(Line(id="line1", text=text),))


def part(text: str, section_id: str = "health", review_id: str = "review1") -> SectionPart:
    """Return that section, to be saved."""
    return SectionPart(review_id=review_id, record=section(text, section_id))


def line(text: str, id_: str = "line1", on: date = date(2026, 11, 1)) -> IndexLine:
    """Return a line of the review to be searched for."""
    return IndexLine(child_id="child1", review_id="review1", id=id_, on=on, text=text)


def a_review(text: str = "She likes hedgehogs.") -> SaveBatch:
    """Return a batch with one child, one review and one section."""
    child = Child(id="child1", preferred_name="Posy", born=BORN)
    head = ReviewHead(number=1, type=ReviewType.FIRST)
    return SaveBatch(
        children=(child,),
        child_rows=(ChildRow(id="child1", preferred_name="Posy", born=BORN),),
        heads=(HeadPart(review_id="review1", child_id="child1", head=head),),
        review_rows=(ReviewRow(id="review1", child_id="child1", number=1, type=ReviewType.FIRST),),
        sections=(part(text),),
        lines=(line(text),),
    )


def kept_text(store: Store, section_id: str = "health") -> str:
    """Return the text of the section as the store holds it."""
    return store.load_review("review1").section(section_id).notes[0].text
