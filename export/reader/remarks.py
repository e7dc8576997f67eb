"""The comments in a document: who said what about which words, and whether it is dealt with."""

from datetime import MAXYEAR, MINYEAR, datetime

from lxml import etree

from export.reader.document import ReadComment, Spot
from export.reader.inline import Anchor, Found, Letters
from export.reader.styles import Style, Styles, W
from export.reader.walking import Walk

_PARA = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MOST = 20_000
_MOST_SPOTS = 50
"""Paragraphs that a comment is kept at; one on a whole document is kept at its first ones."""


def remarks(
    comments: etree._Element | None,
    extended: etree._Element | None,
    styles: Styles,
    walk: Walk,
) -> tuple[ReadComment, ...]:
    """Return every comment, in the order of the file."""
    if comments is None:
        return ()
    found = list(comments.iter(f"{W}comment"))[:_MOST]
    threads = _Threads(extended, found)
    return tuple(_remark(comment, styles, walk, threads) for comment in found)


class _Threads:
    """Which comments are ticked off, and which answer which."""

    def __init__(self, extended: etree._Element | None, comments: list[etree._Element]) -> None:
        self._by_para: dict[str, str] = {}
        for comment in comments:
            for paragraph in comment.iter(f"{W}p"):
                self._by_para[paragraph.get(_PARA, "")] = comment.get(f"{W}id", "")
        self._done: set[str] = set()
        self._answers: dict[str, str] = {}
        for one in () if extended is None else extended.iter(f"{_W15}commentEx"):
            named = self._by_para.get(one.get(f"{_W15}paraId", ""), "")
            parent = self._by_para.get(one.get(f"{_W15}paraIdParent", ""), "")
            if one.get(f"{_W15}done", "0") in {"1", "true"}:
                self._done.add(named)
            if parent and parent != named:
                self._answers[named] = parent

    def is_done(self, comment: str) -> bool:
        """Return whether a comment is ticked off, by itself or with the one it answers."""
        return comment in self._done or self._answers.get(comment, "") in self._done

    def answers(self, comment: str) -> str:
        """Return the id of the comment that this one answers, or nothing."""
        return self._answers.get(comment, "")


def _remark(comment: etree._Element, styles: Styles, walk: Walk, threads: _Threads) -> ReadComment:
    name = comment.get(f"{W}id", "")
    anchor = walk.found.anchors.get(name) or walk.found.anchors.get(threads.answers(name))
    spots = () if anchor is None else _spots(anchor, walk.texts)
    texts = walk.texts
    return ReadComment(
        id=name,
        author=comment.get(f"{W}author", ""),
        initials=comment.get(f"{W}initials", ""),
        on=_moment(comment.get(f"{W}date", "")),
        text=_words(comment, styles),
        spots=spots,
        passage="\n".join(texts[s.at][s.start : s.start + s.length] for s in spots),
        done=threads.is_done(name),
        answers=threads.answers(name),
    )


def _words(comment: etree._Element, styles: Styles) -> str:
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        letters = Letters(Found(), styles, Style(), (0, 0))
        letters.read(paragraph)
        lines.append(letters.text)
    return "\n".join(lines).strip("\n")


def _spots(anchor: Anchor, texts: list[str]) -> tuple[Spot, ...]:
    """Return the stretches between the ends of a comment, paragraph by paragraph."""
    if not texts:
        return ()
    last = len(texts) - 1
    first_at, start = anchor.start
    end_at, end = anchor.end or (first_at, start)
    first_at, end_at = min(first_at, last), min(end_at, last)
    end_at, end = max((end_at, end), (first_at, start))
    spots = []
    for at in range(first_at, min(end_at, first_at + _MOST_SPOTS) + 1):
        begins = start if at == first_at else 0
        ends = end if at == end_at else len(texts[at])
        if ends > begins or first_at == end_at:
            spots.append(Spot(at=at, start=begins, length=max(ends - begins, 0)))
    return tuple(spots)


def _moment(said: str) -> datetime | None:
    """Return when a comment was made; None for no instant that any time zone has."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if MINYEAR < moment.year < MAXYEAR else None
