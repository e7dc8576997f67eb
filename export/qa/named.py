"""Who is named in a record that was read, and what may be said of how to reach the officer."""

import re
from collections.abc import Iterator
from itertools import islice

from export.reader.document import ReadTable
from export.reader.record import ReadRecord
from models.checks.subject import KnownName, NameKind

_NAMES = r"\b[A-Z][\w'’-]{1,30}(?:(?: and | )[A-Z][\w'’-]{1,30}){0,3}"
_MOST = 200
"""People whom minutes introduce; more than any review had."""
_INTRODUCED = re.compile(
    r"\b(?i:brother|sister|sibling|twin|friend|cousin|carer|parent|mother|father|mum|mam|dad|uncle"
    r"|auntie|aunt|nana?|gran|grand\w+|worker|teacher|tutor|manager|officer|advocate|guardian|nurse"
    r"|doctor|mr|mrs|ms|miss|dr|sw|iro|named|called)s?[.,:]? "
    rf"({_NAMES})|({_NAMES}) ?\("
)
_REACHES_ME = re.compile(
    r"(?i)\b(?:ring|call|text|phone|e-?mail|reach|contact|write to) me\b"
    r"|\bmy (?:number|phone|mobile|e-?mail)\b"
)
_CONTACT = re.compile(r"\+?\d[\d ()-]{8,15}\d|\b[\w.+-]{1,64}@[\w.-]{1,80}\w")


def names_in(record: ReadRecord) -> Iterator[KnownName]:
    """Yield the names of the child and of those around them, with who they are."""
    for name in (record.child, record.legal_name):
        if name:
            yield KnownName(name=name, kind=NameKind.CHILD)
    for person in record.people:
        role = ", ".join(line for line in person.lines if not line.startswith("Parental"))
        yield KnownName(name=person.name, kind=NameKind.PERSON, role=role)
    for label, role in (
        ("Social worker", "social worker"),
        ("Reviewing officer", "reviewing officer"),
        ("Chaired by", ""),
        ("School or work", "school"),
        ("Lives with", "home"),
        ("Brothers and sisters", "sibling"),
    ):
        fact = record.fact(label)
        for line in fact.text.split("\n") if fact else ():
            name = line.partition(" · ")[0].partition(",")[0].strip()
            if name:
                yield KnownName(name=name, kind=NameKind.PERSON, role=role)
    yield from _stays(record)
    if not record.is_ours:
        yield from islice(_introduced(record), _MOST)


def _introduced(record: ReadRecord) -> Iterator[KnownName]:
    """Yield whom another council's minutes introduce: "his brother Tyler", "Ann Price (carer)"."""
    for text in record.texts:
        for found in _INTRODUCED.finditer(text):
            for name in (found[1] or found[2]).replace(" and ", ", ").split(", "):
                yield KnownName(name=name, kind=NameKind.PERSON)


def _stays(record: ReadRecord) -> Iterator[KnownName]:
    """Yield who or what stands in the table of homes, schools and workers."""
    section = record.section("home")
    for table in section.blocks if section else ():
        if isinstance(table, ReadTable) and table.header[:2] == ("What", "Who or where"):
            for row in table.rows[1:]:
                what = row[0][0].text.casefold() if row[0] else ""
                role = {"home": "home", "school or work": "school"}.get(what, what)
                if len(row) > 1 and row[1]:
                    name = row[1][0].text.partition(" · ")[0]
                    yield KnownName(name=name, kind=NameKind.PERSON, role=role)


def contacts_in(record: ReadRecord) -> Iterator[str]:
    """Yield the numbers and addresses by which the officer can be reached."""
    for label in ("Reviewing officer", "You can reach me", "Your reviewing officer"):
        fact = record.fact(label)
        yield from (fact.text.split(" · ") if fact else ())
    if not record.is_ours:
        told = (text for text in record.texts if _REACHES_ME.search(text))
        yield from (found[0] for text in told for found in _CONTACT.finditer(text))
    reach = record.section("letter_reach")
    author = record.document.about.author
    for paragraph in reach.paragraphs() if reach is not None and author else ():
        if paragraph.text.startswith(f"{author}: "):
            yield paragraph.text.removeprefix(f"{author}: ")
