"""One fictional child and two of her reviews, rich enough to try every page and document.

Everything here is made up. The second review is under way on ``TODAY``; what the first one
recommended stands in the child's ledger. Every builder takes changes to make:
``sample_child(practice=True)``, ``sample_review(completed_on=TODAY)`` (fields of the head).
"""

from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from models.case_file import CaseFile
from models.child import (
    Child,
    Home,
    Identifiers,
    LegalStatus,
    MidwayCheck,
    PastReview,
    Person,
    PlanEntry,
    Promise,
    Reply,
    School,
    StatusEntry,
    View,
    Visit,
    Worker,
)
from models.clock import FixedClock
from models.edits import Opened
from models.review import (
    Adjournment,
    Attendance,
    DutyRecord,
    Meeting,
    NextReview,
    NotRelevant,
    Paper,
    Participation,
    PrivateConversation,
    PromptState,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
    Sending,
    Unanswered,
)
from models.terms import (
    Attended,
    ChildAgrees,
    CopyKind,
    CouncilReply,
    DutyState,
    MeetingMode,
    PaperStatus,
    PrivateTalk,
    PromiseStatus,
    Registered,
    ReviewType,
    SectionStatus,
    ViewMethod,
)
from models.text import Line, Mark, Quote, Span, SpanKind

CHILD_ID = "c0ffee0000000001"
REVIEW_ID = "c0ffee0000000102"
PREVIOUS_REVIEW_ID = "c0ffee0000000101"
TODAY = date(2026, 11, 24)
"""The UK date of the sample's present review."""

CONFIDENTIAL_WORDS = "Dad was arrested on 2 November"
"""Stands in a confidential line of the present review, and nowhere else."""

WITHHELD_WORDS = "her aunt Orla in Whitby"
"""Stands in a span withheld from ``MUM`` in the minutes of the present review."""

MUM, DAD, JO, MARK_, BEA, TEACHER, SOCIAL_WORKER, MANAGER, KEZ, CHAIR = (
    f"p{n:015d}" for n in range(1, 11)
)


def sample_clock(at: time = time(16, 5)) -> FixedClock:
    """Return a clock that stands at ``at`` (UTC) on ``TODAY``."""
    return FixedClock(datetime.combine(TODAY, at, tzinfo=UTC))


def _people() -> tuple[Person, ...]:
    return (
        Person(
            id=MUM,
            name="Danielle Marlowe",
            relationship="mum",
            role="mother with parental responsibility",
            phone="01632 960101",
            matters_because="Kez rings her every Sunday and tells her about the pond.",
            family_time="two Saturdays a month, at the library and then for chips",
            parental_responsibility="yes, shared with the council",
            usual_copy=CopyKind.PART,
        ),
        Person(
            id=DAD,
            name="Colin Marlowe",
            relationship="dad",
            role="father",
            family_time="letters twice a year",
            parental_responsibility="yes",
            usual_copy=CopyKind.NONE,
            note="Kez has asked not to see him for now.",
        ),
        Person(
            id=JO,
            name="Joanna Pell",
            relationship="foster mum",
            role="foster carer",
            lives_with_child=True,
            usual_copy=CopyKind.FULL,
        ),
        Person(
            id=MARK_,
            name="Mark Pell",
            relationship="foster dad",
            role="foster carer",
            lives_with_child=True,
            usual_copy=CopyKind.FULL,
        ),
        Person(
            id=BEA,
            name="Bea Marlowe",
            relationship="sister",
            born=date(2019, 4, 17),
            family_time="every weekend",
            same_iro=True,
            usual_copy=CopyKind.NONE,
        ),
        Person(
            id=TEACHER,
            name="Anwar Siddiqi",
            relationship="teacher",
            role="designated teacher",
            usual_copy=CopyKind.DECISIONS_ONLY,
        ),
        Person(
            id=SOCIAL_WORKER,
            name="Hannah Wójcik",
            relationship="Kez's social worker",
            role="social worker",
            phone="01632 960144",
            email="hannah.wojcik@example.org",
            usual_copy=CopyKind.FULL,
        ),
        Person(
            id=MANAGER,
            name="Peter Osei",
            relationship="Hannah's manager",
            role="team manager",
            usual_copy=CopyKind.FULL,
        ),
        Person(id=KEZ, name="Kez", relationship="child", usual_copy=CopyKind.LETTER),
        Person(
            id=CHAIR,
            name="Morag Bell",
            relationship="chair",
            role="Independent Reviewing Officer",
            phone="01632 960190",
            usual_copy=CopyKind.FULL,
        ),
    )


