"""The faults found in a return, told one by one up to a number, and always counted."""

from models.ssda903.values import MOST_PROBLEMS, RowProblem


class Problems:
    """Collects what was not taken over, and why; it never holds a cell of a person."""

    def __init__(self) -> None:
        self.count = 0
        self._listed: list[RowProblem] = []

    @property
    def listed(self) -> tuple[RowProblem, ...]:
        """The faults that are told one by one."""
        return tuple(self._listed)

    def add(self, place: "Place", reason: str, column: str = "") -> None:
        """Add one; ``reason`` is a sentence for the screen."""
        self.count += 1
        where = f" ({place.within})" if place.within else ""
        if len(self._listed) < MOST_PROBLEMS:
            self._listed.append(
                RowProblem(
                    file=place.file, line=place.line, column=column, reason=f"{reason}{where}"
                )
            )


class Place:
    """Where a row stands: the bare name of its file, and its line counted from 1.

    ``within`` says more where a line says little: a whole XML file may stand on one.
    """

    __slots__ = ("file", "line", "within")

    def __init__(self, file: str, line: int, within: str = "") -> None:
        self.file = file
        self.line = line
        self.within = within
