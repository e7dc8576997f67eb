"""A password on a Word file: it opens with that password, letter for letter, and with no other."""

import io
import unicodedata

import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from export.protecting import LONGEST, protected
from models.errors import UserFacingError
from tests.support.documents import exported
from tests.support.sample import sample_child

PASSWORD = "Café otter lantern £20"


def opened(content: bytes, password: str) -> bytes:
    file = OOXMLFile(io.BytesIO(content))
    file.load_key(password=password, verify_password=True)
    found = io.BytesIO()
    file.decrypt(found, verify_integrity=True)
    return found.getvalue()


def test_that_a_protected_document_opens_with_its_password_to_the_same_bytes() -> None:
    content = exported("minutes")
    locked = protected(content, PASSWORD)
    assert opened(locked, PASSWORD) == content
    assert opened(protected(content, unicodedata.normalize("NFD", PASSWORD)), PASSWORD) == content


def test_that_another_password_opens_nothing() -> None:
    locked = protected(exported("one_page"), PASSWORD)
    for wrong in ("cafe otter lantern £20", PASSWORD + " ", PASSWORD[:-1]):
        with pytest.raises(InvalidKeyError):
            opened(locked, wrong)


def test_that_no_word_of_the_record_and_none_of_the_password_can_be_read_in_it() -> None:
    child = sample_child()
    locked = protected(exported("minutes"), PASSWORD)
    for word in (child.preferred_name, "word/document.xml", PASSWORD, "otter"):
        assert word.encode("utf-8") not in locked
        assert word.encode("utf-16-le") not in locked


@pytest.mark.parametrize("password", ["", "  ", "with\nbreak", "x" * (LONGEST + 1)])
def test_that_a_password_which_word_cannot_take_is_refused_in_words(password: str) -> None:
    with pytest.raises(UserFacingError):
        protected(b"anything", password)
