"""A team lead's reading of one document: pure edits, and what the store keeps of it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models import salvage
from models.audit import (
    Answer,
    Audit,
    Grade,
    Remark,
    Spot,
    drop_remark,
    graded,
    missing_for_return,
    put_answer,
    put_remark,
    put_strength,
)
from models.parts import Author
from tests.faults.test_salvage import PlainColumns
from tests.support.stores import NOW, a_review, key, made, opened

SHA = "a" * 64
AUDIT = Audit(id="a1", sha256=SHA, reference="R-20418", version="1", begun_on=date(2026, 11, 23))
GRADES = st.sampled_from(list(Grade))
QUESTIONS = st.sampled_from(["q12", "q14", "q33"])


@given(st.lists(st.tuples(QUESTIONS, GRADES), max_size=12))
def test_that_an_answer_is_the_last_grade_given_and_the_same_grade_again_takes_it_back(
    given_grades: list[tuple[str, Grade]],
) -> None:
    audit, wanted = AUDIT, dict[str, Grade | None]()
    for question, grade in given_grades:
        audit = graded(audit, question, grade)
        wanted[question] = None if wanted.get(question) is grade else grade
    assert {q: audit.answer(q).grade for q in wanted} == wanted
    assert len({answer.id for answer in audit.answers}) == len(audit.answers)


def test_that_taking_everything_back_leaves_an_empty_audit() -> None:
    audit = graded(AUDIT, "q12", Grade.STRONG)
    audit = put_answer(audit, Answer(id="q14", words="seen"))
    audit = put_remark(audit, Remark(id="r1", at=NOW, spot=Spot(at=3), words="lovely"))
    assert not audit.is_empty
    audit = graded(audit, "q12", Grade.STRONG)
    audit = put_answer(audit, Answer(id="q14"))
    assert drop_remark(audit, "r1") == AUDIT
    assert AUDIT.is_empty


def test_that_two_strengths_are_kept_in_their_places_and_no_empty_one_behind() -> None:
    second = put_strength(AUDIT, 1, "his own words lead")
    assert second.strengths == ("", "his own words lead")
    assert put_strength(second, 1, "").strengths == ()
    assert put_strength(put_strength(second, 0, "on time"), 1, "").strengths == ("on time",)


def test_that_what_a_return_lacks_is_said_until_it_is_there() -> None:
    assert missing_for_return(AUDIT) == ("two strengths", "the one change", "a thank-you")
    audit = put_strength(put_strength(AUDIT, 0, "one"), 1, "two")
    full = msgspec.structs.replace(audit, change="name a person", thanks="thank you")
    assert missing_for_return(full) == ("by when the change",)


def test_that_a_store_keeps_the_newest_audit_of_each_document(tmp_path: Path) -> None:
    other = Audit(id="a2", sha256="b" * 64, reference="R-20418", begun_on=date(2026, 11, 24))
    changed = graded(AUDIT, "q12", Grade.SECURE)
    with made(tmp_path) as store:
        store.audits.save(AUDIT, NOW)
        store.audits.save(other, NOW + timedelta(minutes=1))
        store.audits.save(changed, NOW + timedelta(minutes=2))
    with opened(tmp_path) as store:
        assert store.audits.of(SHA) == changed
        assert store.audits.of("c" * 64) is None
        assert store.audits.about("R-20418") == (other, changed)
        assert [row.id for row in store.audits.rows()] == ["a1", "a2"]
        assert [audit for _, audit in store.audits.some(0, 9)] == [changed, other]
        store.audits.drop("a1")
        assert store.audits.of(SHA) is None


def test_that_an_audit_names_no_child(tmp_path: Path) -> None:
    named = {name for name in Audit.__struct_fields__ if "name" in name or "child" in name}
    assert named == set()


def test_that_a_rescue_keeps_audits(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        store.audits.save(AUDIT, NOW)
    author = Author(who="Ruth", at=datetime(2026, 11, 24, tzinfo=UTC))
    salvage.rescue(tmp_path, tmp_path / "rescued", key(), PlainColumns(), author)
    with opened(tmp_path / "rescued") as store:
        assert store.audits.of(SHA) == AUDIT