def _views() -> tuple[View, ...]:
    return (
        View(
            id="v000000000000001",
            on=date(2026, 11, 12),
            method=ViewMethod.LETTER_OR_FORM,
            alone=True,
            words=Quote(
                id="q000000000000101",
                text="I want to do the pond by my self with no one telling me were the newts go",
                source="Kez's form",
                said_on=date(2026, 11, 12),
            ),
            about="the garden",
            sections=("voice", "learning"),
            review_id=REVIEW_ID,
        ),
        View(
            id="v000000000000002",
            on=date(2026, 11, 18),
            method=ViewMethod.PRIVATE_TALK,
            with_whom="Morag Bell",
            alone=True,
            place="on the wall by the pond",
            words=Quote(
                id="q000000000000102",
                text="Mum's Saturdays are good when she isn't tired.",
                source="a private talk",
                said_on=date(2026, 11, 18),
            ),
            checked_back=True,
            sections=("family",),
            review_id=REVIEW_ID,
        ),
        View(
            id="v000000000000003",
            on=date(2026, 10, 3),
            method=ViewMethod.OBSERVATION,
            with_whom="Joanna Pell",
            place="at home, after a visit",
            description="Went straight to the pond and stayed there until it was dark.",
            may_mean="She needs quiet after Saturdays with Mum.",
            could_also_mean="She wanted to see the newts come out.",
        ),
    )


def _ledger() -> tuple[Promise, ...]:
    made = date(2026, 6, 2)
    return (
        Promise(
            id="m000000000000001",
            review_id=PREVIOUS_REVIEW_ID,
            review_number=4,
            made_on=made,
            number=1,
            what="Take Kez to choose a school bag for secondary school",
            why="She wants to start the way everybody else does.",
            who="Joanna Pell",
            role="foster mum",
            by=date(2026, 8, 28),
            child_agrees=ChildAgrees.YES,
            statuses=(
                StatusEntry(
                    on=date(2026, 8, 25), status=PromiseStatus.DONE, evidence="green, with a frog"
                ),
            ),
            reply=Reply(reply=CouncilReply.AGREED, on=date(2026, 6, 9), manager="Peter Osei"),
        ),
        Promise(
            id="m000000000000002",
            review_id=PREVIOUS_REVIEW_ID,
            review_number=4,
            made_on=made,
            number=2,
            what="Show Kez the photographs from before she came into care",
            why="She asked what her first house looked like.",
            who="Hannah Wójcik",
            role="social worker",
            by=date(2026, 9, 30),
            child_agrees=ChildAgrees.YES,
            statuses=(
                StatusEntry(
                    on=date(2026, 10, 1),
                    status=PromiseStatus.NOT_DONE,
                    why_not="the box was sent to the wrong office",
                    carry_forward=True,
                ),
            ),
            reply=Reply(reply=CouncilReply.NO_REPLY_DEEMED),
        ),
        Promise(
            id="m000000000000003",
            review_id=PREVIOUS_REVIEW_ID,
            review_number=4,
            made_on=made,
            number=3,
            what="Ask Mum which days she has the most energy",
            who="Hannah Wójcik",
            role="social worker",
            by=date(2026, 12, 18),
            child_agrees=ChildAgrees.DID_NOT_SAY,
        ),
    )


