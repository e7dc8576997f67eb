"""The private conversation with the child (regulation 36)."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.edits import Opened, SetHead
from models.review import DutyRecord, PrivateConversation, ReviewHead
from models.terms import DutyState, PrivateTalk
from ui.fields.bound_form import BoundForm
from ui.kit import quiet_label
from ui.prepare.part import PreparePart

_DUTY = "private_conversation"
_HELD = frozenset({PrivateTalk.YES_ALONE, PrivateTalk.YES_WITH_SUPPORTER, PrivateTalk.OBSERVED})


class TalkPart(PreparePart):
    """When, where and how long; what may be told; or why it did not happen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = BoundForm("private_talk", 2)
        self.form.bind_term("value", "Did you speak in private?", PrivateTalk)
        self.form.bind_date("on", "On")
        self.form.bind_line("place", "Place")
        self.form.bind_number("minutes", "Minutes")
        self.text = BoundForm("private_talk", 1)
        self.text.bind_text("text", "What may be told", "Ask the child what you may share.")
        self.text.bind_text("why_not", "If it did not happen, why")
        hint = quiet_label(
            "A child may say no, and that is all right. With a small one, time spent together is"
            " the talk. Exact words belong in the views log, and so does what was seen."
        )
        self.card("Private conversation", hint, self.form, self.text)
        self.finish()
        for form in (self.form, self.text):
            form.edited.connect(self._put)

    @override
    def draw(self, opened: Opened | None) -> None:
        talk = opened.the_review.head.private_conversation if opened is not None else None
        self.form.show_value(talk)
        self.text.show_value(talk)
        is_open = talk is not None and talk.value not in _HELD
        self.text.show_field("why_not", visible=is_open or bool(talk and talk.why_not))

    def _put(self, talk: PrivateConversation, words: str, key: str) -> None:
        head = msgspec.structs.replace(self.opened.the_review.head, private_conversation=talk)
        self.edit.emit(SetHead(head=with_duty(head)), words, key)


def with_duty(head: ReviewHead) -> ReviewHead:
    """Return the head with the duty ticked once the talk was held, unless it says otherwise."""
    talk = head.private_conversation
    record = next((d for d in head.duties if d.id == _DUTY), DutyRecord(id=_DUTY))
    if talk.value not in _HELD or record.state not in (DutyState.OPEN, DutyState.DONE):
        return head
    done = msgspec.structs.replace(record, state=DutyState.DONE, on=talk.on or record.on)
    rest = tuple(done if d.id == _DUTY else d for d in head.duties)
    duties = rest if record in head.duties else (*rest, done)
    return msgspec.structs.replace(head, duties=duties)
