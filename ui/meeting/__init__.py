"""The meeting page, the heart of Heard: agenda, notes with prompts, recommendations, the ending.

Nothing here is ever a dialog: whatever has to be asked is asked in the page itself.
"""

from ui.meeting.page import MeetingPage

__all__ = ["MeetingPage"]
