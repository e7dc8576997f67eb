"""Comments go out in a Word file and come back to the right recommendation, section and version."""

import hashlib
import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from export.comments import NewComment, with_comments
from export.context import reference
from export.feedback_reading import feedback_of, place_of
from export.feedback_sheet import SheetFacts, overall
from export.lead_documents import Original, commented, give_back, sheet_bytes
from export.package import packed, unpacked
from export.protecting import protected
from export.reader.document import ReadParagraph
from export.reader.document import Spot as ReadSpot
from export.reader.reading import read_document, read_file
from export.reader.record import ReadRecord
from export.reader.understanding import understood
from models.audit import Answer, Audit, Grade, Remark, Spot
from models.errors import UserFacingError
from models.feedback import Fit, about_words, fit, is_old, placed, taken_in, with_comment
from models.feedback_values import Feedback
from models.review import Review, SignedVersion
from tests.support.documents import exported, whole
from tests.support.sample import TODAY, sample_child, sample_review

ON = date(2026, 12, 7)
_WORD = "docx:MS Word 2007 XML"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_ANNOTATION = (
    '<office:annotation office:name="c{is_done}" loext:resolved="{is_done}"><dc:creator>Ruth'
    "</dc:creator><dc:date>2026-12-07T10:20:00</dc:date><text:p>Look at this.</text:p>"
    '</office:annotation>{words}<office:annotation-end office:name="c{is_done}"/>'
)
"""A comment as LibreOffice keeps it."""
AT = datetime(2026, 12, 7, 10, 20, tzinfo=UTC)
SIGNED = SignedVersion(number=1, signed_at=AT, by="Morag Bell")


def the_review(**changes: object) -> Review:
    return sample_review(completed_on=TODAY, versions=(SIGNED,), **changes)


REVIEW = the_review()
REFERENCE = reference(sample_child(), REVIEW)


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return exported("minutes", review=REVIEW)


def read(content: bytes) -> ReadRecord:
    return understood(read_document(content))


def paragraph(record: ReadRecord, words: str) -> ReadParagraph:
    return next(p for p in record.document.paragraphs() if words in p.text)


def spot_at(record: ReadRecord, words: str) -> Spot:
    found = paragraph(record, words)
    section, recommendation = place_of(record, found.at)
    return Spot(
        at=found.at,
        start=found.text.index(words),
        length=len(words),
        quoted=words,
        section=section,
        recommendation=recommendation.number if recommendation else None,
    )


def audit_of(content: bytes) -> Audit:
    record = read(content)
    second = REVIEW.head.recommendations[1]
    return Audit(
        id="a1",
        sha256=hashlib.sha256(content).hexdigest(),
        reference=record.reference,
        version=record.version,
        review_date=record.review_date,
        by="Ruth Okafor",
        begun_on=ON,
        strengths=("Her own words lead the record.", "Every home is dated."),
        change="Name one person for each recommendation.",
        change_by=date(2027, 1, 15),
        thanks="Thank you for going to see her twice.",
        answers=(
            Answer(id="own_words", grade=Grade.STRONG, difference="She is heard."),
            Answer(id="named_and_dated", grade=Grade.NEEDS_WORK, words="Two have a team."),
        ),
        remarks=(
            Remark(id="r1", at=AT, spot=spot_at(record, second.what), words="Who makes sure?"),
            Remark(
                id="r2",
                at=AT,
                spot=spot_at(record, record.quotes[0].text.split("\n")[0]),
                words="Lovely.\nKeep this.",
            ),
        ),
    )


def feedback_from(content: bytes, review: Review = REVIEW) -> Feedback:
    found = feedback_of(read(content), ON)
    return placed(found, review, fit(found, review, REFERENCE))


def check_round(content: bytes) -> None:
    """Check that every comment came back to where it belongs."""
    found = feedback_from(content)
    whole_one, *others = sorted(found.comments, key=lambda c: "What is strong" not in c.words)
    assert "One change: Name one person" in whole_one.words
    by_words = {one.words: one for one in others}
    assert set(by_words) == {"Who makes sure?", "Lovely.\nKeep this."}
    recommendation = by_words["Who makes sure?"]
    second = REVIEW.head.recommendations[1]
    assert (recommendation.number, recommendation.recommendation_id) == (2, second.id)
    assert recommendation.quoted == second.what
    assert by_words["Lovely.\nKeep this."].section in {"voice", "own_words"}
    assert {one.author for one in found.comments} == {"Ruth Okafor"}
    assert fit(found, REVIEW, REFERENCE) is Fit.CURRENT


def test_that_comments_come_back_to_their_recommendation_and_section(minutes: bytes) -> None:
    copy = commented(minutes, audit_of(minutes), ON)
    assert whole(copy) == whole(minutes)
    check_round(copy)


