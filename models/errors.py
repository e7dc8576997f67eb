"""The two kinds of fault: the world's, told to the user in two sentences, and ours, a bug."""

from typing_extensions import override


class UserFacingError(Exception):
    """A fault of the world, with words fit for the person at the screen (design.md §3).

    ``problem`` says what happened and what is safe; ``remedy`` says what to do. Neither ever
    holds content of a record.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    @override
    def __reduce__(self) -> tuple[type["UserFacingError"], tuple[str, ...]]:
        """Let the fault travel from the helper process to the window."""
        return type(self), (self.problem, self.remedy)


class DataFaultError(UserFacingError):
    """A file of data (case file, agenda, law pack, settings) that does not say what it must.

    ``where`` is the path of the fault inside the file, such as ``$.child.born`` or ``line 12``.
    """

    def __init__(self, problem: str, remedy: str, where: str) -> None:
        super().__init__(problem, remedy)
        self.where = where

    @override
    def __reduce__(self) -> tuple[type[UserFacingError], tuple[str, ...]]:
        return type(self), (self.problem, self.remedy, self.where)
