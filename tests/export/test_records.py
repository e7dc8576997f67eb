"""The two records: everything that was heard and decided is in them, the child's part first."""

import re
from datetime import date, timedelta

import msgspec
import pytest

from export.accessibility import check
from export.context import Issue
from export.phrases import capital
from export.recommendation_table import HEADERS
from models.calendar import long_date
from models.child import Home, Promise, Reply
from models.disclosure import Recipient, RecipientKind
from models.review import (
    DIFFERENCES,
    IRO_VIEW,
    Adjournment,
    DutyRecord,
    Meeting,
    NotRelevant,
    Recommendation,
    Review,
    SectionRecord,
    Sending,
    SignedVersion,
    with_section,
)
from models.terms import ChildAgrees, CouncilReply, DutyState, ReviewType, ViewMethod
from models.text import Line, Mark, Quote
from tests.support.documents import RULES, exported, outline, parts, tables, texts, whole
from tests.support.sample import (
    CONFIDENTIAL_WORDS,
    DAD,
    MUM,
    TODAY,
    WITHHELD_WORDS,
    sample_child,
    sample_clock,
    sample_review,
)

DOCUMENTS = ["minutes", "recommendations"]
REVIEW = sample_review(completed_on=TODAY)


WHAT = """Put a gate on the pond before Bea stays over
So that Bea can visit and Kez can keep the pond.
For section 4."""


def headings(content: bytes) -> list[tuple[str, str]]:
    return [(style, text) for style, text in outline(content) if style.startswith("Heading")]


def test_that_the_minutes_hold_their_parts_in_order() -> None:
    sections = [(f"{s.number}. {s.heading}") for s in RULES.agenda.sections]
    assert [text for style, text in headings(exported("minutes")) if style == "Heading2"] == [
        "Kez’s own words",
        "About Kez and this review",
        *sections[:13],
        "My view as reviewing officer",
        sections[13],
        "What we did not all agree on",
        "What happens next",
        "What I did as reviewing officer",
        "Dates and signing",
    ]


def test_that_the_recommendations_stand_alone_with_the_childs_words_first() -> None:
    content = exported("recommendations")
    assert headings(content) == [
        ("Heading1", "Recommendations from Kez’s review"),
        ("Heading2", "What Kez told us"),
        ("Heading2", "What we recommend (decisions)"),
        ("Heading2", "What we did not all agree on"),
        ("Heading2", "What we heard and could not do"),
        ("Heading2", "What happens next"),
        ("Heading2", "About this review"),
        ("Heading2", "Dates and signing"),
    ]
    text = whole(content)
    for needed in ("Kezia Ann Marlowe", "29 March 2015", "BR-240117", "Brackwell Council"):
        assert needed in text


def test_that_every_section_quotation_person_and_date_is_in_the_minutes() -> None:
    child, text = sample_child(), whole(exported("minutes"))
    for record in REVIEW.sections:
        for line in record.minutes:
            assert line.text in text
    quotes = [q for record in REVIEW.sections for q in record.quotes]
    quotes += [v.words for v in child.views if v.words is not None]
    for quote in quotes:
        assert f"“{quote.text}”" in text
    for person in child.people:
        assert person.name in text
        assert capital(person.family_time) in text
    stays = (*child.homes, *child.schools, *child.workers, *child.legal_statuses)
    days = [day for stay in stays for day in (stay.start, stay.end) if day]
    days += [v.on for v in child.visits] + [c.on for c in child.midway_checks]
    days += [p.by for p in child.ledger if p.by] + [p.on for p in child.past_reviews]
    days += [r.by for r in REVIEW.head.recommendations if r.by]
    days += [p.on for p in REVIEW.head.papers if p.on] + [m.on for m in REVIEW.head.meetings]
    for day in days:
        assert long_date(day) in text


