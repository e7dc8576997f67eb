"""The words that checks go by: data that a council may lay its own file over."""

from models.child import Value


class CheckBook(Value, frozen=True, kw_only=True):
    """Every list and every bound that a check reads; checked when it is read."""

    version: str