def sample_child(**changes: Any) -> Child:
    """Return Kez, eleven, in long-term foster care, with ``changes`` made."""
    child = Child(
        id=CHILD_ID,
        preferred_name="Kez",
        legal_name="Kezia Ann Marlowe",
        pronouns="she/her",
        born=date(2015, 3, 29),
        ids=Identifiers(la_id="BR-240117", nhs="999 004 1177", upn="X999240011701"),
        became_looked_after=date(2024, 1, 17),
        legal_statuses=(
            LegalStatus(
                id="l1", code="C1", start=date(2024, 1, 17), end=date(2024, 10, 30), note="interim"
            ),
            LegalStatus(id="l2", code="C2", start=date(2024, 10, 30)),
        ),
        category_of_need="N1",
        about_me="I look after the pond. I don't like loud dinners. Say Kez, not Kezia.",
        ethnicity_words="Half Cornish, half Dad's side",
        ethnicity_code="WBRI",
        religion_words="none, but she lights a candle for Gran",
        access="Needs the plan for the day on paper. Bright rooms are hard.",
        people=_people(),
        homes=(
            Home(
                id="h1",
                who="Sue Dunnock",
                kind="foster home",
                place_code="U6",
                provider="PR1",
                start=date(2024, 1, 17),
                end=date(2024, 5, 10),
                reason_left="CARPL",
                why="Found on the day; Sue could only have Kez until Easter.",
            ),
            Home(
                id="h2",
                who="Joanna and Mark Pell",
                kind="long-term foster home",
                place_code="U4",
                provider="PR1",
                start=date(2024, 5, 10),
                registered=Registered.NOT_REQUIRED,
                address="4 Tannery Row, Brackwell",
            ),
        ),
        schools=(
            School(
                id="s1",
                name="Brackwell Primary",
                start=date(2021, 9, 6),
                end=date(2026, 7, 22),
                year="6",
                why_changed="finished Year 6",
                counts_as_change=False,
            ),
            School(id="s2", name="Tannery Lane Academy", start=date(2026, 9, 3), year="7"),
        ),
        workers=(
            Worker(
                id="w1",
                name="Graham Ide",
                start=date(2024, 1, 17),
                end=date(2026, 2, 2),
                why_changed="moved to another team",
            ),
            Worker(id="w2", name="Hannah Wójcik", start=date(2026, 2, 2)),
        ),
        visits=(
            Visit(id="x1", on=date(2026, 9, 14), alone=True),
            Visit(id="x2", on=date(2026, 10, 26), alone=False, note="Bea was there"),
        ),
        plans=(
            PlanEntry(
                id="n1",
                from_date=date(2024, 6, 4),
                plan="long_term_foster",
                plan_b="kinship_no_order",
                matched_on=date(2025, 1, 20),
                responsible="Hannah Wójcik",
                child_view="I am stopping here.",
                review_number=2,
            ),
        ),
        views=_views(),
        ledger=_ledger(),
        past_reviews=(
            PastReview(
                id="r3",
                number=3,
                on=date(2025, 12, 9),
                completed_on=date(2025, 12, 9),
                limit=date(2025, 12, 12),
                participation="PN1",
                permanence="long_term_foster",
            ),
        ),
        midway_checks=(
            MidwayCheck(
                id="k1", on=date(2026, 9, 1), how="telephone", text="Pond thriving. Photos chased."
            ),
        ),
    )
    return msgspec.structs.replace(child, **changes)


def _line(number: int, text: str, mark: Mark = Mark.NOTE) -> Line:
    return Line(id=f"a{number:015d}", text=text, mark=mark)


def _words(number: int, quote: str) -> Line:
    return Line(id=f"a{number:015d}", mark=Mark.WORDS, quote=quote)


def _withheld(number: int) -> Line:
    before = "If anything happened to Jo and Mark, "
    span = Span(
        start=len(before),
        length=len(WITHHELD_WORDS),
        kind=SpanKind.WITHHELD,
        withheld_from=(MUM,),
        why="not yet talked through with Mum",
    )
    text = f"{before}{WITHHELD_WORDS} would be asked first."
    return Line(id=f"a{number:015d}", text=text, spans=(span,))


def _sections() -> tuple[SectionRecord, ...]:
    return (
        SectionRecord(
            id="welcome",
            notes=(
                _line(1, "Kez chose the conservatory, plan of the day on paper."),
                _line(2, "Mum coming by phone, running late"),
            ),
            minutes=(
                _line(101, "Kez chose the conservatory and opened the meeting with the newts."),
            ),
            prompts=(PromptState(id="welcome.names", asked=True),),
            status=SectionStatus.DONE,
        ),
        SectionRecord(
            id="voice",
            notes=(
                _line(3, "talked on the wall by the pond, 25 mins, just us"),
                _words(4, "q000000000000001"),
                _words(5, "q000000000000102"),
            ),
            minutes=(
                _line(103, "Kez wrote her form by herself and we talked by the pond."),
                _words(104, "q000000000000001"),
            ),
            quotes=(
                Quote(
                    id="q000000000000001",
                    text="i dont want to move agen. not ever. tell them",
                    source="spoke in the meeting",
                    said_on=TODAY,
                ),
            ),
            status=SectionStatus.WRITING,
        ),
        SectionRecord(
            id="home",
            notes=(
                _line(6, "2 yrs 6 mths here. own room, painted green"),
                _line(7, "Jo worries about the stairs and the loft room", Mark.WORRY),
                _line(8, "Put a gate on the pond before Bea stays over", Mark.RECOMMENDATION),
            ),
            minutes=(_line(106, "Kez has lived with Jo and Mark for two and a half years."),),
        ),
        SectionRecord(
            id="family",
            notes=(
                _line(9, "Mum 5 of 6 Saturdays. Bea every weekend."),
                _line(10, f"{CONFIDENTIAL_WORDS}, Kez does not know yet", Mark.CONFIDENTIAL),
                _line(11, "ask Hannah who tells Kez about Dad", Mark.FOLLOW_UP),
            ),
            minutes=(_line(109, "Kez saw Mum on five of six Saturdays."),),
        ),
        SectionRecord(
            id="learning",
            notes=(
                _line(12, "Yr 7, science is brilliant, form tutor kind, corridor too loud"),
                _line(13, "Quiet pass for the corridor at lesson change", Mark.RECOMMENDATION),
            ),
        ),
        SectionRecord(
            id="permanence",
            notes=(_line(14, "staying. matched Jan 2025. plan B needs a talk with Mum first"),),
            minutes=(
                _line(114, "The plan is that Kez grows up with Jo and Mark."),
                _withheld(115),
            ),
        ),
    )