def test_that_what_is_seen_of_a_child_stands_with_what_else_it_could_mean() -> None:
    text = whole(exported("minutes"))
    assert "What we saw: Went straight to the pond" in text
    assert "It may mean: She needs quiet" in text
    assert "It could also mean: She wanted to see the newts come out." in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_recommendations_stand_in_a_table_of_fixed_columns(document: str) -> None:
    found = [t for t in tables(exported(document)) if t[0] == list(HEADERS)]
    assert len(found) == 1
    rows = found[0][1:]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][1:5] == [
        WHAT,
        "Mark Pell\nfoster dad",
        "12 December 2026",
        "Yes",
    ]
    assert "Carried forward: number 2 of review 4." in rows[2][1]
    assert {row[5] for row in rows} == {"Reply due by Fri 11 December"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_a_child_who_disagrees_is_seen_in_the_row_and_in_the_text(document: str) -> None:
    made = msgspec.structs.replace(
        REVIEW.head.recommendations[0],
        child_agrees=ChildAgrees.NO,
        child_words="q000000000000001",
    )
    text = exported(document, review=sample_review(recommendations=(made,)))
    row = next(t for t in tables(text) if t[0] == list(HEADERS))[1]
    assert row[4] == "No"
    assert "“i dont want to move agen. not ever. tell them”" in row[1]
    after = whole(text)[whole(text).index("What we did not all agree on") :]
    assert "Kez does not agree with number 1" in after
    assert "“i dont want to move agen. not ever. tell them”" in after


def test_that_the_councils_reply_stands_where_it_came() -> None:
    replied = Promise(
        id="new",
        review_id=REVIEW.id,
        review_number=5,
        made_on=TODAY,
        number=1,
        what="x",
        reply=Reply(reply=CouncilReply.AGREED, on=date(2026, 12, 3), manager="Peter Osei"),
    )
    child = sample_child(ledger=(*sample_child().ledger, replied))
    rows = next(t for t in tables(exported("minutes", child)) if t[0] == list(HEADERS))
    assert rows[1][5] == "Agreed · Peter Osei · 3 December 2026"
    assert rows[2][5].startswith("Reply due by")


def test_that_the_councils_days_run_from_the_day_the_recommendations_went() -> None:
    sent = sample_review(completed_on=TODAY, sending=Sending(decisions_sent=date(2026, 11, 26)))
    assert "Reply due by Thu 3 December" in whole(exported("recommendations", review=sent))


def test_that_last_times_recommendations_stand_with_status_evidence_and_days_late() -> None:
    rows = next(t for t in tables(exported("minutes")) if t[0][-1] == "How it stands")[1:]
    assert rows[0][4] == "Done\nGreen, with a frog."
    assert rows[1][4] == (
        "Not done · 55 days late\nThe box was sent to the wrong office.\n"
        "Carried forward as recommendation 3."
    )
    assert rows[2][4] == "Not started"


def test_that_a_section_that_is_not_shown_says_why() -> None:
    lines = texts(exported("minutes"))
    at = lines.index("10. Asylum, immigration and safety from trafficking")
    assert lines[at + 1] == "Not relevant because British, and no sign of trafficking."
    assert lines.count(lines[at + 1]) == 1
    at = lines.index("12. Growing up and moving on")
    assert lines[at + 1].startswith("Not discussed yet because Kez is under fifteen and a half")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_nothing_confidential_is_in_any_part_of_the_file(document: str) -> None:
    secret_line = Line(id="m9", text=CONFIDENTIAL_WORDS, mark=Mark.CONFIDENTIAL)
    family = msgspec.structs.replace(REVIEW.section("family"), minutes=(secret_line,))
    content = exported(document, review=with_section(REVIEW, family))
    everything = b"\n".join(parts(content).values()).decode()
    for secret in (CONFIDENTIAL_WORDS, "01632 960101", "4 Tannery Row", "999 004 1177", "N1<"):
        assert secret not in everything
    assert "Some parts are not in this copy." in texts(content)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_what_is_withheld_from_one_person_is_gone_from_their_copy_only(document: str) -> None:
    mums = exported(document, recipient=Recipient(kind=RecipientKind.PERSON, person_id=MUM))
    assert WITHHELD_WORDS not in b"\n".join(parts(mums).values()).decode()
    assert texts(mums).count("Some parts are not in this copy.") == 1
    dads = exported(document, recipient=Recipient(kind=RecipientKind.PERSON, person_id=DAD))
    assert (WITHHELD_WORDS in whole(dads)) is (document == "minutes")
    numbers = [
        [row[0] for t in tables(c) if t[0] == list(HEADERS) for row in t] for c in (mums, dads)
    ]
    assert numbers[0] == numbers[1]


def numbers(content: bytes) -> list[str]:
    rows = next(t for t in tables(content) if t[0] == list(HEADERS))
    return [row[0] for row in rows[1:]]


def test_that_a_whole_copy_does_not_say_that_parts_are_missing() -> None:
    sections = tuple(
        msgspec.structs.replace(s, notes=(), minutes=tuple(_bare(line) for line in s.minutes))
        for s in REVIEW.sections
    )
    content = exported("minutes", review=msgspec.structs.replace(REVIEW, sections=sections))
    assert "Some parts are not in this copy." not in texts(content)


def _bare(line: Line) -> Line:
    return msgspec.structs.replace(line, spans=())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_no_code_is_printed(document: str) -> None:
    text = whole(exported(document))
    assert not re.search(r"\b(?:PN\d|C1|C2|U4|U6|PR1|N1|CARPL|long_term_foster|S7\.\d+)\b", text)
    assert "Full care order" in text


def test_that_a_draft_says_so_and_a_signed_version_names_who_signed() -> None:
    draft = texts(exported("minutes", issue=Issue(version=2, signed=False, on=TODAY)))
    assert draft[2] == "Draft. This is a draft of 24 November 2026. It may still change."
    assert "Version\t2 · draft of 24 November 2026, not signed off" in draft
    signed = texts(exported("minutes"))
    assert not any("draft" in line.casefold() for line in signed)
    assert "Version\t1 · signed off by Morag Bell on 4 December 2026" in signed


def test_that_a_later_version_names_the_earlier_ones_with_the_reason() -> None:
    first = SignedVersion(
        number=1, signed_at=sample_clock().instant, by="Morag Bell", reason="first issue"
    )
    review = sample_review(completed_on=TODAY, versions=(first,))
    second = Issue(version=2, signed=True, on=date(2026, 12, 9))
    lines = texts(exported("minutes", review=review, issue=second))
    assert "Earlier versions\t1 · 24 November 2026 · Morag Bell · first issue" in lines
    assert not any(line.startswith("Earlier versions") for line in texts(exported("minutes")))


def test_that_the_practice_case_is_marked_as_fiction() -> None:
    for document in DOCUMENTS:
        assert "Practice only." in whole(exported(document, sample_child(practice=True)))
        assert "Practice only." not in whole(exported(document))


def test_that_a_quotation_marked_in_the_notes_is_heard_although_no_minute_holds_it() -> None:
    quote = Quote(id="q9", text="nobody brought this over", source="at the door")
    record = SectionRecord(
        id="safety", notes=(Line(id="n9", mark=Mark.WORDS, quote="q9"),), quotes=(quote,)
    )
    text = whole(exported("minutes", review=with_section(REVIEW, record)))
    assert "At the door\n“nobody brought this over”" in text


def test_that_words_heard_twice_stand_once_in_the_childs_own_part() -> None:
    lines = texts(exported("minutes"))
    own = lines[: lines.index("About Kez and this review")]
    quotes = [line for line in own if line.startswith("“")]
    assert len(quotes) == len(set(quotes)) == 3


def test_that_what_a_child_says_again_on_another_day_is_said_again() -> None:
    asked = tuple(
        msgspec.structs.replace(
            sample_child().views[0],
            id=f"v{n}",
            on=TODAY - timedelta(days=day),
            words=Quote(id=f"q{n}", text="I want to go home"),
        )
        for n, day in enumerate((9, 4, 4))
    )
    own = texts(exported("minutes", sample_child(views=asked)))
    assert own.count("“I want to go home”") == 2


def test_that_the_officers_view_and_what_was_not_agreed_have_their_place() -> None:
    review = with_section(REVIEW, written(IRO_VIEW, "The plan is right."))
    review = with_section(review, written(DIFFERENCES, "Mum and Jo differ about bedtime."))
    decided = texts(exported("recommendations", review=review))
    at = decided.index("What we did not all agree on")
    assert decided[at + 1] == "Mum and Jo differ about bedtime."
    assert "The plan is right." not in decided
    lines = texts(exported("minutes", review=review))
    assert lines[lines.index("My view as reviewing officer") + 1] == "The plan is right."
    at = lines.index("What we did not all agree on")
    assert lines[at + 1] == "Mum and Jo differ about bedtime."


def written(section: str, text: str) -> SectionRecord:
    return SectionRecord(id=section, minutes=(Line(id=f"{section}1", text=text),))


def test_that_minutes_of_a_section_that_no_agenda_knows_are_never_left_out() -> None:
    review = with_section(REVIEW, written("council_pets", "The hamster came too."))
    lines = texts(exported("minutes", review=review))
    assert lines[lines.index("15. Council pets") + 1] == "The hamster came too."


def test_that_duties_nobody_touched_are_not_listed_as_done_or_open() -> None:
    duties = (
        DutyRecord(id="schedule7", state=DutyState.DONE, on=TODAY),
        DutyRecord(id="good_practice"),
    )
    text = whole(exported("minutes", review=sample_review(duties=duties)))
    assert "Considered every matter of Schedule 7" in text
    assert "Told somebody that they did well" not in text


def test_that_duties_stand_in_the_order_in_which_they_fall_due() -> None:
    done = ("record_done", "private_conversation", "decisions_sent")
    duties = tuple(DutyRecord(id=id_, state=DutyState.DONE, on=TODAY) for id_ in done)
    text = whole(exported("minutes", review=sample_review(duties=duties)))
    words = ("Spoke with the child in private", "Sent the recommendations", "Finished the full")
    assert sorted(words, key=text.index) == list(words)


def test_that_a_reason_that_the_minutes_give_is_not_given_again() -> None:
    reason = NotRelevant(id="S7.14", reason="Kez was born here.")
    title = next(s for s in RULES.agenda.sections if "S7.14" in s.s7)

    def said(minutes: str) -> list[str]:
        review = sample_review(not_relevant=(reason,))
        return texts(exported("minutes", review=with_section(review, written(title.id, minutes))))

    assert not [t for t in said("Not relevant because Kez was born here.") if ": not rel" in t]
    assert [t for t in said("Kez likes it here.") if t.endswith("because Kez was born here.")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_an_empty_review_still_makes_an_honest_document(document: str) -> None:
    head = msgspec.structs.replace(
        sample_review().head,
        **dict.fromkeys(("meetings", "attendance", "papers", "duties", "recommendations"), ()),
        unanswered=(),
        not_relevant=(),
    )
    bare = Review(id="r", child_id="c", head=head)
    child = msgspec.structs.replace(
        sample_child(),
        **dict.fromkeys(("people", "homes", "schools", "workers", "visits", "plans"), ()),
        **dict.fromkeys(("views", "ledger", "past_reviews", "legal_statuses"), ()),
    )
    content = exported(document, child, bare)
    assert check(content) == ()
    assert "This review made no recommendations." in texts(content)
    if document == "minutes":
        assert "No words of Kez’s own are in this record." in texts(content)
        assert "Nothing was written in this section." in texts(content)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    ("born", "unborn"),
    [(date(2026, 9, 1), False), (date(2009, 3, 1), False), (date(2026, 12, 24), True)],
)
def test_that_a_baby_a_young_adult_and_one_not_born_yet_have_their_record(
    document: str, born: date, unborn: bool
) -> None:
    child = sample_child(born=born, unborn=unborn, views=sample_child().views[2:])
    review = sample_review(completed_on=TODAY, type=ReviewType.FIRST)
    content = exported(document, child, review)
    assert check(content) == ()
    assert ("expected" in whole(content)) is unborn


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_names_of_any_length_and_script_are_carried(document: str) -> None:
    home = Home(id="h", who=" ".join(f"Word{n}" for n in range(80)), start=TODAY)
    child = sample_child(
        preferred_name="أمل", legal_name="أمل Zażółć-Gęślą Włodzimierzówna", homes=(home,)
    )
    made = Recommendation(id="e", what="x", who="Featherstonehaugh-Cholmondeley " * 3, by=TODAY)
    content = exported(document, child, sample_review(recommendations=(made,)))
    assert check(content) == ()
    for name in (home.who, child.legal_name, made.who):
        assert name in whole(content)
    assert headings(content)[0][1].count("أمل") == 1


def test_that_500_recommendations_are_numbered_through() -> None:
    made = tuple(
        Recommendation(id=f"e{n}", what=f"Do thing {n}", who="Jo", by=TODAY) for n in range(1, 501)
    )
    content = exported("recommendations", review=sample_review(recommendations=made))
    rows = next(t for t in tables(content) if t[0] == list(HEADERS))[1:]
    assert [int(row[0]) for row in rows] == list(range(1, 501))
    assert check(content) == ()


def test_that_a_series_of_meetings_is_told_whole() -> None:
    meetings = tuple(
        Meeting(id=f"g{n}", on=date(2026, 11, 20 + n), place=f"place {n}") for n in range(3)
    )
    text = whole(exported("minutes", review=sample_review(meetings=meetings)))
    for n in range(3):
        assert f"{20 + n} November 2026 · place {n} · in person" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_that_a_meeting_planned_for_after_the_review_was_complete_was_not_held(
    document: str,
) -> None:
    meetings = (Meeting(id="g1", on=TODAY), Meeting(id="g2", on=TODAY + timedelta(days=13)))
    text = whole(exported(document, review=sample_review(meetings=meetings, completed_on=TODAY)))
    assert f"{long_date(meetings[0].on)} · in person" in text
    assert long_date(meetings[1].on) not in text


def test_that_why_a_review_was_adjourned_is_said_in_words() -> None:
    reasons = RULES.engine.law.adjournment_reasons
    adjourned = Adjournment(
        considered=True, until=TODAY, reasons=tuple(reason.id for reason in reasons)
    )
    text = whole(exported("minutes", review=sample_review(adjournment=adjourned)))
    assert all(reason.words in text for reason in reasons)
    assert "papers_late" not in text


@pytest.mark.parametrize(
    ("names", "lead"), [(("Pri", ""), "2 recommendations. "), (("Pri", "Jo"), "for Pri and Jo. ")]
)
def test_that_nobody_is_said_to_do_what_has_no_name_yet(names: tuple[str, str], lead: str) -> None:
    wanted = tuple(Recommendation(id=f"r{n}", what="Act", who=who) for n, who in enumerate(names))
    text = whole(exported("recommendations", review=sample_review(recommendations=wanted)))
    assert lead in text


def test_that_each_occasion_is_said_once_above_what_was_shared_there() -> None:
    views = tuple(
        msgspec.structs.replace(
            sample_child().views[0],
            id=f"v{n}",
            method=ViewMethod.LETTER_OR_FORM,
            words=Quote(id=f"q{n}", text=f"words {n}"),
        )
        for n in range(3)
    )
    lines = texts(exported("minutes", sample_child(views=views)))
    assert lines.count("A letter or form · 12 November 2026 · alone") == 1


def test_that_the_same_version_exported_later_has_the_same_bytes() -> None:
    for document in DOCUMENTS:
        assert exported(document) == exported(document)
