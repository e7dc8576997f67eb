"""Which issue of documents is meant, and what they say beside the child and the review."""

import msgspec

from export.context import Context, Issue, Officer, Rules, make_context
from models.clock import uk_date
from models.disclosure import view
from models.edits import Opened
from models.review import Review
from models.signing import next_version
from ui.program import Program
from ui.stability.record import strip_for


def context_for(program: Program, opened: Opened, issue: Issue) -> Context:
    """Return what documents of this review say beside the child's and the review's own facts."""
    settings, review = program.settings, opened.the_review
    signed_by = next((v.by for v in review.head.versions if v.number == issue.version), "")
    officer = Officer(
        name=signed_by or settings.name,
        contact=", ".join(settings.contacts),
        council=settings.council,
    )
    rules = Rules(agenda=program.agenda, engine=program.engine)
    made = make_context(opened.child, review, rules, officer, issue)
    return msgspec.structs.replace(
        made,
        strip=strip_for(view(opened.child, review)),
        classification=program.council.classification,
        file_name=program.council.file_name,
    )


def draft_issue(program: Program, review: Review) -> Issue:
    """Return the issue of a draft made today."""
    return Issue(version=next_version(review), signed=False, on=program.clock.today())


def signed_issue(review: Review, number: int) -> Issue:
    """Return the issue of a signed version, dated the UK day it was signed."""
    version = next(v for v in review.head.versions if v.number == number)
    return Issue(version=number, signed=True, on=uk_date(version.signed_at))
