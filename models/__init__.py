"""What Heard knows and remembers: the domain as frozen values, its rules, and the encrypted store.

No Qt, no Word, no thread: everything here runs and is tested without a screen. A change is an
``Edit`` value (``models.edits``), a rule is a pure function; only ``models.store`` touches disk.
"""
