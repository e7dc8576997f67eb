"""What is on the screen: pages, widgets, item models, the session of an open review.

The only threads and the helper process live in ``ui.background``. Nothing here writes a file
itself.
"""
