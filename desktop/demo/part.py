"""What every step of the play has at hand."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.app import Heard
from desktop.demo.hands import Hands
from models.case_file import CaseFile
from models.edits import Opened
from models.review import Review


@dataclass(kw_only=True)
class Part:
    """The case being played, the hands that play it, and what was made."""

    case: CaseFile
    source: Path
    out: Path
    hands: Hands
    heard: Heard
    passphrase: str = ""
    documents: list[Path] = field(default_factory=list)

    @property
    def review(self) -> Review:
        """The review that is played: the last one of the case file."""
        return self.case.reviews[-1]

    @property
    def opened(self) -> Opened:
        """The child and the review of the case file."""
        return Opened(child=self.case.child, review=self.review)
