"""The folding card, as the cards beside the write-up know it."""

from ui.fields.folding import FoldingCard

__all__ = ["FoldingCard"]
