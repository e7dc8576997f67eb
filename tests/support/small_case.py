"""The smallest case file that still goes through every step of a review."""

from datetime import date, time
from pathlib import Path

import msgspec

from models.case_file import CaseFile
from models.child import Child, Person
from models.review import (
    Attendance,
    Meeting,
    NextReview,
    NotRelevant,
    Paper,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
)
from models.terms import Attended, PaperStatus, ReviewType, SectionStatus
from models.text import Line, Mark, Quote

WORDS = "I want to keep my drums – and my own key 🥁"
ARABIC = "بيتي هنا"
SECRET = "Her uncle was charged on 3 March."
WHAT = "Find a cupboard for the drum kit in Ivy's house"

_DRUMS = Quote(id="q1", text=WORDS, source="in the kitchen")
_ARABIC = Quote(id="q2", text=ARABIC, source="")


def small_case() -> CaseFile:
    """Return one child with one review, already held, as a case file holds it."""
    child = Child(
        id="c5ma110000000001",
        preferred_name="Safiya",
        born=date(2014, 2, 9),
        became_looked_after=date(2026, 6, 1),
        people=(
            Person(id="p1", name="Ivy Okafor", role="Foster carer"),
            Person(id="p2", name="Morgan Reed", role="Independent Reviewing Officer"),
        ),
    )
    return CaseFile(format="heard-case", version=1, child=child, reviews=(_review(child),))


def _review(child: Child) -> Review:
    on = date(2026, 6, 24)
    head = ReviewHead(
        number=1,
        type=ReviewType.FIRST,
        review_date=on,
        completed_on=on,
        meetings=(Meeting(id="m1", on=on, start=time(16), place="Ivy's kitchen"),),
        chair="Morgan Reed",
        attendance=(
            Attendance(
                person_id="p1", invited=True, attended=Attended.ATTENDED, views="Going well."
            ),
        ),
        papers=(Paper(id="a1", name="Care plan", status=PaperStatus.RECEIVED, on=on),),
        recommendations=(
            Recommendation(
                id="r1",
                what=WHAT,
                why="She has nowhere to play.",
                who="Ivy Okafor",
                by=date(2026, 7, 31),
                answers=("q1",),
            ),
        ),
        not_relevant=(NotRelevant(id="S7.1", reason="This is the first review."),),
        next_review=NextReview(planned=date(2026, 9, 16), at=time(16), place="Ivy's kitchen"),
    )
    return Review(id="c5ma110000000101", child_id=child.id, head=head, sections=_sections())


def _sections() -> tuple[SectionRecord, ...]:
    return (
        SectionRecord(
            id="voice",
            notes=(
                Line(id="n1", mark=Mark.WORDS, quote="q1"),
                Line(id="n2", mark=Mark.WORDS, quote="q2"),
                Line(id="n3", text=WHAT, mark=Mark.RECOMMENDATION),
            ),
            minutes=(
                Line(id="n4", text="Safiya spoke for herself."),
                Line(id="n5", mark=Mark.WORDS, quote="q1"),
            ),
            quotes=(_DRUMS, _ARABIC),
            status=SectionStatus.DONE,
        ),
        SectionRecord(
            id="home",
            notes=(
                Line(id="n6", text="naïve “tea” at 4"),
                Line(id="n7", text="stairs", mark=Mark.WORRY),
            ),
            minutes=(
                Line(id="n8", text="The stairs are steep; a gate comes on Monday."),
                Line(id="n9", text=SECRET, mark=Mark.CONFIDENTIAL),
            ),
            status=SectionStatus.DONE,
        ),
    )


def write_case(path: Path, case: CaseFile | None = None) -> Path:
    """Write a case file, as somebody else's Heard would hand it over."""
    path.write_bytes(msgspec.json.encode(case or small_case()))
    return path
