"""On the practice case the checks find the planted faults and nothing else."""

from datetime import date
from functools import cache
from time import perf_counter

import msgspec
import pytest

import resources
from models.agenda import load_agenda, worded
from models.apply import apply
from models.before_it_goes import Draft, Target, before_it_goes
from models.calendar import WorkingCalendar
from models.case_file import CaseFile, read_case_file
from models.checks import CHECKS, Looker, load_checks
from models.checks.from_review import Around
from models.checks.other_children import names_of_others
from models.checks.subject import Finding, KnownName, NameKind, PlaceKind
from models.child import Person, Withheld
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Edit, Field, Opened, Put, SetHead, SpliceText
from models.law import load_law
from models.leaving_open import asked_again, everything_left, left
from models.review import NotRelevant, Unanswered
from models.signing import is_changed_since_signing
from models.taking_part import ChangeMade
from models.terms import WithheldWhat
from models.text import Line, Mark, Span, SpanKind
from models.wording import Wording
from tests.support.generate import full_review, predecessors
from tests.support.sample import sample_child, sample_opened

TODAY = date(2026, 11, 24)
LETTER = ("told", "well", "worries", "decided", "not_agreed", "next", "reach")
ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
OTHERS = tuple(
    KnownName(name=name, kind=NameKind.OTHER_CHILD)
    for name in ("Omar Bell", "Grace", "May", "Rory")
)


@cache
def case() -> CaseFile:
    return read_case_file(resources.path("practice/practice_case.json"))


def practice(*edits: Edit) -> Opened:
    opened = Opened(child=case().child, review=case().reviews[-1])
    for edit in edits:
        opened = apply(opened, edit)
    return opened


def draft(opened: Opened, today: date = TODAY) -> Draft:
    child = opened.child
    wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
    agenda = worded(load_agenda(), wording)
    return Draft(opened=opened, agenda=agenda, engine=ENGINE, today=today)


def look(opened: Opened, around: Around | None = None) -> list[Finding]:
    known = around or Around(others=OTHERS, last=case().reviews[0], contacts=("01632 960190",))
    return list(Looker(load_checks(), CHECKS).look(draft(opened).subject(known)).findings)


def written(section: str, text: str) -> SpliceText:
    line = Line(id=f"planted-{section}", text=text)
    return SpliceText(section=section, field=Field.MINUTES, at=0, removed=0, lines=(line,))


def emptied(section: str) -> SpliceText:
    count = len(practice().the_review.section(section).minutes)
    return SpliceText(section=section, field=Field.MINUTES, at=0, removed=count, lines=())


def test_that_the_practice_case_as_shipped_is_let_be() -> None:
    assert [one.problem for one in look(practice())] == []


def test_that_the_planted_faults_are_found_and_nothing_else() -> None:
    recommendations = {one.id: one for one in practice().the_review.head.recommendations}
    copied = case().reviews[0].section("iro_view").minutes[0].text
    planted = practice(
        Put(item=msgspec.structs.replace(recommendations["b2"], who="Fostering team")),
        Put(item=msgspec.structs.replace(recommendations["b3"], by=None)),
        Put(
            item=msgspec.structs.replace(
                recommendations["b6"], what="Continue to monitor the claim"
            )
        ),
        Put(
            item=msgspec.structs.replace(
                recommendations["b4"], what="Buy the running spikes and book the coach"
            )
        ),
        written("learning", "Omar Bell likes plumbing as well."),
        written("home", copied),
        written("health", "The SDQ was done. His dad was convicted in 2020."),
        written("safety", "The bus stops at LS8 4QX."),
        written("identity", "He is settled in his placement."),
        emptied("iro_view"),
    )
    found = {(one.check, one.place.section or one.place.key) for one in look(planted)}
    assert found == {
        ("team", "family"),
        ("recommendation", "health"),
        ("weak", "status"),
        ("two_actions", "learning"),
        ("names", "learning"),
        ("copied", "home"),
        ("initials", "health"),
        ("third_party", "health"),
        ("contact", "safety"),
        ("language", "identity"),
        ("iro_view", "iro_view"),
    }


