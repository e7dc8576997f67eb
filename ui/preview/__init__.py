"""Documents as they will be, drawn on the screen from the same blocks as the Word files.

Here belongs what turns blocks into pages that can be looked at; what the blocks say belongs to
``export``.
"""
