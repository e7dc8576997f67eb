"""Leaving Heard: which version, which documents, where to, and the register of what was made."""
