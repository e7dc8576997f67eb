"""Facts of a child that lists show, as dates that stay right until the child's record changes.

Nothing here depends on today: a sign of drift is kept with the day from which it holds, so that
the list can ask on any day (design.md §3).
"""

from datetime import date, timedelta

from models.ages import birthday
from models.child import Child, Dispute, Home
from models.codes import codes
from models.deadlines import DateEngine
from models.law import LawPack
from models.life_clocks import answer_due
from models.permanence import drift, held_reviews
from models.registered import SettingKind, setting_flags
from models.store_rows import DriftSign, Kin, OpenDispute, SettingSign
from models.terms import Registered
from models.time_in_care import newest_period
from models.timetables import wanted_early

_SIXTEEN, _GROWN_UP = 16, 18
_LOOKED_AT = frozenset({"ofsted", "say_which", "from_16"})
_DAY = timedelta(days=1)


def kin_of(child: Child) -> tuple[Kin, ...]:
    """Return brothers and sisters on this caseload, from this child's own people only."""
    return tuple(
        Kin(child_id=person.child_id, name=person.name, relationship=person.relationship)
        for person in child.people
        if person.child_id and person.child_id != child.id
    )


def numbers_of(child: Child) -> str:
    """Return the NHS number and UPN without spaces, for search; nothing where none is known."""
    return " ".join("".join(number.split()) for number in (child.ids.nhs, child.ids.upn) if number)


def drift_signs(child: Child, law: LawPack) -> tuple[DriftSign, ...]:
    """Return every sign of drift with the day after which it holds, as the record stands now.

    It is asked as of the last day that the child can be in care, so that what is still to come is
    kept too.
    """
    last = _last_day(child)
    found = drift(child, held_reviews(child), law, last)
    return tuple(DriftSign(id=warning.id, since=warning.since) for warning in found)


def open_dispute(child: Child, engine: DateEngine) -> OpenDispute | None:
    """Return the open dispute whose clock ends first, else the one opened first, or None."""
    still = [dispute for dispute in child.disputes if dispute.closed_on is None]
    made = [_open_dispute(dispute, engine) for dispute in still]
    return min(made, key=lambda one: (one.due or date.max, one.opened_on), default=None)


def _open_dispute(dispute: Dispute, engine: DateEngine) -> OpenDispute:
    clock = engine.dispute(dispute.formal_on) if dispute.formal_on is not None else None
    return OpenDispute(
        stage=dispute.stage.label,
        opened_on=dispute.opened_on,
        formal_on=dispute.formal_on,
        amber=clock.amber if clock else None,
        due=clock.due if clock else None,
        answer_due=answer_due(dispute, engine),
    )


def settings_of(child: Child) -> tuple[SettingSign, ...]:
    """Return what must be seen about where the child lives (domain.md §3.4), with its dates."""
    sixteen = birthday(child.born, _SIXTEEN)
    starts = [home.start for home in child.homes if home.end is None and _may_matter(home)]
    if not starts:
        return ()
    days = {*starts, sixteen - _DAY, _last_day(child)}
    found = {}
    for day in sorted(day for day in days if day <= _last_day(child)):
        for flag in setting_flags(child, day):
            too_young = flag.kind is SettingKind.UNDER_SIXTEEN
            until = sixteen if too_young else None
            found[flag.words] = SettingSign(words=flag.words, since=flag.since, until=until)
    return tuple(found.values())


def _may_matter(home: Home) -> bool:
    """Return whether anything could have to be seen about a home of that kind."""
    code = codes("placement").get(home.place_code)
    tags = code.tags if code is not None else ()
    return home.registered is Registered.NO or not _LOOKED_AT.isdisjoint(tags)


def pledge_by(child: Child) -> date | None:
    """Return the soonest day of what was promised to the child and is not kept, or None."""
    still = (pledge.by for pledge in child.pledges if pledge.kept_on is None)
    return min((by for by in still if by is not None), default=None)


def early_wanted(child: Child) -> date | None:
    """Return the day of the newest yes to an early review since the reviews held before Heard."""
    held = max((past.on for past in child.past_reviews), default=None)
    thought = wanted_early(child, held)
    return thought.on if thought is not None else None


def care_ended(child: Child) -> date | None:
    """Return the day on which the newest time in care ended or will end, or None."""
    period = newest_period(child, date.max)
    return period.end if period is not None else None


def _last_day(child: Child) -> date:
    """Return the last UK date on which the child can be in care, as the record stands."""
    grown_up = birthday(child.born, _GROWN_UP) - _DAY
    end = care_ended(child)
    return grown_up if end is None else min(grown_up, end - _DAY)