def _attendance() -> tuple[Attendance, ...]:
    return (
        Attendance(
            person_id=KEZ,
            consulted="form 12 November, talk 18 November",
            invited=True,
            attended=Attended.ATTENDED,
            chaired="opened the meeting",
            copy=CopyKind.LETTER,
        ),
        Attendance(
            person_id=MUM,
            consulted="rang 16 November",
            invited=True,
            attended=Attended.PHONE,
            views="I am proud of her and I want her to know that.",
            copy=CopyKind.PART,
            copy_reason="plan B has not been talked through with her yet",
        ),
        Attendance(
            person_id=DAD,
            consulted="letter sent 2 November",
            attended=Attended.NOT_INVITED,
            why_absent="Kez asked that he was not there",
            copy=CopyKind.NONE,
        ),
        Attendance(
            person_id=JO,
            consulted="report 17 November",
            invited=True,
            attended=Attended.ATTENDED,
            copy=CopyKind.FULL,
        ),
        Attendance(
            person_id=TEACHER,
            consulted="report 19 November",
            invited=True,
            attended=Attended.SENT_VIEWS,
            why_absent="teaching",
            views="A thoughtful scientist who needs a quieter corridor.",
            copy=CopyKind.DECISIONS_ONLY,
        ),
        Attendance(
            person_id=SOCIAL_WORKER,
            consulted="talked 3 November",
            invited=True,
            attended=Attended.ATTENDED,
            copy=CopyKind.FULL,
        ),
        Attendance(person_id=CHAIR, invited=True, attended=Attended.ATTENDED, copy=CopyKind.FULL),
    )


def _recommendations() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            id="e000000000000001",
            what="Put a gate on the pond before Bea stays over",
            why="So that Bea can visit and Kez can keep the pond.",
            who="Mark Pell",
            role="foster dad",
            person_id=MARK_,
            by=date(2026, 12, 12),
            section="home",
            child_agrees=ChildAgrees.YES,
            answers=("q000000000000101",),
            line_id="a000000000000008",
            follows_line=True,
        ),
        Recommendation(
            id="e000000000000002",
            what="Quiet pass for the corridor at lesson change",
            who="Anwar Siddiqi",
            role="designated teacher",
            person_id=TEACHER,
            by=date(2026, 12, 4),
            section="learning",
            child_agrees=ChildAgrees.PARTLY,
            line_id="a000000000000013",
            follows_line=True,
        ),
        Recommendation(
            id="e000000000000003",
            what="Show Kez the photographs from before she came into care",
            why="Promised in June and not done.",
            who="Hannah Wójcik",
            role="social worker",
            person_id=SOCIAL_WORKER,
            by=date(2027, 1, 8),
            section="identity",
            child_agrees=ChildAgrees.YES,
            child_words="q000000000000001",
            carried_from="m000000000000002",
        ),
    )


def _papers() -> tuple[Paper, ...]:
    return (
        Paper(
            id="paper.care_plan",
            name="Care plan",
            status=PaperStatus.RECEIVED,
            on=date(2026, 11, 19),
        ),
        Paper(
            id="paper.education_plan",
            name="Personal education plan",
            status=PaperStatus.RECEIVED,
            on=date(2026, 11, 10),
            note="autumn plan of 6 November 2026",
        ),
        Paper(
            id="paper.health",
            name="Health assessment",
            status=PaperStatus.MISSING,
            note="asked for on 17 November",
        ),
    )


