"""The stability strip as a list of shapes: the window and the record draw the same ones.

Nothing here knows a screen. Lengths are px; ``unit`` says how many px one px at 100 % text is, and
``measure`` how wide a text is. Colours are named by role (ui.roles); shape and word tell kinds of
change apart, colour only repeats it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from models.calendar import add_months, long_date
from models.child import Value
from models.stability import Came, Lane, Stability, Stay, Window

Measure = Callable[[str, float, bool], float]
"""Gives the width in px of a text of a size in px, bold or not."""

TEXT, SMALL = 13.0, 12.0
_BAR, _GAP, _SIGN, _PAD, _AXIS = 24.0, 8.0, 11.0, 5.0, 20.0
_BESIDE = 520.0
"""From this width the names of lanes stand beside the bars, below it above them."""
_LEAST_BAR, _LEAST_WORD = 3.0, 26.0
_COMPACT = (Lane.HOMES, Lane.SCHOOLS, Lane.WORKERS, Lane.MISSING)
_ALWAYS = (Lane.HOMES, Lane.SCHOOLS, Lane.WORKERS)
_COLOURS = {
    Lane.HOMES: ("accent_ground", "accent"),
    Lane.SCHOOLS: ("done_ground", "done"),
    Lane.WORKERS: ("worry_ground", "worry"),
    Lane.MISSING: ("late", "late"),
}
_OTHER_COLOURS = ("confidential_ground", "confidential")
LEGEND = {
    Came.PLANNED: "planned",
    Came.UNPLANNED: "unplanned",
    Came.WISH: "the child’s wish",
    Came.CHANGED: "changed",
    Came.NOT_COUNTED: "does not count",
    Came.TEMPORARY: "temporary stay",
}
_FIRST = (Came.UNPLANNED, Came.WISH, Came.PLANNED, Came.CHANGED, Came.TEMPORARY, Came.NOT_COUNTED)
"""Which sign is kept where two would lie on each other."""
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class Box(Value, frozen=True, kw_only=True):
    """A filled rectangle with an edge, dashed for what is temporary."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str
    dashed: bool = False


class Rule(Value, frozen=True, kw_only=True):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str
    dashed: bool = False
    thick: float = 1.0


class Words(Value, frozen=True, kw_only=True):
    """One line of text; it begins at ``x`` and stands in the middle of ``height``."""

    x: float
    y: float
    height: float
    text: str
    size: float
    role: str = "text"
    bold: bool = False


class Sign(Value, frozen=True, kw_only=True):
    """The sign of a change, ``side`` px wide and high; each kind has a shape of its own."""

    x: float
    y: float
    side: float
    came: Came
    role: str = "text"


Shape = Box | Rule | Words | Sign


class Spot(Value, frozen=True, kw_only=True):
    """Where a span is drawn, for the pointer and the arrow keys."""

    stay: Stay
    x: float
    y: float
    width: float
    height: float


class Picture(Value, frozen=True, kw_only=True):
    """All shapes in the order of drawing, and where each span is."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...]


class Paper(Value, frozen=True, kw_only=True):
    """What is drawn on: its width, its unit, and how text is measured there.

    ``end_words`` name the last day where it is not today's, as in a record.
    """

    width: float
    measure: Measure
    unit: float = 1.0
    compact: bool = False
    end_words: str = ""


def drawn(found: Stability, window: Window, paper: Paper) -> Picture:
    """Return the strip of a window as it is drawn on a paper of that width."""
    return _Layout(found, window, paper).picture()


def elided(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``room``; nothing if tiny."""
    if measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…") <= room:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…" if low > 1 else ""


