"""What follows: rights, the officer's view, differences, dates, signing (G, I to L of §4.2)."""

from datetime import date

from export import recommendation_table
from export.about_review import said
from export.blocks import Block, Column, Facts, Heading, Notice, Table, cell, only_told, paragraph
from export.changed import changed_words
from export.context import Context
from export.minute_text import minute_blocks
from export.phrases import capital, clock, joined
from models.calendar import long_date, weekday_date
from models.clock import uk_date
from models.disclosure import Disclosed, RecipientKind
from models.review import DIFFERENCES, IRO_VIEW, DutyRecord
from models.rights import rights as all_rights
from models.rights import told_rights
from models.taking_part import RightTold
from models.terms import AdvocateStatus, Chairing, Coming, DutyState, PrivateTalk, Understood
from models.wording import Wording, fill

NEXT, DUTIES, SIGN_OFF = "next", "duties", "sign_off"
NOT_ALL = "Some parts are not in this copy."
"""Said once where something is left out, or numbers have gaps."""

_RIGHTS = ("iro_details_given", "advocate_explained", "rights_explained", "court_help")


def nothing_here(disclosed: Disclosed, otherwise: str) -> str:
    """Return what stands where there is no text; a copy that leaves parts out says no more."""
    return "Nothing stands here in this copy." if disclosed.parts_withheld else otherwise


