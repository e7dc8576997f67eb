"""How the child took part: a code is proposed with its reasoning, the IRO chooses."""

import msgspec
from PySide6.QtWidgets import QWidget

from models.clock import Clock
from models.codes import label as code_label
from models.codes import offered
from models.edits import SetHead
from models.participation import Suggestion, suggest_participation
from models.review import Participation
from models.took_part import took_part
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.kit import KeyButton, quiet_label
from ui.session import ReviewSession

_ASKED = {
    "": "",
    "observation": "Write down what was seen, and what is told by those who look after them.",
    "why_and_next_time": "Say why, and what will be tried next time.",
}


class ParticipationCard(FoldingCard):
    """The SSDA903 participation code with its reason (domain.md §3.1)."""

    def __init__(
        self, clock: Clock, *, video_counts: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("How the child took part", "participation", parent)
        self._clock = clock
        self._video_counts = video_counts
        self._session: ReviewSession | None = None
        self._suggestion: Suggestion | None = None
        self.proposal = quiet_label()
        self.proposal.setObjectName("participation_proposal")
        self._use = KeyButton("Choose what is proposed", on_click=self._use_proposal)
        self._use.setObjectName("participation_use")
        options = [("", "Not chosen yet")]
        options += [(code.code, f"{code.code} · {code.label}") for code in offered("participation")]
        self.form = BoundForm("participation", columns=1)
        self.form.bind_choice("code", "What happened", options)
        self.form.bind_line("reason", "In your words")
        self.form.edited.connect(self._edited)
        self.inside.addWidget(self.proposal)
        self.inside.addWidget(self._use)
        self.inside.addWidget(self.form)

    def show_session(self, session: ReviewSession) -> None:
        """Show the code of the open review and the one that fits what it tells."""
        self._session = session
        opened = session.opened
        self.set_title(f"How {opened.child.preferred_name} took part")
        value = opened.the_review.head.participation
        what = took_part(
            opened.child,
            opened.the_review,
            self._clock.today(),
            video_counts=self._video_counts,
        )
        self._suggestion = suggest_participation(what)
        self.form.show_value(value)
        self.proposal.setText(_proposed(self._suggestion))
        self._use.setVisible(value.code != self._suggestion.code)
        self.summary.setText(_summary(value, self._suggestion))

    def forget(self) -> None:
        """Let go of the session."""
        self._session = self._suggestion = None
        self.set_title("How the child took part")
        self.form.show_value(None)
        self.summary.clear()
        self.proposal.clear()

    def _use_proposal(self) -> None:
        if self._suggestion is not None and self._session is not None:
            value = self._session.opened.the_review.head.participation
            chosen = msgspec.structs.replace(value, code=self._suggestion.code)
            self._edited(chosen, "choosing how they took part", "")
            self.form.focus_first()

    def _edited(self, value: Participation, words: str, key: str) -> None:
        session = self._session
        if session is None or self._suggestion is None:
            return
        value = msgspec.structs.replace(value, suggested=self._suggestion.code)
        head = msgspec.structs.replace(session.opened.the_review.head, participation=value)
        session.apply(SetHead(head=head), words, key)
        self.show_session(session)


def _proposed(suggestion: Suggestion) -> str:
    parts = [f"Heard proposes {suggestion.code}. {suggestion.because}"]
    if suggestion.also_fits:
        parts.append(f"{' and '.join(suggestion.also_fits)} would fit as well.")
    asked = _ASKED[suggestion.ask]
    if asked and asked not in suggestion.because:
        parts.append(asked)
    return " ".join(parts)


def _summary(value: Participation, suggestion: Suggestion) -> str:
    if not value.code:
        return f"Not chosen yet. {suggestion.code} is proposed: {suggestion.because}"
    said = f"{value.code} · {code_label('participation', value.code)}"
    return f"{said}. {value.reason}" if value.reason else said