@pytest.mark.parametrize("mark", [Mark.CONFIDENTIAL, Mark.NOTE])
def test_that_what_only_the_annex_will_say_may_hold_an_address(mark: Mark) -> None:
    text = "They live at LS8 4QX now."
    secret = Span(start=0, length=len(text), kind=SpanKind.CONFIDENTIAL)
    spans = (secret,) if mark is Mark.NOTE else ()
    line = Line(id="planted", text=text, mark=mark, spans=spans)
    edit = SpliceText(section="safety", field=Field.MINUTES, at=0, removed=0, lines=(line,))
    assert look(practice(edit)) == []
    kinds = {p.place.key: p.place.kind for p in draft(practice(edit)).subject().passages}
    assert kinds["planted"] is (PlaceKind.ANNEX if mark is Mark.CONFIDENTIAL else PlaceKind.MINUTE)


def test_that_what_the_letter_says_of_a_recommendation_is_looked_at_as_a_letter() -> None:
    one = practice().the_review.head.recommendations[0]
    planted = practice(Put(item=msgspec.structs.replace(one, in_letter="Your placement is safe.")))
    (found,) = look(planted)
    assert (found.check, found.place.kind, found.place.key, found.place.field) == (
        "language",
        PlaceKind.LETTER,
        one.id,
        "in_letter",
    )


def test_that_a_name_the_child_has_no_more_is_found_wherever_it_was_left() -> None:
    child = msgspec.structs.replace(practice().child, former_names=("Yohannes",))
    opened = msgspec.structs.replace(practice(written("home", "Yohannes has a key.")), child=child)
    (found,) = look(opened)
    assert (found.check, found.found) == ("names", "Yohannes")


# -- leaving something open


def test_that_what_is_left_with_a_reason_is_not_told_again_until_the_reason_is_taken_back() -> None:
    opened = practice(emptied("iro_view"))
    (found,) = look(opened)
    after = apply(opened, left(opened, found.id.partition(":")[2], "Ruth writes it tomorrow."))
    assert look(after) == []
    (kept,) = everything_left(after.the_review.head)
    assert kept.reason == "Ruth writes it tomorrow."
    assert look(apply(after, asked_again(after, kept))) == [found]


def test_that_a_section_left_empty_gives_its_reason_in_the_record() -> None:
    opened = sample_opened()
    after = apply(opened, left(opened, "empty.safety", " Talked about last week. "))
    reason = NotRelevant(id="safety", reason="Talked about last week.")
    assert reason in after.the_review.head.not_relevant
    assert after.the_review.head.left_for_now == ()
    assert reason not in apply(after, asked_again(after, reason)).the_review.head.not_relevant


def test_that_a_second_reason_takes_the_place_of_the_first() -> None:
    opened = sample_opened()
    once = apply(opened, left(opened, "notes.home", "Later."))
    twice = apply(once, left(once, "notes.home", "Tomorrow."))
    assert [one.reason for one in twice.the_review.head.left_for_now] == ["Tomorrow."]


def test_that_leaving_words_and_matters_is_no_change_of_a_signed_record() -> None:
    opened = sample_opened()
    after = apply(opened, left(opened, "notes.home", "Later."))
    head = msgspec.structs.replace(after.the_review.head, dismissed_hints=("names:grace",))
    changed = apply(after, SetHead(head=head)).the_review
    assert not is_changed_since_signing(changed, opened.the_review)


# -- whose names are looked for


def test_that_names_of_others_leave_out_this_child_and_the_practice_caseload() -> None:
    columns = ListColumns(ENGINE)
    kez = columns.child_row(sample_child(family="pell"))
    sister = columns.child_row(
        sample_child(id="s", preferred_name="Bea", legal_name="Beatrice Pell", family="pell")
    )
    other = columns.child_row(sample_child(id="o", preferred_name="Omar", legal_name=""))
    made_up = columns.child_row(sample_child(id="y", preferred_name="Yonas", practice=True))
    found = names_of_others((kez, sister, other, made_up), kez.id)
    assert {one.name for one in found} == {"Bea", "Beatrice Pell", "Beatrice", "Omar"}
    said = {one.name: one.role for one in found}
    assert "brother or sister" in said["Bea"]
    assert "brother or sister" not in said["Omar"]


def test_that_a_link_makes_brothers_and_sisters_of_both() -> None:
    """One of two is named among the other's people: in the records of both they are kin."""
    columns = ListColumns(ENGINE)
    kez = columns.child_row(sample_child())
    link = Person(id="p", name="Kez", relationship="sister", child_id=kez.id)
    bea = columns.child_row(sample_child(id="s", preferred_name="Bea", people=(link,)))
    for child_id, name in ((kez.id, "Bea"), (bea.id, kez.preferred_name)):
        said = {one.name: one.role for one in names_of_others((kez, bea), child_id)}
        assert "brother or sister" in said[name]


