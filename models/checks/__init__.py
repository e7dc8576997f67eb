"""What is looked at while a record is written and before it goes: the engine and every check.

``CHECKS`` names each one. A check reads a ``Subject``, made from an open review or from a document
that was read back, and says what it found, where, and how to mend it; nothing here blocks, and
nothing is ever looked at inside a quotation. ``Looker(load_checks(), CHECKS).look(subject)`` looks
with all of them. Sources: domain.md §7.3 and §7.2.
"""

from models.checks import altered, decisions, missing, private, wording
from models.checks.book import CheckBook, load_checks
from models.checks.engine import Check, Looker, Run, gathered
from models.checks.subject import Group

__all__ = ["CHECKS", "OPEN_CHECKS", "Check", "CheckBook", "Looker", "gathered", "load_checks"]


def _check(id_: str, title: str, group: Group, run: Run) -> Check:
    return Check(id=id_, title=title, group=group, run=run)


OPEN_CHECKS: tuple[Check, ...] = (
    _check("not_complete", "the review is complete", Group.OPEN, missing.review_not_complete),
    _check("voice", "the child's voice", Group.OPEN, missing.voice_missing),
    _check("participation", "how the child took part", Group.OPEN, missing.participation_open),
    _check(
        "recommendation",
        "what, who and by when",
        Group.OPEN,
        missing.recommendation_incomplete,
    ),
    _check("plan", "permanence and plan B", Group.OPEN, missing.plan_missing),
    _check("next_review", "the next review within its limit", Group.OPEN, missing.next_review_late),
    _check("iro_view", "the reviewing officer's own view", Group.OPEN, missing.iro_view_missing),
    _check("section", "something in each section", Group.OPEN, missing.section_empty),
    _check("schedule_7", "every matter of Schedule 7", Group.OPEN, missing.schedule_7_unanswered),
    _check("untold", "the child is told what will not happen", Group.OPEN, missing.wish_untold),
    _check(
        "unworded", "each decision is worded for the child", Group.OPEN, missing.decision_unworded
    ),
    _check("reach", "how to reach the officer", Group.OPEN, missing.officer_unreachable),
)
"""What can be missing, in the order in which it is told."""

CHECKS: tuple[Check, ...] = (
    *OPEN_CHECKS,
    _check("team", "a person, not a team or a title", Group.DECISIONS, decisions.no_named_person),
    _check("date", "a day that is one", Group.DECISIONS, decisions.date_that_is_none),
    _check("weak", "words that decide nothing", Group.DECISIONS, decisions.weak_verb),
    _check("two_actions", "one action each", Group.DECISIONS, decisions.two_actions),
    _check("names", "names of other children, old names", Group.NAMES, private.another_name),
    _check("contact", "addresses and telephone numbers", Group.NAMES, private.contact_details),
    _check("third_party", "what is somebody else's to tell", Group.NAMES, private.somebody_elses),
    _check("misnamed", "names as on the child's page", Group.NAMES, altered.name_mismatch),
    _check("altered", "quotations letter for letter", Group.WORDS, altered.quotation_altered),
    _check("language", "words that could hurt", Group.WORDS, wording.hurtful_words),
    _check("initials", "unexplained initials", Group.WORDS, wording.unexplained_initials),
    _check("copied", "the same as last time", Group.WORDS, wording.same_as_last_time),
    _check("long_sentence", "long sentences", Group.WORDS, wording.long_sentence),
    _check("long_paragraph", "long paragraphs", Group.WORDS, wording.long_paragraph),
    _check(
        "reading_age", "how old one must be to read the letter", Group.WORDS, wording.reading_age
    ),
)
"""Every check, in the order in which findings are told; another is one function and one line."""
