"""Backups as the user sees them: what there are, restoring, rescue, and what could not be saved."""
