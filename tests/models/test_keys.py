"""Keys, the key file, recovery codes, passphrases and the file writer."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import atomicfile, faults, keyheader, keys, passphrase, recovery
from models.keys import FLOOR_COST, DataKey, KdfCost
from models.recovery import RecoveryCode

WORDS = "granite otter lantern pickle"


Made = tuple[keyheader.KeyHeader, DataKey, RecoveryCode]


@pytest.fixture(scope="module")
def made() -> Made:
    code = recovery.new_code()
    header, data_key = keyheader.new(WORDS, code, FLOOR_COST)
    return header, data_key, code


def test_that_the_passphrase_and_the_code_open_the_same_key(made: Made) -> None:
    header, data_key, code = made
    assert keyheader.unlocked(header, WORDS).is_same(data_key)
    assert keyheader.recovered(header, code).is_same(data_key)


def test_that_a_wrong_passphrase_is_told_as_just_that(made: Made) -> None:
    with pytest.raises(faults.WrongPassphraseError):
        keyheader.unlocked(made[0], WORDS + " ")
    with pytest.raises(faults.WrongRecoveryCodeError):
        keyheader.recovered(made[0], recovery.new_code())


def test_that_composed_and_decomposed_accents_are_one_passphrase() -> None:
    salt = bytes(16)
    composed = keys.from_passphrase("café", salt, FLOOR_COST)
    assert composed == keys.from_passphrase(unicodedata.normalize("NFD", "café"), salt, FLOOR_COST)


def test_that_every_use_has_a_key_of_its_own_and_none_shows_in_repr(made: Made) -> None:
    key = made[1]
    derived = {key.database(), key.header(), key.backup(), key.draft(), key.wrap_former()}
    assert len(derived) == 5
    assert key.database().startswith(key.database_salt()) is False
    assert repr(key) == "DataKey(…)"
    assert repr(made[2]) == "RecoveryCode(…)"


def test_that_a_forgotten_key_is_overwritten() -> None:
    key = DataKey.fresh()
    key.forget()
    assert key.is_same(DataKey(bytes(32)))


def test_that_a_header_reads_back_and_nothing_secret_is_in_it(made: Made) -> None:
    header, data_key, code = made
    content = keyheader.encode(header)
    assert keyheader.decode(content) == header
    assert len(content) < keyheader.LARGEST
    assert WORDS.encode() not in content
    assert code.text.encode() not in content
    assert data_key.database().hex().encode() not in content


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_that_one_flipped_bit_anywhere_in_the_key_file_is_noticed(
    made: Made, at: int, bit: int
) -> None:
    content = bytearray(keyheader.encode(made[0]))
    content[at % len(content)] ^= 1 << bit
    with pytest.raises((keyheader.HeaderFaultError, faults.NewerStoreError)):
        keyheader.decode(bytes(content))


@given(content=st.binary(max_size=400))
def test_that_random_bytes_are_refused_as_a_key_file(content: bytes) -> None:
    with pytest.raises(keyheader.HeaderFaultError):
        keyheader.decode(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(field=st.sampled_from(keyheader.KeyHeader.__struct_fields__), value=JSON)
def test_that_a_field_of_the_wrong_kind_is_refused(made: Made, field: str, value: Any) -> None:
    raw = msgspec.json.decode(keyheader.encode(made[0]))
    if raw[field] == value or (field == "version" and isinstance(value, int) and value > 1):
        return
    raw[field] = value
    with pytest.raises(keyheader.HeaderFaultError):
        keyheader.decode(msgspec.json.encode(raw) + b"\n")


def resigned(header: keyheader.KeyHeader) -> bytes:
    """Return the key file as a forger would leave it: digest right, HMAC impossible."""
    bare = msgspec.structs.replace(header, sha256=b"")
    digest = hashlib.sha256(keyheader.encode(bare)).digest()
    return keyheader.encode(msgspec.structs.replace(bare, sha256=digest))


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (2 << 30, 3, 4),
        (64 * 1024 - 1, 3, 4),
        (0, 3, 4),
        (-65536, 3, 4),
        (65536, 2, 4),
        (65536, 1 << 31, 4),
        (65536, 3, 0),
        (65536, 3, 17),
        (65536, 1 << 80, 4),
    ],
)
def test_that_weakened_or_absurd_costs_are_refused_before_any_work(
    made: Made, memory_kib: int, passes: int, lanes: int
) -> None:
    content = keyheader.encode(made[0]).decode()
    content = re.sub(r'"memory_kib":\d+', f'"memory_kib":{memory_kib}', content)
    content = re.sub(r'"passes":\d+', f'"passes":{passes}', content)
    content = re.sub(r'"lanes":\d+', f'"lanes":{lanes}', content)
    with pytest.raises(keyheader.HeaderFaultError):
        keyheader.decode(_with_right_digest(content))


def _with_right_digest(content: str) -> bytes:
    bare = re.sub(r'"sha256":"[^"]*"', '"sha256":""', content).encode()
    digest = msgspec.json.encode(hashlib.sha256(bare).digest()).decode()
    return re.sub(r'"sha256":""', f'"sha256":{digest}', bare.decode()).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c + b" " * keyheader.LARGEST,
        lambda c: c.replace(b'"version":1', b'"version":1,"version":1', 1),
        lambda c: c.replace(b'"version":1', b'"version":NaN', 1),
        lambda c: c.replace(b'"version":1', b'"version":1,"extra":1', 1),
        lambda c: c.replace(b'"type":1', b'"type":3', 1),
        lambda c: re.sub(rb'"salt":"[^"]*"', b'"salt":""', c),
        lambda c: b"[" * 5000,
        lambda c: c[: len(c) // 2],
        lambda c: b"",
    ],
)
def test_that_malformed_key_files_are_refused(made: Made, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(keyheader.HeaderFaultError):
        keyheader.decode(spoil(keyheader.encode(made[0])))


def test_that_a_key_file_of_a_later_heard_is_called_newer(made: Made) -> None:
    later = keyheader.encode(made[0]).replace(b'"version":1', b'"version":2,"more":[]', 1)
    with pytest.raises(faults.NewerStoreError):
        keyheader.decode(later)


def test_that_a_slot_dropped_by_someone_else_is_damage_and_not_a_wrong_passphrase(
    made: Made,
) -> None:
    header = made[0]
    forged = msgspec.structs.replace(header, slots=header.slots[:1])
    with pytest.raises(faults.DamagedHeaderError):
        keyheader.unlocked(keyheader.decode(resigned(forged)), WORDS)


def test_that_a_cheaper_cost_put_in_by_someone_else_does_not_open(made: Made) -> None:
    header = made[0]
    slot = header.slots[0]
    assert isinstance(slot, keyheader.PassphraseSlot)
    dearer = msgspec.structs.replace(slot, cost=KdfCost(memory_kib=65536, passes=4, lanes=4))
    forged = msgspec.structs.replace(header, slots=(dearer, *header.slots[1:]))
    with pytest.raises(faults.WrongPassphraseError):
        keyheader.unlocked(keyheader.decode(resigned(forged)), WORDS)


def test_that_a_new_passphrase_puts_the_old_one_out(made: Made) -> None:
    header, data_key, code = made
    changed = keyheader.with_passphrase(header, data_key, "another four words here", FLOOR_COST)
    with pytest.raises(faults.WrongPassphraseError):
        keyheader.unlocked(changed, WORDS)
    assert keyheader.recovered(changed, code).is_same(data_key)


def test_that_a_damaged_key_file_is_replaced_by_its_copy_and_then_by_a_backups(
    made: Made, tmp_path: Path
) -> None:
    header = made[0]
    keyheader.write(tmp_path, header)
    (tmp_path / "store.key").write_bytes(b"junk")
    assert keyheader.read(tmp_path).path.name == "store.key.bak"
    (tmp_path / "store.key.bak").unlink()
    with pytest.raises(faults.DamagedHeaderError):
        keyheader.read(tmp_path)
    backup = tmp_path / "backups" / "000001"
    backup.mkdir(parents=True)
    (backup / "store.key").write_bytes(keyheader.encode(header))
    assert keyheader.read(tmp_path).header == header


def test_that_no_key_file_at_all_is_missing_and_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(faults.MissingHeaderError):
        keyheader.read(tmp_path)


def test_that_the_copy_never_keeps_an_older_passphrase(made: Made, tmp_path: Path) -> None:
    header, data_key, _ = made
    later = keyheader.with_recovery(header, data_key, recovery.new_code())
    keyheader.write(tmp_path, header)
    keyheader.write(tmp_path, later)
    assert keyheader.decode((tmp_path / "store.key.bak").read_bytes()) == later
    (tmp_path / "store.key.bak").write_bytes(keyheader.encode(header))
    keyheader.mend(tmp_path, later)
    assert keyheader.decode((tmp_path / "store.key.bak").read_bytes()) == later


def test_that_a_former_key_is_kept_only_while_asked_for(made: Made) -> None:
    header, data_key, _ = made
    former = DataKey.fresh()
    both = keyheader.decode(keyheader.encode(keyheader.with_former(header, data_key, former)))
    found = keyheader.former_key(both, data_key)
    assert found is not None
    assert found.is_same(former)
    assert keyheader.former_key(keyheader.with_former(both, data_key, None), data_key) is None


def test_that_calibration_takes_what_the_computer_can_and_never_less_than_the_floor() -> None:
    slow = iter(range(0, 100, 2))
    assert keys.affordable_cost(lambda: float(next(slow))) == FLOOR_COST


CODES = st.integers(0, (1 << 130) - 1).map(lambda value: RecoveryCode(value=value))


@given(CODES)
def test_that_a_recovery_code_reads_back_however_it_is_typed(code: RecoveryCode) -> None:
    assert len(code.groups) == 7
    assert recovery.read_code(code.text) == code
    sloppy = code.text.lower().replace("0", "o").replace("1", "l").replace("-", " \n")
    assert recovery.read_code(sloppy) == code
    assert recovery.read_code(code.text.replace("-", "–").replace("1", "I")) == code


@given(CODES, st.integers(0, 27), st.integers(1, 31))
def test_that_one_wrong_character_is_traced_to_its_group(
    code: RecoveryCode, at: int, shift: int
) -> None:
    text = "".join(code.groups)
    wrong = recovery.ALPHABET[(recovery.ALPHABET.index(text[at]) + shift) % 32]
    with pytest.raises(recovery.RecoveryCodeError) as told:
        recovery.read_code(text[:at] + wrong + text[at + 1 :])
    assert at // 4 + 1 in told.value.groups


@given(CODES, st.integers(0, 26))
def test_that_two_neighbours_swapped_are_traced_to_their_group(code: RecoveryCode, at: int) -> None:
    text = "".join(code.groups)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if swapped == text:
        return
    with pytest.raises(recovery.RecoveryCodeError) as told:
        recovery.read_code(swapped)
    assert at // 4 + 1 in told.value.groups


@given(CODES, st.lists(st.tuples(st.integers(0, 27), st.integers(0, 31)), max_size=2))
def test_that_two_wrong_characters_are_never_taken(
    code: RecoveryCode, changes: list[tuple[int, int]]
) -> None:
    text = list("".join(code.groups))
    before = list(text)
    for at, symbol in changes:
        text[at] = recovery.ALPHABET[symbol]
    if text != before:
        with pytest.raises(recovery.RecoveryCodeError):
            recovery.read_code("".join(text))


@given(st.text(max_size=60))
def test_that_no_text_breaks_the_reading_of_a_code(text: str) -> None:
    with suppress(recovery.RecoveryCodeError):
        assert recovery.read_code(text).text


def test_that_a_short_group_and_a_letter_no_code_has_are_named() -> None:
    groups = list(recovery.new_code().groups)
    short = [*groups[:2], groups[2][:3], *groups[3:]]
    with pytest.raises(recovery.RecoveryCodeError) as told:
        recovery.read_code("-".join(short))
    assert told.value.groups == (3,)
    strange = [*groups[:4], "U" + groups[4][1:], *groups[5:]]
    with pytest.raises(recovery.RecoveryCodeError) as told:
        recovery.read_code(" ".join(strange))
    assert told.value.groups == (5,)


def test_that_a_group_typed_back_is_read_as_kindly() -> None:
    code = recovery.new_code()
    assert recovery.group_matches(code, 2, f" {code.groups[1].lower()} ")
    assert not recovery.group_matches(code, 2, code.groups[1][:3])


def test_that_generated_passphrases_are_words_of_the_list() -> None:
    assert len(passphrase.words()) == len(set(passphrase.words())) == 7776
    offered = passphrase.generate()
    assert len(offered.split(" ")) == 4
    assert set(offered.split(" ")) <= set(passphrase.words())
    assert offered != passphrase.generate()


@pytest.mark.parametrize("bad", ["", "   ", "a\nb", "a\x00b", "x" * 1025, "a\u2028b", "a\ud800"])
def test_that_a_passphrase_nobody_can_mean_is_refused(bad: str) -> None:
    with pytest.raises(passphrase.PassphraseError):
        passphrase.checked(bad)


@pytest.mark.parametrize("good", ["🦔 hedgehog", "سلام", " spaces stay ", "x" * 1024])
def test_that_any_other_passphrase_is_kept_letter_for_letter(good: str) -> None:
    assert passphrase.checked(good) == good


def test_that_own_passphrases_are_judged_and_names_kept_out() -> None:
    assert passphrase.judge("purple-Walrus!sings 94 hymns").is_enough
    assert not passphrase.judge("password1").is_enough
    assert not passphrase.judge("Whitfield sings purple hymns 94", ["Ruth Whitfield"]).is_enough
    assert passphrase.judge("x" + secrets.token_urlsafe(600)).is_enough


@given(st.text(min_size=1, max_size=300))
def test_that_judging_never_fails(text: str) -> None:
    with suppress(passphrase.PassphraseError):
        assert passphrase.judge(text).digits_of_guesses >= 0


def test_that_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a b#%'ü.bin"
    atomicfile.write(target, b"one")
    atomicfile.write(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_that_a_target_that_cannot_be_replaced_is_left_and_told(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "inside").write_bytes(b"kept")
    with pytest.raises(faults.StoreError):
        atomicfile.write(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    with pytest.raises(faults.PlaceGoneError):
        atomicfile.write(tmp_path / "gone" / "file", b"new")
