"""A setting that may not be used, or is not registered, is always seen (domain.md §3.4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.child import Child, Home, PeriodOfCare
from models.codes import codes
from models.registered import SettingKind, must_be_registered, setting_flag, setting_flags
from models.terms import Registered

TODAY = date(2026, 11, 24)
SIXTEEN_TODAY = date(2010, 11, 24)
FOURTEEN = date(2012, 3, 4)


def home(code: str, registered: Registered = Registered.NOT_KNOWN, **more: object) -> Home:
    facts: dict[str, object] = {"start": date(2026, 5, 1), "end": None} | more
    return Home(id="h", who="Someone", place_code=code, registered=registered, **facts)  # type: ignore[arg-type]


def child(*homes: Home, born: date = FOURTEEN, **more: object) -> Child:
    return Child(id="c", preferred_name="Kez", born=born, homes=homes, **more)  # type: ignore[arg-type]


def kinds(*homes: Home, born: date = FOURTEEN) -> list[SettingKind]:
    return [flag.kind for flag in setting_flags(child(*homes, born=born), TODAY)]


@pytest.mark.parametrize("code", ["K1", "K2"])
def test_that_an_unregistered_childrens_home_is_flagged_since_the_child_came(code: str) -> None:
    flag = setting_flag(child(home(code, Registered.NO)), TODAY)
    assert flag is not None
    assert (flag.kind, flag.since) == (SettingKind.NOT_REGISTERED, date(2026, 5, 1))
    assert flag.words == "Not registered with Ofsted"
    assert flag.is_sure
    assert "must be registered" in flag.why
    assert flag.what_to_do
    assert "Care Standards Act 2000" in flag.source


def test_that_unregistered_supported_accommodation_is_flagged_from_sixteen_on() -> None:
    flag = setting_flag(child(home("K3", Registered.NO), born=SIXTEEN_TODAY), TODAY)
    assert flag is not None
    assert flag.kind is SettingKind.NOT_REGISTERED
    assert "Supported Accommodation (England) Regulations 2023" in flag.source


def test_that_supported_accommodation_had_to_be_registered_from_28_october_2023() -> None:
    since = home("H5", Registered.NO, start=date(2023, 2, 1))
    young = child(since, born=date(2006, 12, 1))
    assert setting_flag(young, date(2023, 10, 27)) is None
    flag = setting_flag(young, date(2023, 10, 28))
    assert flag is not None
    assert flag.since == date(2023, 10, 28)


@pytest.mark.parametrize("code", ["K3", "H5", "P2"])
def test_that_nobody_under_sixteen_may_live_there_registered_or_not(code: str) -> None:
    for registered in Registered:
        found = kinds(home(code, registered))
        assert found[0] is SettingKind.UNDER_SIXTEEN
    assert SettingKind.UNDER_SIXTEEN not in kinds(home(code), born=SIXTEEN_TODAY)
    a_day_short = SIXTEEN_TODAY + timedelta(days=1)
    assert SettingKind.UNDER_SIXTEEN in kinds(home(code), born=a_day_short)


@pytest.mark.parametrize("code", ["K1", "K2", "K3", "H5", "Z1"])
def test_that_registration_not_known_is_asked_about_where_it_must_be_known(code: str) -> None:
    flag = setting_flag(child(home(code), born=SIXTEEN_TODAY), TODAY)
    assert flag is not None
    assert flag.kind is SettingKind.NOT_KNOWN
    assert not flag.is_sure


def test_that_a_home_with_carers_and_a_registered_one_raise_nothing() -> None:
    groups = {"foster", "kinship_foster", "parents", "adoption", "temporary"}
    for code in codes("placement").values():
        if code.group in groups:
            assert all(kinds(home(code.code, value)) == [] for value in Registered)
    assert kinds(home("K2", Registered.YES)) == []
    assert kinds(home("K3", Registered.YES), born=SIXTEEN_TODAY) == []
    assert kinds(home("Z1", Registered.NOT_REQUIRED)) == []


def test_that_only_where_the_child_lives_today_counts() -> None:
    left = home("K2", Registered.NO, end=date(2026, 9, 1))
    coming = home("K2", Registered.NO, start=date(2027, 1, 1))
    assert kinds(left, coming) == []
    assert kinds(home("K2", Registered.NO, end=date(2026, 12, 24))) == [SettingKind.NOT_REGISTERED]


def test_that_a_child_who_has_left_care_has_no_flag() -> None:
    gone = PeriodOfCare(id="p", start=date(2025, 1, 1), end=TODAY)
    assert setting_flags(child(home("K2", Registered.NO), periods=(gone,)), TODAY) == ()
    assert setting_flags(child(home("K3", Registered.NO), born=date(2008, 11, 24)), TODAY) == ()


@given(
    code=st.sampled_from(sorted(codes("placement"))),
    registered=st.sampled_from(Registered),
    days=st.integers(0, 18 * 365),
)
def test_that_what_must_be_registered_is_quiet_only_when_it_is(
    code: str, registered: Registered, days: int
) -> None:
    one = home(code, registered)
    born = TODAY - timedelta(days=days)
    found = setting_flags(child(one, born=born), TODAY)
    settled = registered in (Registered.YES, Registered.NOT_REQUIRED)
    if must_be_registered(one):
        assert bool(found) is not settled or found[0].kind is SettingKind.UNDER_SIXTEEN
    assert all("Someone" not in flag.words and "Kez" not in flag.words for flag in found)
    assert all(flag.since <= TODAY for flag in found)
