"""How a child takes part in one review: whether they come, who is in the chair, what they know.

Sources: domain.md §5.4 (adaptations) and §10.13 (rights); IRO Handbook ch 3; regulation 45.
"""

from datetime import date

from models.child import Value
from models.terms import AdvocateStatus, Chairing, ChildCopy, Coming, DutyState, Understood


class Script(Value, frozen=True, kw_only=True):
    """A card to chair from: what the child wants to say at a section, letter for letter."""

    id: str
    section: str = ""
    text: str = ""


class TakingPart(Value, frozen=True, kw_only=True):
    """Whether the child wants to come, what was agreed instead, and their part in the chair.

    ``say_for_them`` is what the chair was asked to say; the child's exact words are in the views
    log. ``break_after`` is in minutes; ``laptops_allowed`` says whether one may be taken inside.
    """

    coming: Coming = Coming.NOT_ASKED
    instead: str = ""
    say_for_them: str = ""
    chairs: Chairing = Chairing.NO
    helped_by: str = ""
    break_after: int | None = None
    scripts: tuple[Script, ...] = ()
    laptops_allowed: bool | None = None


class RightTold(Value, frozen=True, kw_only=True):
    """What the child was told about one right; ``id`` is that of ``resources/review/rights.toml``.

    ``understood`` says how it was seen that they know it.
    """

    id: str
    state: DutyState = DutyState.OPEN
    on: date | None = None
    how: str = ""
    understood: Understood = Understood.NOT_ASKED
    note: str = ""


class Advocacy(Value, frozen=True, kw_only=True):
    """Whether the child has or wants an advocate, and who it is."""

    status: AdvocateStatus = AdvocateStatus.NOT_ASKED
    who: str = ""
    note: str = ""


class OwnCopy(Value, frozen=True, kw_only=True):
    """How the child got to know the outcome: in which forms, when, explained how, what they said.

    ``withheld_because`` is why something was held back for now.
    """

    forms: tuple[ChildCopy, ...] = ()
    on: date | None = None
    explained: str = ""
    feedback: str = ""
    withheld_because: str = ""


class ChangeMade(Value, frozen=True, kw_only=True):
    """Something that became different because of what the child said or showed.

    ``answers`` are ids of quotations, or of entries of the views log without words; ``in_letter``
    says it to the child.
    """

    id: str
    what: str = ""
    in_letter: str = ""
    answers: tuple[str, ...] = ()
