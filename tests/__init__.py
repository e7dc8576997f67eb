"""What holds Heard to its word: tests, what they share (``support``), and ``bench``.

A package, and not only a folder: a wheel that brings a ``tests`` of its own would hide ours.
"""