def test_that_the_full_review_is_looked_at_in_small_breaths() -> None:
    opened = full_review(1)
    last = next(predecessors(1, opened.child))
    subject = draft(opened).subject(Around(others=OTHERS, last=last))
    looker = Looker(load_checks(), CHECKS)
    list(looker.run(subject))
    longest, at = 0.0, perf_counter()
    for said in looker.run(subject):
        if said is None:
            now = perf_counter()
            longest, at = max(longest, now - at), now
    assert longest < 0.05  # a few milliseconds on an idle machine


def test_that_answers_are_looked_at_like_everything_that_leaves_the_laptop() -> None:
    wish = Unanswered(id="u", worry="Omar Bell should come", reason="Her placement is far away")
    change = ChangeMade(id="c", what="His siblings come on Mondays", in_letter="Your CAMHS visits")
    before = {one.id for one in look(practice())}
    found = [f for f in look(practice(Put(item=wish), Put(item=change))) if f.id not in before]
    told = {(f.place.section, f.check, f.found) for f in found}
    assert ("differences", "names", "Omar Bell") in told
    assert ("differences", "language", "placement") in told
    assert ("voice", "language", "siblings") in told
    assert ("voice", "language", "CAMHS") in told


def test_that_a_decision_told_in_the_words_of_the_record_is_told_once_a_letter_is_begun() -> None:
    made = case().reviews[-1].head.recommendations
    bare = [msgspec.structs.replace(made[n], in_letter="", how_seen="") for n in (1, 4)]
    opened = practice(*(Put(item=one) for one in bare))
    name = opened.child.preferred_name
    (told,) = [f for f in look(opened) if f.key == "unworded"]
    assert told.problem == f"Decisions 2, 5 are not yet worded for {name}"
    (matter,) = [m for m in before_it_goes(draft(opened)) if m.id == "unworded"]
    assert (matter.target, matter.of) == (Target.SECTION, "letter_decided")
    unwritten = [emptied(f"letter_{part}") for part in LETTER]
    assert not [
        f for f in look(practice(*(Put(item=b) for b in bare), *unwritten)) if f.key == "unworded"
    ]


def test_that_a_letter_by_which_nobody_can_be_reached_is_told_and_one_for_later_is_not() -> None:
    def unreached(opened: Opened, *contacts: str) -> list[str]:
        return [m.of for m in before_it_goes(draft(opened), contacts) if m.id == "reach"]

    alone = practice(emptied("letter_reach"))
    assert unreached(alone) == ["letter_reach"]
    assert unreached(alone, "01632 960190") == []
    for way in ("Ring me on 01632 960 190.", "Write to me: morag@brackwell.example"):
        assert unreached(apply(alone, written("letter_reach", way))) == []
    assert unreached(apply(alone, written("letter_reach", "My card has 2 cats on it."))) != []
    head = msgspec.structs.replace(alone.the_review.head, letter_band="later")
    assert unreached(apply(alone, SetHead(head=head))) == []
    assert unreached(practice(*(emptied(f"letter_{part}") for part in LETTER))) == []


def test_that_a_letter_that_says_nothing_of_a_childs_wish_is_told() -> None:
    opened = practice(emptied("letter_not_agreed"))
    wish = Unanswered(id="u", worry="", reason="Not yet", answers=("nowhere",))

    def untold(*edits: Edit) -> list[str]:
        after = opened
        for edit in edits:
            after = apply(after, edit)
        return [f.problem for f in look(after) if f.key == "untold:u"]

    assert untold(Put(item=wish)) == ["The letter does not say why not: a wish"]
    named = msgspec.structs.replace(wish, worry="Mum to watch.", answers=(), who="")
    assert untold(Put(item=named)) == ["The letter does not say why not: Mum to watch"]
    assert untold(Put(item=msgspec.structs.replace(wish, in_letter="Not before March."))) == []
    assert untold(Put(item=msgspec.structs.replace(named, who="Mum"))) == []
    assert untold(Put(item=wish), written("letter_not_agreed", "We spoke about Mum.")) == []
    kept = Withheld(id="w", what=WithheldWhat.UNANSWERED, of="u", annex=True)
    assert untold(Put(item=wish), Put(item=kept)) == []
    left_open = left(apply(opened, Put(item=wish)), "untold:u", "told on the walk")
    assert untold(Put(item=wish), left_open) == []
