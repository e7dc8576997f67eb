"""Undo and redo of the session, asking first where undoing would show what was confidential."""

from ui.messages import Choice, Messages
from ui.session import ReviewSession


def undo_with_care(session: ReviewSession, messages: Messages) -> None:
    """Undo the last step; ask inline before a confidential mark is taken away by it."""
    if not session.undo_reveals:
        session.undo()
        return
    messages.ask(
        "Undoing this takes the confidential mark away.",
        "The words would then be in the record and in everybody's copy.",
        Choice(words="Keep it confidential", chosen=messages.clear),
        Choice(words="Take the mark away", chosen=lambda: _undo_and_clear(session, messages)),
    )


def redo(session: ReviewSession) -> None:
    """Do the last undone step again."""
    session.redo()


def _undo_and_clear(session: ReviewSession, messages: Messages) -> None:
    session.undo()
    messages.clear()