def private_talk(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return whether, when and where the officer spoke with the child in private (reg 36)."""
    talk = disclosed.review.head.private_conversation
    minutes = f"{talk.minutes} minutes" if talk.minutes else ""
    when = long_date(talk.on) if talk.on else ""
    answer = "Not written down" if talk.value is PrivateTalk.NOT_DONE and not talk.why_not else ""
    facts = said(
        ("Talk in private", joined(answer or capital(talk.value.label), when, talk.place, minutes)),
        ("What may be shared", talk.text),
        ("Why not", talk.why_not),
    )
    return (Facts(facts=tuple(facts)),)


def taking_part(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return whether the child wanted to come, what was agreed instead, who was in the chair."""
    part = disclosed.review.head.taking_part
    asked = part.coming is not Coming.NOT_ASKED
    chairs = part.chairs is not Chairing.NO
    helped = f"with {part.helped_by}" if part.helped_by.strip() else ""
    facts = said(
        ("Wanted to come", capital(part.coming.label) if asked else ""),
        ("Agreed instead", part.instead),
        ("Said for them", part.say_for_them),
        ("In the chair", joined(capital(part.chairs.label), helped) if chairs else ""),
    )
    return (Facts(facts=tuple(facts)),) if facts else ()


def rights(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return how the child was told of their rights, their advocate, their own copy (J)."""
    head, name = disclosed.review.head, disclosed.child.preferred_name
    advocate, copy = head.advocacy, head.own_copy
    known = advocate.status is not AdvocateStatus.NOT_ASKED
    explained = long_date(copy.on) if copy.on else ""
    facts = said(
        ("Advocate", joined(capital(advocate.status.label), advocate.who) if known else ""),
        (
            f"How {name} gets to know the outcome",
            joined(capital(", ".join(form.label for form in copy.forms)), copy.withheld_because),
        ),
        ("Explained", joined(explained, copy.explained)),
        (f"What {name} said of it", copy.feedback),
        ("Reviewing officer", joined(context.iro, context.iro_contact)),
    )
    table = _rights_table(disclosed, context)
    return (*table, Facts(facts=tuple(facts))) if facts else table


def _rights_table(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return each right that something is known of; a right's duty is not said again."""
    head = disclosed.review.head
    words = {right.id: right for right in all_rights()}
    told = [t for t in told_rights(head) if t.state is not DutyState.OPEN or t.how or t.note]
    covered = {words[one.id].duty for one in told}
    duties_left = [
        d
        for d in head.duties
        if d.id in _RIGHTS and d.id in context.duties and d.id not in covered
        if d.state is not DutyState.OPEN or d.how or d.note
    ]
    wording = Wording(name=disclosed.child.preferred_name, pronouns=disclosed.child.pronouns)
    rows = [
        (
            cell(fill(words[one.id].words, wording)),
            cell(_done(one)),
            cell(capital(one.how), capital(one.note)),
            cell("" if one.understood is Understood.NOT_ASKED else capital(one.understood.label)),
        )
        for one in told
    ]
    rows += [
        (
            cell(context.duties[d.id]),
            cell(_done(d)),
            cell(capital(d.how), capital(d.note)),
            cell(""),
        )
        for d in duties_left
    ]
    if not rows:
        return ()
    table = Table(
        caption="Rights and how they were explained",
        description="Each right, whether and when it was told, how, and whether it is known.",
        columns=(
            Column(title="What", share=6.0),
            Column(title="Done", share=3.7),
            Column(title="How", share=4.2),
            Column(title="Known", share=3.1),
        ),
        rows=tuple(rows),
    )
    return (only_told(table),)


def duties(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return what the officer did before, at and after the review."""
    order = {id_: at for at, id_ in enumerate(context.duties)}
    mine = [d for d in disclosed.review.head.duties if d.id not in _RIGHTS and d.id in order]
    records = sorted(mine, key=lambda d: order[d.id])
    heading = Heading(level=2, text="What I did as reviewing officer", about=DUTIES)
    table = _duties(records, context, "Duties before, at and after the review")
    return (heading, *table) if table else ()


def _duties(records: list[DutyRecord], context: Context, caption: str) -> tuple[Block, ...]:
    """Return what was to be done and when it was; how only where it is said of any of it."""
    records = [d for d in records if d.state is not DutyState.OPEN or d.how or d.note]
    if not records:
        return ()
    table = Table(
        caption=caption,
        description="What was to be done, whether and when it was, and how.",
        columns=(
            Column(title="What", share=7.2),
            Column(title="Done", share=4.0),
            Column(title="How", share=5.8),
        ),
        rows=tuple(
            (cell(context.duties[d.id]), cell(_done(d)), cell(capital(d.how), capital(d.note)))
            for d in records
        ),
    )
    return (only_told(table),)


def _done(duty: DutyRecord | RightTold) -> str:
    if duty.state is DutyState.DONE and duty.on:
        return long_date(duty.on)
    return joined(capital(duty.state.label), long_date(duty.on) if duty.on else "")


def iro_view(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return the officer's own view, and what was raised with the council formally (G)."""
    head = disclosed.review.head
    text = minute_blocks(disclosed, disclosed.review.section(IRO_VIEW).minutes)
    raised = "\n".join(dispute.for_child for dispute in disclosed.child.disputes)
    considered = said(
        ("Dispute resolution", head.dispute_considered),
        ("What I have asked the council to put right", raised),
    )
    facts = (Facts(facts=tuple(considered)),) if considered else ()
    none = nothing_here(disclosed, "No view of the reviewing officer is written down.")
    nothing = () if text else (paragraph(none),)
    return (
        Heading(level=2, text="My view as reviewing officer", about=IRO_VIEW),
        *(text or nothing),
        *facts,
    )


def differences(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what people did not agree on, the child included (I)."""
    text = minute_blocks(disclosed, disclosed.review.section(DIFFERENCES).minutes)
    blocks = [*text, *recommendation_table.disagreements(disclosed)]
    heading = Heading(level=2, text="What we did not all agree on", about=DIFFERENCES)
    if not blocks:
        blocks = [paragraph(nothing_here(disclosed, "No differences are written down."))]
    wishes = recommendation_table.unanswered(disclosed)
    if wishes:
        blocks += [Heading(level=3, text=recommendation_table.UNANSWERED), *wishes]
    return (heading, *blocks)


def what_next(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return when the next review is, by when the law wants it, and the midway check (K)."""
    planned = disclosed.review.head.next_review
    day = weekday_date(planned.planned) if planned.planned else "Not planned yet"
    facts = said(
        ("Next review", joined(day, clock(planned.at) if planned.at else "", planned.place)),
        ("The law says by", _date(context.due.next_limit)),
        ("Why it is later", planned.late_reason),
        ("Midway check", _date(planned.midway)),
    )
    return (Heading(level=2, text="What happens next", about=NEXT), Facts(facts=tuple(facts)))


def _date(day: date | None) -> str:
    return long_date(day) if day else ""


def sign_off(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the dates that follow the review, and who signed which version (L)."""
    sent, due = disclosed.review.head.sending, context.due
    manager = f"by {sent.council_manager}" if sent.council_manager else ""
    facts = said(
        ("Recommendations sent", _done_by(sent.decisions_sent, due.decisions)),
        ("Council’s reply", joined(_done_by(sent.council_replied, due.reply), manager)),
        ("Care plan updated", _done_by(sent.care_plan_updated, due.care_plan)),
        ("Full record finished", _done_by(sent.record_done, due.record)),
        ("Full record sent out", _done_by(sent.distributed, due.distribution)),
        ("Version", version_words(context)),
        ("Copies", _in_part(disclosed.copies_in_part)),
        ("What changed in this version", "\n".join(_changed(disclosed, context))),
        ("Earlier versions", "\n".join(_earlier(disclosed, context))),
    )
    return (Heading(level=2, text="Dates and signing", about=SIGN_OFF), Facts(facts=tuple(facts)))


def _in_part(copies: int) -> str:
    """Return for how many people a copy leaves parts out; what, no document but the annex says."""
    if not copies:
        return ""
    many = "1 copy leaves" if copies == 1 else f"{copies} copies leave"
    return f"{many} parts out, for reasons on record"


def _done_by(done: date | None, due: date | None) -> str:
    limit = f"due by {weekday_date(due)}" if due else ""
    return capital(joined(long_date(done) if done else "", limit))


def version_words(context: Context) -> str:
    """Return which version this is, and when and by whom it was signed off."""
    issue = context.issue
    if not issue.signed:
        return f"{issue.version} · draft of {long_date(issue.on)}, not signed off"
    return f"{issue.version} · signed off by {context.iro} on {long_date(issue.on)}"


def _changed(disclosed: Disclosed, context: Context) -> list[str]:
    """Return why there is this version and where it differs from the one before.

    Only the council's own record says where: a copy in part would tell where something is left out.
    """
    this = next(
        (v for v in disclosed.review.head.versions if v.number == context.issue.version), None
    )
    if this is None or not context.issue.signed or this.number == 1:
        return []
    is_whole = disclosed.recipient.kind is RecipientKind.COUNCIL
    return [this.reason, *(changed_words(this, context) if is_whole else ())]


def _earlier(disclosed: Disclosed, context: Context) -> list[str]:
    return [
        joined(f"{v.number} · {long_date(uk_date(v.signed_at))}", v.by, v.reason)
        for v in disclosed.review.head.versions
        if v.number < context.issue.version
    ]


def notices(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return what a reader must know first: what kind of paper it is, that it is not the whole."""
    parts = (paragraph(NOT_ALL),) if disclosed.parts_withheld else ()
    return (*first_notices(disclosed, context), *parts)


def first_notices(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return that all is invented, and that this is a draft, where it is so."""
    found: list[Block] = []
    if disclosed.child.practice:
        text = "The child, the people and the places in this document are invented."
        found.append(Notice(title="Practice only.", text=text))
    if not context.issue.signed:
        text = f"This is a draft of {long_date(context.issue.on)}. It may still change."
        found.append(Notice(title="Draft.", text=text))
    return tuple(found)