def _duties() -> tuple[DutyRecord, ...]:
    return (
        DutyRecord(
            id="iro_details_given",
            state=DutyState.DONE,
            on=date(2026, 11, 18),
            how="a card in her newt book",
        ),
        DutyRecord(
            id="child_consulted",
            state=DutyState.DONE,
            on=date(2026, 11, 12),
            how="her form and a telephone call",
        ),
        DutyRecord(id="private_conversation", state=DutyState.DONE, on=date(2026, 11, 18)),
        DutyRecord(id="talked_with_social_worker", state=DutyState.DONE, on=date(2026, 11, 3)),
        DutyRecord(id="advocate_explained"),
    )


def sample_review(**changes: Any) -> Review:
    """Return Kez's fifth review, its meeting under way on ``TODAY``, with head ``changes`` made."""
    head = ReviewHead(
        number=5,
        type=ReviewType.SUBSEQUENT,
        review_date=TODAY,
        limit=date(2026, 12, 2),
        meetings=(
            Meeting(
                id="g1",
                on=TODAY,
                start=time(16, 0),
                place="the conservatory at Jo and Mark's",
                mode=MeetingMode.MIXED,
                started_at=datetime(2026, 11, 24, 16, 2, tzinfo=UTC),
            ),
        ),
        place_chosen_by="Kez: near the pond",
        chair="Morag Bell, with Kez opening",
        started_with="the newts",
        agenda_order=("welcome", "learning", "voice"),
        order_chosen_by="Kez",
        confidentiality_explained=True,
        support="The plan of the day on paper",
        attendance=_attendance(),
        papers=_papers(),
        duties=_duties(),
        private_conversation=PrivateConversation(
            value=PrivateTalk.YES_ALONE,
            on=date(2026, 11, 18),
            place="on the wall by the pond",
            minutes=25,
            text="Kez said that everything may be told.",
        ),
        participation=Participation(code="PN1", suggested="PN1"),
        recommendations=_recommendations(),
        unanswered=(
            Unanswered(
                id="u1",
                worry="Kez wants to drop French.",
                who="Kez",
                reason="Everybody takes it until Year 9; Anwar explained this to her.",
                view_id="v000000000000001",
            ),
        ),
        adjournment=Adjournment(considered=True, note="one paper missing, not needed today"),
        not_relevant=(
            NotRelevant(id="S7.14", reason="British, and no sign of trafficking"),
            NotRelevant(id="status", reason="British, and no sign of trafficking"),
        ),
        next_review=NextReview(
            planned=date(2027, 5, 18), at=time(16, 0), place="by the pond", midway=date(2027, 2, 23)
        ),
        sending=Sending(),
        agenda_version="2026-11",
        law_version="2026-11",
    )
    head = msgspec.structs.replace(head, **changes)
    return Review(id=REVIEW_ID, child_id=CHILD_ID, head=head, sections=_sections())


def sample_previous_review(**changes: Any) -> Review:
    """Return Kez's fourth review, finished in June, with head ``changes`` made."""
    made = date(2026, 6, 2)
    head = ReviewHead(
        number=4,
        type=ReviewType.SUBSEQUENT,
        review_date=made,
        completed_on=made,
        limit=date(2026, 6, 9),
        meetings=(Meeting(id="g0", on=made, start=time(16, 0), place="the kitchen"),),
        chair="Morag Bell",
        recommendations=tuple(
            Recommendation(
                id=promise.id,
                what=promise.what,
                why=promise.why,
                who=promise.who,
                role=promise.role,
                by=promise.by,
                child_agrees=promise.child_agrees,
            )
            for promise in _ledger()
        ),
        sending=Sending(
            decisions_sent=date(2026, 6, 8),
            council_replied=date(2026, 6, 9),
            record_done=date(2026, 6, 20),
            distributed=date(2026, 6, 26),
        ),
    )
    head = msgspec.structs.replace(head, **changes)
    section = SectionRecord(
        id="voice",
        notes=(_line(1, "said very little, drew the pond"),),
        minutes=(_line(101, "Kez drew the pond and told us the names of the newts."),),
        status=SectionStatus.DONE,
    )
    return Review(id=PREVIOUS_REVIEW_ID, child_id=CHILD_ID, head=head, sections=(section,))


def sample_opened() -> Opened:
    """Return Kez with her present review, as a session holds them."""
    return Opened(child=sample_child(), review=sample_review())


def sample_case() -> CaseFile:
    """Return Kez with both reviews, as a case file holds them."""
    return CaseFile(
        format="heard-case",
        version=1,
        child=sample_child(),
        reviews=(sample_previous_review(), sample_review()),
    )
