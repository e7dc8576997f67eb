"""The running program: entry point, composition root, paths, single instance, idle lock, crashes.

Small on purpose: it builds every long-lived object, hands each what it needs and closes them
in reverse.
"""
