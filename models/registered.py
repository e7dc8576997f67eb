"""Whether the place where a child lives may be used, and is registered (domain.md §3.4).

A children's home and supported accommodation must be registered with Ofsted; nobody under sixteen
may be placed in supported or independent accommodation at all. What is found is said in words,
with why and what to do; it is never a judgement of the child or of the carers.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from models.ages import birthday
from models.calendar import long_date
from models.child import Child, Home, Value
from models.codes import codes, label
from models.terms import Registered
from models.time_in_care import has_left_care

_SIXTEEN = 16
_UNDER_16_LAW = date(2021, 9, 9)
_SUPPORTED_LAW = date(2023, 10, 28)
_CARERS = {"kinship_foster", "foster", "parents", "adoption", "temporary"}
"""Groups of homes that are not registered themselves."""

_PLACING = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 27A"
_HOMES_ACT = "Care Standards Act 2000, section 11"
_SUPPORTED_SOURCE = "Supported Accommodation (England) Regulations 2023"


class SettingKind(StrEnum):
    """What is the matter with a setting, the gravest first."""

    UNDER_SIXTEEN = "under_sixteen"
    NOT_REGISTERED = "not_registered"
    NOT_KNOWN = "not_known"


class SettingFlag(Value, frozen=True, kw_only=True):
    """What must be seen about where a child lives now.

    ``words`` is short enough for a row of a list and names nobody; ``since`` is the UK date from
    which it has been so; ``home_id`` names the home; ``source`` is the law, as one would cite it.
    """

    kind: SettingKind
    words: str
    why: str
    since: date
    what_to_do: str
    source: str
    home_id: str

    @property
    def is_sure(self) -> bool:
        """Whether it is known to be so, rather than not known to be right."""
        return self.kind is not SettingKind.NOT_KNOWN


def setting_flag(child: Child, today: date) -> SettingFlag | None:
    """Return the gravest thing to know about where the child lives today, or None.

    ``today`` is the UK date; a child who has left care, or whose home is not known, has none.
    """
    return next(iter(setting_flags(child, today)), None)


def setting_flags(child: Child, today: date) -> tuple[SettingFlag, ...]:
    """Return everything that must be seen about where the child lives today, gravest first."""
    if has_left_care(child, today):
        return ()
    now = [h for h in child.homes if h.start <= today and (h.end is None or h.end > today)]
    found = [flag for home in now for flag in _of_home(child, home, today)]
    gravest = list(SettingKind)
    return tuple(sorted(found, key=lambda flag: (gravest.index(flag.kind), flag.since)))


def must_be_registered(home: Home) -> bool:
    """Whether a home of that kind has to be registered with Ofsted."""
    return "ofsted" in _tags(home)


def _tags(home: Home) -> tuple[str, ...]:
    known = codes("placement").get(home.place_code)
    return known.tags if known is not None else ()


def _of_home(child: Child, home: Home, today: date) -> Iterator[SettingFlag]:
    if (flag := _too_young(child, home, today)) is not None:
        yield flag
    if _since(home) > today:
        return
    if home.registered is Registered.NO and not _is_with_carers(home):
        yield _not_registered(home)
    elif home.registered is Registered.NOT_KNOWN and {"ofsted", "say_which"} & set(_tags(home)):
        yield _not_known(home)


def _too_young(child: Child, home: Home, today: date) -> SettingFlag | None:
    sixteen = birthday(child.born, _SIXTEEN)
    if "from_16" not in _tags(home) or today >= sixteen or today < _UNDER_16_LAW:
        return None
    since = max(home.start, _UNDER_16_LAW)
    return SettingFlag(
        kind=SettingKind.UNDER_SIXTEEN,
        words="Under 16 in a setting that may not be used",
        why=f"{_kind(home)} may not be used for anyone under sixteen. "
        f"{child.preferred_name} is sixteen on {long_date(sixteen)}.",
        since=since,
        what_to_do="Ask today what the plan and the date are for a home that may be used, who has "
        "told the director, and whether this goes to dispute resolution.",
        source=_PLACING,
        home_id=home.id,
    )


def _not_registered(home: Home) -> SettingFlag:
    sure = must_be_registered(home)
    why = f"{_kind(home)} must be registered with Ofsted, and this one is not."
    unsure = "This home is written down as not registered with Ofsted."
    ask = (
        "Ask what the plan and the date are to leave it or to have it registered, how often the "
        "child is visited meanwhile, and who in the council has agreed to it."
    )
    perhaps = "If it does not have to be registered, say so at the home."
    return SettingFlag(
        kind=SettingKind.NOT_REGISTERED,
        words="Not registered with Ofsted",
        why=why if sure else unsure,
        since=_since(home),
        what_to_do=ask if sure else f"{ask} {perhaps}",
        source=_source(home),
        home_id=home.id,
    )


def _not_known(home: Home) -> SettingFlag:
    must = f"{_kind(home)} must be registered with Ofsted. Whether this one is"
    may = "A home of another kind may have to be registered with Ofsted. Whether this one is, or"
    may += " need not be,"
    return SettingFlag(
        kind=SettingKind.NOT_KNOWN,
        words="Registration not known",
        why=f"{must if must_be_registered(home) else may} has not been written down.",
        since=_since(home),
        what_to_do="Ask the social worker for its Ofsted number, and write the answer at the home.",
        source=_source(home),
        home_id=home.id,
    )


def _since(home: Home) -> date:
    """Return from when the home has had to be registered while the child lived there."""
    return max(home.start, _SUPPORTED_LAW) if _group(home) == "supported" else home.start


def _source(home: Home) -> str:
    return _SUPPORTED_SOURCE if _group(home) == "supported" else _HOMES_ACT


def _kind(home: Home) -> str:
    return label("placement", home.place_code)


def _group(home: Home) -> str:
    known = codes("placement").get(home.place_code)
    return known.group if known is not None else ""


def _is_with_carers(home: Home) -> bool:
    return _group(home) in _CARERS
