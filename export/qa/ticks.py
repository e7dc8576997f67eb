"""What stands beside a question of another council's form: yes or no, and what follows."""

import re

from export.reader.record import ReadFact

_YES = re.compile(r"(?i)\s*(?:yes|y)\b(?!/)[\s.,;:–-]*")
_NO = re.compile(r"(?i)\s*(?:no|n|not)\b(?!/)[\s.,;:–-]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_REASON = 2
_LONGEST = 60
"""Characters of what says that there is nothing."""
_NOTHING = re.compile(
    r"(?i)\W*(?:none|nil|no|n/?a|tbc|tba|to be (?:confirmed|agreed|decided)"
    r"|not (?:known|identified|agreed|applicable|yet \w+)|there is none)?\W*"
)


def is_yes(fact: ReadFact | None) -> bool:
    """Whether it says yes."""
    return fact is not None and _YES.match(fact.text) is not None


def is_no(fact: ReadFact | None) -> bool:
    """Whether it says no, with or without a reason."""
    return fact is not None and _NO.match(fact.text) is not None


def reason_in(fact: ReadFact | None) -> str:
    """Return what follows a no, where it is words enough to be a reason."""
    found = None if fact is None else _NO.match(fact.text)
    rest = fact.text[found.end() :].strip() if fact is not None and found is not None else ""
    return rest if len(_WORD.findall(rest)) >= _WORDS_OF_A_REASON else ""


def says_none(text: str) -> bool:
    """Whether what stands there only says that there is nothing, or nothing yet."""
    return len(text) <= _LONGEST and _NOTHING.fullmatch(text) is not None
