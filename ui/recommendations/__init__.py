"""The recommendations of the open review: numbered, with the card in which one is worked on.

The meeting page and the write-up page show the same panel; every change goes to the session.
"""

from ui.recommendations.panel import RecommendationsPanel

__all__ = ["RecommendationsPanel"]
