"""Journeys go through the whole program, which takes its time on a busy or a slow computer."""

import pytest

_SECONDS = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each journey longer than any other test has."""
    for item in items:
        if item.path.parent.name == "journeys" and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(_SECONDS))