class _Layout:
    """Lays the lanes out one under the other."""

    def __init__(self, found: Stability, window: Window, paper: Paper) -> None:
        self._found, self._window, self._paper = found, window, paper
        self._days = (window.end - window.start).days + 1
        self._shapes: list[Shape] = []
        self._spots: list[Spot] = []
        self._lanes = [(lane, self._visible(lane)) for lane, _ in found.lanes]
        wanted = _COMPACT if paper.compact else tuple(Lane)
        self._lanes = [
            (lane, stays)
            for lane, stays in self._lanes
            if lane in wanted and lane is not Lane.CARE and (stays or lane in _ALWAYS)
        ]
        self._beside = paper.width >= self._px(_BESIDE)
        names = [paper.measure(lane.label, self._px(SMALL), True) for lane, _ in self._lanes]
        self._left = max(names, default=0.0) + self._px(12) if self._beside else 1.0
        self._room = max(paper.width - self._left - 2.0, 1.0)

    def picture(self) -> Picture:
        """Return the picture."""
        ticks = list(self._ticks())
        y = self._axis(ticks)
        top = y
        for lane, stays in self._lanes:
            y = self._lane(lane, stays, y)
        self._grid(ticks, top, y - self._px(_GAP))
        y = self._legend(y)
        return Picture(
            width=self._paper.width,
            height=y,
            shapes=tuple(self._shapes),
            spots=tuple(self._spots),
        )

    def _px(self, size: float) -> float:
        return size * self._paper.unit

    def _x(self, day: date) -> float:
        at = min(max((day - self._window.start).days, 0), self._days)
        return self._left + self._room * at / self._days

    def _visible(self, lane: Lane) -> tuple[Stay, ...]:
        return tuple(s for s in self._found.lane(lane) if self._window.meets(s.start, s.end))

    # -- the days

    def _ticks(self) -> Iterator[tuple[date, str]]:
        """Yield the days that are named, as many as there is room for."""
        least = self._px(54)
        for step in (timedelta(days=7), timedelta(days=14)):
            if self._days <= 70 and self._room * step.days / self._days >= least:  # noqa: PLR2004 - ten weeks
                day = self._window.start
                while day <= self._window.end:
                    yield day, f"{day.day} {_MONTHS[day.month - 1]}"
                    day += step
                return
        month = self._room * 30.4 / self._days
        months = next((m for m in (1, 2, 3, 6, 12, 24, 36, 60) if month * m >= least), 120)
        first = self._window.start.replace(day=1)
        for number in range(self._days // 28 + 2):
            day = add_months(first, number)
            named = day.year * 12 + day.month - 1
            if self._window.holds(day) and named % months == 0:
                yield day, self._day_words(day, months)

    def _day_words(self, day: date, months: int) -> str:
        if months >= 12:  # noqa: PLR2004 - a year
            return str(day.year)
        short = _MONTHS[day.month - 1]
        return f"{short} {day.year}" if day.month == 1 or months > 1 else short

    def _axis(self, ticks: Sequence[tuple[date, str]]) -> float:
        size, height = self._px(SMALL), self._px(_AXIS)
        today = "today" if self._is_now() else long_date(self._window.end)
        today = self._paper.end_words or today
        at = self._left + self._room - self._paper.measure(today, size, True)
        self._shapes.append(
            Words(x=at, y=0, height=height, text=today, size=size, role="text", bold=True)
        )
        free = self._left
        for day, words in ticks:
            x = self._x(day)
            width = self._paper.measure(words, size, False)
            if x >= free and x + width + self._px(8) <= at:
                self._shapes.append(
                    Words(x=x, y=0, height=height, text=words, size=size, role="quiet")
                )
                free = x + width + self._px(8)
        return height

    def _is_now(self) -> bool:
        """Whether the window ends today, and not on the day the child left care."""
        return all(stay.end is None for stay in self._found.lane(Lane.CARE))

    def _grid(self, ticks: Sequence[tuple[date, str]], top: float, bottom: float) -> None:
        lines: list[Shape] = [
            Rule(x1=self._x(day), y1=top, x2=self._x(day), y2=bottom, role="line")
            for day, _ in ticks
        ]
        end = self._left + self._room
        lines.append(
            Rule(x1=end, y1=top, x2=end, y2=bottom, role="text", thick=max(self._px(1.5), 1.0))
        )
        care = self._found.care
        if care is not None and self._window.start < care.start <= self._window.end:
            x = self._x(care.start)
            lines.append(Rule(x1=x, y1=top, x2=x, y2=bottom, role="edge", dashed=True))
        self._shapes[:0] = lines

    # -- the lanes

    def _lane(self, lane: Lane, stays: Sequence[Stay], y: float) -> float:
        size, bar = self._px(SMALL), self._px(_BAR)
        signs = any(self._has_sign(stay) for stay in stays)
        if not self._beside:
            self._shapes.append(
                Words(x=1, y=y, height=self._px(18), text=lane.label, size=size, bold=True)
            )
            y += self._px(18)
        if signs:
            self._signs(stays, y)
            y += self._px(_SIGN + 3)
        rows = _rows(stays)
        if self._beside:
            self._shapes.append(Words(x=0, y=y, height=bar, text=lane.label, size=size, bold=True))
        if not stays:
            self._nothing(lane, y)
        for row in rows:
            for stay in row:
                self._bar(stay, y)
            y += bar + self._px(2)
        return y + (0 if rows else bar) + self._px(_GAP)

    def _nothing(self, lane: Lane, y: float) -> None:
        words = "Nothing is written down" if lane in _ALWAYS else "None"
        if lane is Lane.SCHOOLS and self._found.before_school:
            words = "Too young for school"
        x, height, size = self._left + self._px(4), self._px(_BAR), self._px(SMALL)
        width = self._paper.measure(words, size, False)
        self._shapes += [
            Box(x=x, y=y, width=width, height=height, fill="sheet", edge="sheet"),
            Words(x=x, y=y, height=height, text=words, size=size, role="quiet"),
        ]

    def _bar(self, stay: Stay, y: float) -> None:
        x, end = self._x(stay.start), self._left + self._room
        if stay.end is not None:
            end = self._x(stay.end)
        width = max(end - x - 1, self._px(_LEAST_BAR))
        x = min(x, self._left + self._room - width)
        fill, edge = _COLOURS.get(stay.lane, _OTHER_COLOURS)
        fill = "sheet" if stay.is_temporary else fill
        height = self._px(_BAR)
        self._shapes.append(
            Box(
                x=x,
                y=y,
                width=width,
                height=height,
                fill=fill,
                edge=edge,
                dashed=stay.is_temporary,
            )
        )
        self._spots.append(Spot(stay=stay, x=x, y=y, width=width, height=height))
        if stay.lane is not Lane.MISSING:
            self._name(stay, x, y, width)

    def _name(self, stay: Stay, x: float, y: float, width: float) -> None:
        """Write the name in the bar, and after it how the change came about, where they fit."""
        size = self._px(TEXT)
        room = width - 2 * self._px(_PAD)
        if room < self._px(_LEAST_WORD):
            return
        name = elided(stay.name, room, lambda text: self._paper.measure(text, size, False))
        came_now = stay.start >= self._window.start  # how it came long ago says nothing here
        says = came_now and stay.came in LEGEND and stay.came is not Came.CHANGED
        more = f" · {LEGEND[stay.came]}" if says else ""
        if name == stay.name and self._paper.measure(name + more, size, False) <= room:
            name += more
        if name:
            height = self._px(_BAR)
            x += self._px(_PAD)
            self._shapes.append(Words(x=x, y=y, height=height, text=name, size=size))

    def _signs(self, stays: Sequence[Stay], y: float) -> None:
        """Put the sign of each change above where it came; where two meet the graver one stays."""
        side = self._px(_SIGN)
        taken: list[float] = []
        for came in _FIRST:
            for stay in stays:
                if stay.came is not came or not self._has_sign(stay):
                    continue
                x = min(max(self._x(stay.start) - side / 2, 0.0), self._paper.width - side)
                if all(abs(x - other) >= side for other in taken):
                    taken.append(x)
                    self._shapes.append(self._sign(x, y, came))

    def _has_sign(self, stay: Stay) -> bool:
        """Whether the change into a span is one that is shown, and lies in the window."""
        return stay.came in LEGEND and self._window.holds(stay.start)

    def _sign(self, x: float, y: float, came: Came) -> Sign:
        role = "late" if came is Came.UNPLANNED else "text"
        return Sign(x=x, y=y, side=self._px(_SIGN), came=came, role=role)

    # -- what the signs mean

    def _legend(self, y: float) -> float:
        shown = {s.came for _, stays in self._lanes for s in stays if self._has_sign(s)}
        kinds = [(came, words) for came, words in LEGEND.items() if came in shown]
        if not kinds:
            return y
        size, side, line = self._px(SMALL), self._px(_SIGN), self._px(20)
        x = self._left
        for came, words in kinds:
            width = side + self._px(6) + self._paper.measure(words, size, False)
            if x > self._left and x + width > self._paper.width:
                x, y = self._left, y + line
            self._shapes.append(self._sign(x, y + (line - side) / 2, came))
            x += side + self._px(6)
            self._shapes.append(Words(x=x, y=y, height=line, text=words, size=size, role="quiet"))
            x += width - side + self._px(10)
        return y + line


def _rows(stays: Sequence[Stay]) -> list[list[Stay]]:
    """Return the spans in as many rows as it takes for none to lie on another."""
    rows: list[list[Stay]] = []
    for stay in stays:
        for row in rows:
            last = row[-1].end
            if last is not None and last <= stay.start:
                row.append(stay)
                break
        else:
            rows.append([stay])
    return rows
