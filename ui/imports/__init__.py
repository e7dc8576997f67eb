"""Bringing in what others made: case files."""
