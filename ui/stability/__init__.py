"""Homes, schools and workers as a picture and as words: on the child's page and for the record."""
