"""What is worth another look: names, what is private, recommendations, and how it may read.

It suggests and never changes a letter. What is left as it is is not said again for this record.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.checks import CHECKS
from models.checks.subject import Finding, Group, PlaceKind
from models.finding import RECOMMENDATIONS
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, Pill, quiet_label
from ui.write_up.misspelt import SPELLING

_KEYS = "Enter goes to the place. Ctrl+Enter leaves it as it is, for this record."
_GROUPS = {check.id: check.group for check in CHECKS} | {SPELLING: Group.WORDS}
_ELSEWHERE = "in:"


class ChecksCard(Card):
    """Findings of the part that is written, and of names everywhere; of the rest how many.

    The same thing said again in a part is no row of its own: choosing it goes to the first place.

    Names and what is private are told wherever they stand. Another part is one row: choosing it
    goes there, and then its findings are shown; the recommendations unfold where they are.
    """

    wanted = Signal(object)
    """The ``Finding`` to go to."""
    part_wanted = Signal(str)
    """The id of the part to go to."""
    dismissed = Signal(object)
    """The ``Finding`` that is not to be told again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Worth another look", parent)
        self.setObjectName("checks")
        self._findings: dict[str, Finding] = {}
        self._titles: Mapping[str, str] = {}
        self._current = ""
        self._unfolded = False
        self.count = Pill("0")
        self.head.addWidget(self.count)
        self.list = RowList("Worth another look", fits=True)
        self.list.setObjectName("checks_list")
        self.list.setAccessibleDescription(_KEYS)
        self.list.chosen.connect(self._chosen)
        self.list.chosen_otherwise.connect(self._left)
        self.leave = KeyButton("Leave it as it is", kind="quiet", on_click=self._leave)
        self.leave.setObjectName("checks_leave")
        self.nothing = quiet_label("Nothing to look at again that Heard can see.")
        self.help = quiet_label(_KEYS)
        for widget in (self.nothing, self.list, self.help, self.leave):
            self.body.addWidget(widget)
        self.show_findings((), {}, "")

    @property
    def number(self) -> int:
        """How many findings there are in the record and the letter."""
        return len(self._findings)

    def show_findings(
        self, findings: Sequence[Finding], titles: Mapping[str, str], current: str
    ) -> None:
        """Show the findings of the ``current`` part; ``titles`` names the parts by id, in order."""
        self._findings = {_key(one): one for one in findings}
        self._titles = {RECOMMENDATIONS: "Recommendations", **titles}
        self._current = current
        self._show_rows()

    def forget(self) -> None:
        """Let go of every word."""
        self._unfolded = False
        self.show_findings((), {}, "")

    def _show_rows(self) -> None:
        told = [self._current, RECOMMENDATIONS] if self._unfolded else [self._current]
        rows = _rows(self._findings, self._titles, told)
        self.list.show_rows(rows)
        for widget in (self.list, self.help, self.leave):
            widget.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.count.show_fact(str(self.number), "accent" if rows else "good")
        self.count.setAccessibleName(f"{self.number} to look at")

    def _chosen(self, key: str) -> None:
        if key == _ELSEWHERE + RECOMMENDATIONS:
            self._unfolded = True
            self._show_rows()
        elif key.startswith(_ELSEWHERE):
            self.part_wanted.emit(key.removeprefix(_ELSEWHERE))
        elif key in self._findings:
            self.wanted.emit(self._findings[key])

    def _left(self, key: str) -> None:
        if key in self._findings:
            self.dismissed.emit(self._findings[key])

    def _leave(self) -> None:
        self._left(self.list.current_key)


def part_of(finding: Finding) -> str:
    """Return the id of the part in which a finding is told."""
    place = finding.place
    return RECOMMENDATIONS if place.kind is PlaceKind.RECOMMENDATION else place.section


def _rows(
    findings: Mapping[str, Finding], titles: Mapping[str, str], told: Sequence[str]
) -> list[Row]:
    """Return names first, then the parts that are told of, then how many the others have."""
    private = [key for key, one in findings.items() if _GROUPS[one.check] is Group.NAMES]
    rest = {key: one for key, one in findings.items() if key not in private}
    shown = [*private, *(k for part in told for k, one in rest.items() if part_of(one) == part)]
    times = Counter(map(_said_at, (findings[key] for key in shown)))
    rows: list[Row] = []
    before = ""
    for key in shown:
        one = findings[key]
        count = times.pop(_said_at(one), 0)
        if not count:
            continue
        group = "" if key in private else part_of(one)
        gap = bool(rows) and group != before
        rows.append(_row(key, one, titles, told[0], count=count, gap=gap))
        before = group
    others = Counter(part_of(one) for one in rest.values() if part_of(one) not in told)
    for part in [part for part in titles if part in others]:
        gap = bool(rows) and not rows[-1].key.startswith(_ELSEWHERE)
        rows.append(_elsewhere(part, titles[part], others[part], gap=gap))
    return rows


def _elsewhere(part: str, title: str, count: int, *, gap: bool) -> Row:
    return Row(
        key=f"{_ELSEWHERE}{part}",
        words=title,
        words_role="accent",
        state=f"{count} ›",
        spoken=f"{title}, {count} to look at",
        gap=gap,
    )


def _said_at(finding: Finding) -> tuple[str, str]:
    """Return what makes two findings one row: the same thing, in the same part."""
    return part_of(finding), finding.id


def _row(
    key: str,
    finding: Finding,
    titles: Mapping[str, str],
    current: str,
    *,
    count: int,
    gap: bool,
) -> Row:
    where = titles.get(part_of(finding), "")
    is_here = part_of(finding) in (current, RECOMMENDATIONS)
    words, why = said_shortly(finding)
    facts = [Fact(where, "accent")] if where and not is_here else []
    facts += [Fact(text) for text in (finding.remedy, why) if text]
    often = f", {count} times" if count > 1 else ""
    return Row(key=key, words=f"{words}{often}", facts=tuple(facts), gap=gap)


def said_shortly(finding: Finding) -> tuple[str, str]:
    """Return what was found in a few words, and why it matters where that is another sentence."""
    words, _, why = finding.problem.partition("”: ") if finding.offer else (finding.problem, "", "")
    return (f"{words}”", f"{why}.") if why else (finding.problem, "")


def _key(finding: Finding) -> str:
    place = finding.place
    return f"{place.section}:{place.key}:{place.field}:{finding.start}:{finding.id}"
