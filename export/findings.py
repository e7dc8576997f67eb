"""What a check of a Word file finds, apart from how it was looked for."""

from models.child import Value


class Finding(Value, frozen=True, kw_only=True):
    """What stands in a reader's way: the rule, where, and in a sentence what is wrong."""

    rule: str
    where: str
    what: str
