"""What the council says to each recommendation: all at once, or one that it does not agree with.

A reply is an entry of the ledger with a day, never a change of the signed version (domain.md §1.1
T13).
"""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.calendar import weekday_date
from models.child import Child, Promise, Reply
from models.edits import Put
from models.review import Review
from models.terms import CouncilReply
from models.text import clean
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, Flow, Form, KeyButton, announce, quiet_label

_EMPTY = "Recommendations stand here once the review is complete."
_ROLES = {
    CouncilReply.PENDING: "soon",
    CouncilReply.AGREED: "done",
    CouncilReply.NOT_AGREED: "late",
}


class RepliesCard(Card):
    """One row for each recommendation of the review, and the reply to the one that is chosen."""

    edited = Signal(object, str, str)
    """The ``Put`` of an entry of the ledger, words for undo, and what is undone together."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("The council's reply", parent)
        self.setObjectName("council_replies")
        self._today = today
        self._promises: dict[str, Promise] = {}
        self.none = quiet_label(_EMPTY)
        form = Form()
        self.manager = form.line("Who answered for the council", name="replies_manager")
        ways = QWidget()
        flow = Flow(ways, theme.S2)
        self.all_agreed = KeyButton("All agreed", on_click=self._all_agreed)
        self.no_reply = KeyButton(
            "No reply came to the rest", kind="quiet", on_click=self._none_came
        )
        flow.addWidget(self.all_agreed)
        flow.addWidget(self.no_reply)
        self.list = RowList("Replies to recommendations", fits=True)
        self.list.setObjectName("replies_list")
        self.list.setAccessibleDescription("The reply to the chosen one stands below.")
        self.list.current_changed.connect(lambda _key: self._show_reply())
        self.reply = BoundForm("one_reply", columns=2)
        self.reply.bind_term("reply", "The council says", CouncilReply)
        self.reply.bind_date("on", "On")
        self.reply.bind_line("manager", "Who answered")
        self.reply.bind_line("reason", "If not agreed, why")
        self.reply.edited.connect(self._one)
        for widget in (self.none, form, ways, self.list, self.reply):
            self.body.addWidget(widget)
        self._form, self._ways = form, ways
        self.show_ledger(None, None)

    def show_ledger(self, child: Child | None, review: Review | None) -> None:
        """Show the recommendations that a review left in the ledger."""
        found = child.ledger if child is not None and review is not None else ()
        here = review.id if review is not None else ""
        self._promises = {p.id: p for p in found if p.review_id == here}
        self.list.show_rows([_row(promise) for promise in self._promises.values()])
        if self._promises and self.list.current_key not in self._promises:
            self.list.set_current(next(iter(self._promises)))
        for widget in (self._form, self._ways, self.list):
            widget.setVisible(bool(self._promises))
        self.none.setVisible(not self._promises)
        waiting = [p for p in self._promises.values() if _is_waiting(p)]
        self.all_agreed.setEnabled(bool(waiting))
        self.no_reply.setEnabled(bool(waiting))
        self._show_reply()

    def forget(self) -> None:
        """Let go of every word."""
        self.manager.clear()
        self.show_ledger(None, None)

    def _show_reply(self) -> None:
        promise = self._promises.get(self.list.current_key)
        self.reply.setVisible(promise is not None)
        pending = Reply(reply=CouncilReply.PENDING)
        self.reply.show_value((promise.reply or pending) if promise is not None else None)

    def _one(self, reply: Reply, words: str, key: str) -> None:
        promise = self._promises.get(self.list.current_key)
        if promise is not None:
            if reply.on is None and key == "":  # chosen, and not a date taken out
                reply = msgspec.structs.replace(reply, on=self._today())
            changed = msgspec.structs.replace(promise, reply=reply)
            self.edited.emit(Put(item=changed), words, f"{key}.{promise.id}" if key else "")

    def _all_agreed(self) -> None:
        self._rest(CouncilReply.AGREED, "the council's agreement")

    def _none_came(self) -> None:
        self._rest(CouncilReply.NO_REPLY_DEEMED, "that no reply came")

    def _rest(self, said: CouncilReply, words: str) -> None:
        """Enter one reply for every recommendation that has none yet, as one step to undo."""
        reply = Reply(reply=said, on=self._today(), manager=clean(self.manager.text()).text.strip())
        waiting = [promise for promise in self._promises.values() if _is_waiting(promise)]
        for promise in waiting:
            changed = msgspec.structs.replace(promise, reply=reply)
            self.edited.emit(Put(item=changed), words, f"replies.{said.value}")
        many = "" if len(waiting) == 1 else "s"
        announce(self, f"{len(waiting)} recommendation{many}: {said.label}")


def _is_waiting(promise: Promise) -> bool:
    return promise.reply is None or promise.reply.reply is CouncilReply.PENDING


def _row(promise: Promise) -> Row:
    reply = promise.reply or Reply(reply=CouncilReply.PENDING)
    facts = [Fact(words) for words in (promise.who, reply.manager, reply.reason) if words]
    if reply.on is not None:
        facts.insert(0, Fact(weekday_date(reply.on)))
    return Row(
        key=promise.id,
        words=f"{promise.number}. {promise.what or 'not worded yet'}",
        facts=tuple(facts),
        state=reply.reply.label,
        state_role=_ROLES.get(reply.reply, "quiet"),
    )