def saved_by_libreoffice(path: Path, kind: str) -> Path:
    """Return what LibreOffice makes of a file when it opens and saves it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={Path(profile).as_uri()}",
             "--convert-to", kind, "--outdir", str(path.parent / "saved"), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return path.parent / "saved" / path.with_suffix(f".{kind.partition(':')[0]}").name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_that_comments_come_back_from_a_file_that_libreoffice_saved(
    minutes: bytes, tmp_path: Path
) -> None:
    (tmp_path / "copy.docx").write_bytes(commented(minutes, audit_of(minutes), ON))
    check_round(saved_by_libreoffice(tmp_path / "copy.docx", _WORD).read_bytes())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_that_comments_made_in_libreoffice_come_back_to_their_place(
    minutes: bytes, tmp_path: Path
) -> None:
    (tmp_path / "copy.docx").write_bytes(minutes)
    flat = saved_by_libreoffice(tmp_path / "copy.docx", "fodt")
    text = flat.read_text(encoding="utf-8")
    second = REVIEW.head.recommendations[1].what
    for words, is_done in ((second, "false"), ("dont want to move", "true")):
        beginning, end = text.split("<office:text", 1)
        assert end.count(words) >= 1
        end = end.replace(words, _ANNOTATION.format(words=words, is_done=is_done), 1)
        text = f"{beginning}<office:text{end}"
    flat.write_text(text, encoding="utf-8")
    found = feedback_from(saved_by_libreoffice(flat, _WORD).read_bytes())
    assert (found.changed, fit(found, REVIEW, REFERENCE)) == (False, Fit.CURRENT)
    by_quoted = {one.quoted: one for one in found.comments}
    assert by_quoted[second].recommendation_id == REVIEW.head.recommendations[1].id
    assert by_quoted["dont want to move"].section in {"voice", "own_words"}
    assert [one.done for one in found.comments if one.quoted == second] == [False]
    assert by_quoted["dont want to move"].done


def with_replies(content: bytes) -> bytes:
    """Return a copy in which the second comment answers the first, as Word writes it."""
    made = unpacked(content)
    name = "word/comments_of_heard.xml"
    before = made[name].split(b"<w:p>")
    spaces = f'xmlns:w14="{_W14}" w14:paraId='.encode()
    made[name] = b"<w:p>".join(before[:2]).replace(b"<w:p>", b"<w:p " + spaces + b'"0A">')
    rest = b"<w:p>".join(before[2:])
    made[name] += b"<w:p " + spaces + b'"0B">' + rest
    made["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{_W15}"><w15:commentEx w15:paraId="0A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>'
    ).encode()
    rels = "word/_rels/document.xml.rels"
    made[rels] = made[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdEx" Type="http://schemas.microsoft.com/office/2011/relationships/'
        b'commentsExtended" Target="commentsExtended.xml"/></Relationships>',
    )
    return packed(made)


def test_that_a_reply_of_word_stays_with_the_comment_it_answers(minutes: bytes) -> None:
    spot = ReadSpot(at=spot_at(read(minutes), REVIEW.head.recommendations[1].what).at)
    said = [NewComment(spot=spot, text=words, author="Ruth", on=AT) for words in ("Who?", "Jo.")]
    first = feedback_from(with_comments(minutes, said[:1]))
    both = feedback_from(with_replies(with_comments(minutes, said)))
    asked, reply = both.comments
    assert (asked.answers, reply.answers) == ("", asked.id)
    assert reply.recommendation_id == asked.recommendation_id
    head = msgspec.structs.replace(REVIEW.head, feedback=taken_in(REVIEW, first))
    _, later = taken_in(msgspec.structs.replace(REVIEW, head=head), both)
    assert [(one.words, one.answers) for one in later.comments] == [
        ("Jo.", head.feedback[0].comments[0].id)
    ]


def test_that_words_changed_in_the_copy_are_told_of(minutes: bytes) -> None:
    copy = commented(minutes, audit_of(minutes), ON)
    assert not feedback_from(copy).changed
    main = unpacked(copy)["word/document.xml"]
    openly = main.replace(b"<w:r>", b'<w:ins w:id="9" w:author="R"><w:r>', 1).replace(
        b"</w:r>", b"</w:r></w:ins>", 1
    )
    for changed in (main.replace(b"conservatory", b"observatory"), openly):
        assert changed != main
        found = feedback_from(packed({**unpacked(copy), "word/document.xml": changed}))
        assert found.changed
        assert about_words(found) == "about version 1, in a copy with other words"


def test_that_feedback_of_an_earlier_version_says_so_and_finds_recommendations_by_words_only(
    minutes: bytes,
) -> None:
    second = msgspec.structs.replace(SIGNED, number=2)
    head = REVIEW.head
    reworded = msgspec.structs.replace(head.recommendations[1], what="Something else entirely")
    recommendations = (head.recommendations[0], reworded, *head.recommendations[2:])
    newer = the_review(recommendations=recommendations)
    newer = msgspec.structs.replace(
        newer, head=msgspec.structs.replace(newer.head, versions=(SIGNED, second))
    )
    found = feedback_from(commented(minutes, audit_of(minutes), ON), newer)
    assert fit(found, newer, REFERENCE) is Fit.EARLIER
    assert is_old(found, newer)
    (one,) = [c for c in found.comments if c.words == "Who makes sure?"]
    assert (one.number, one.recommendation_id) == (2, "")


def test_that_feedback_about_another_review_or_day_is_not_taken_for_this_one(
    minutes: bytes,
) -> None:
    found = feedback_of(read(minutes), ON)
    assert fit(found, REVIEW, "BR-1 · review 9") is Fit.OTHER_REVIEW
    other_day = msgspec.structs.replace(found, review_date=date(2020, 1, 2))
    assert fit(other_day, REVIEW, REFERENCE) is Fit.OTHER_DATE
    assert fit(found, REVIEW, REFERENCE, is_changed=True) is Fit.CHANGED
    silent = msgspec.structs.replace(found, about_version=None, version="")
    assert fit(silent, REVIEW, REFERENCE) is Fit.UNKNOWN


def test_that_the_same_file_again_adds_nothing_and_keeps_what_was_answered(minutes: bytes) -> None:
    found = feedback_from(commented(minutes, audit_of(minutes), ON))
    once = msgspec.structs.replace(REVIEW.head, feedback=taken_in(REVIEW, found))
    (kept,) = once.feedback
    answered = msgspec.structs.replace(kept.comments[0], answer="Done so.", done=True)
    head = msgspec.structs.replace(once, feedback=with_comment(once.feedback, kept.id, answered))
    again = msgspec.structs.replace(REVIEW, head=head)
    assert taken_in(again, feedback_from(commented(minutes, audit_of(minutes), ON))) == (
        head.feedback
    )
    assert len(head.feedback[0].open) == len(kept.comments) - 1


def test_that_answers_and_comments_stand_in_no_document(minutes: bytes) -> None:
    found = feedback_from(commented(minutes, audit_of(minutes), ON))
    answered = msgspec.structs.replace(found.comments[0], answer="A private answer.")
    feedback = with_comment((found,), found.id, answered)
    review = msgspec.structs.replace(
        REVIEW, head=msgspec.structs.replace(REVIEW.head, feedback=feedback)
    )
    for document in ("minutes", "recommendations", "letter", "one_page"):
        text = whole(exported(document, review=review))
        assert "A private answer." not in text
        assert "Who makes sure?" not in text


def test_that_the_sheet_says_where_a_comment_stands_and_names_no_child(minutes: bytes) -> None:
    headings = {s.id: s.heading for s in read(minutes).sections if s.id}
    assert any(sample_child().preferred_name in heading for heading in headings.values())
    audit = msgspec.structs.replace(
        audit_of(minutes),
        remarks=tuple(
            Remark(id=id_, at=AT, spot=Spot(at=0, section=id_), words="A word.") for id_ in headings
        ),
    )
    sheet = whole(sheet_bytes(audit, SheetFacts(on=ON, sections=headings)))
    assert sample_child().preferred_name not in sheet
    assert "Health, feelings and wellbeing" in sheet


def test_that_the_sheet_says_praise_one_change_and_every_comment(minutes: bytes) -> None:
    audit = audit_of(minutes)
    questions = {"own_words": "The child’s own words", "named_and_dated": "A person and a date"}
    text = whole(sheet_bytes(audit, SheetFacts(on=ON, questions=questions)))
    said = (*audit.strengths, audit.change, audit.thanks, "15 January 2027", "Who makes sure?")
    for words in (*said, "needs work", "Two have a team.", "Recommendation 2", "She is heard."):
        assert words in text
    assert text.index("What needs work") < text.index("What was looked at too")
    assert [text.count(title) for title in ("What needs work", "What was looked at too")] == [1, 1]
    assert "The table ends here." not in text
    assert sample_child().preferred_name not in overall(audit)


def test_that_a_copy_is_made_beside_an_untouched_original_and_keeps_its_password(
    minutes: bytes, tmp_path: Path
) -> None:
    locked = protected(minutes, "four plain words here")
    original = tmp_path / "in" / "record.docx"
    original.parent.mkdir()
    original.write_bytes(locked)
    audit = msgspec.structs.replace(audit_of(minutes), sha256=hashlib.sha256(locked).hexdigest())
    asked = Original(path=str(original), password="four plain words here")
    made = give_back(asked, audit, SheetFacts(on=ON), str(tmp_path))
    assert original.read_bytes() == locked
    for result in (made.copy, made.sheet):
        path = Path(result.path)
        assert sample_child().preferred_name not in path.name
        with pytest.raises(UserFacingError):
            read_file(path)
        assert read_file(path, "four plain words here").blocks


def test_that_no_copy_is_made_of_a_file_that_changed_since_it_was_read(
    minutes: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "record.docx"
    path.write_bytes(minutes + b"\0")
    with pytest.raises(UserFacingError, match="has changed"):
        give_back(Original(path=str(path)), audit_of(minutes), SheetFacts(on=ON), str(tmp_path))
