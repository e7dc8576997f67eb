"""The editor of lines: one section's notes or minutes, one block of the document for each line.

The session holds the truth; the document shows it. What is typed goes to the session as an edit,
what changes elsewhere comes back, and a folded line is not in the document at all.
"""

from ui.editor.correction import SectionEditor
from ui.editor.lines import LinesEditor
from ui.editor.reading import text_of

__all__ = ["LinesEditor", "SectionEditor", "text_of"]
