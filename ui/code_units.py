"""Counting letters: Qt counts UTF-16 units, Python counts code points."""


def units(text: str) -> int:
    """Return how many UTF-16 units ``text`` takes."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, count: int) -> int:
    """Return how many code points the first ``count`` UTF-16 units of ``text`` hold."""
    if text.isascii():
        return min(count, len(text))
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * max(count, 0)]
    return len(kept.decode("utf-16-le", "replace"))
