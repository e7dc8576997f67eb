"""The service picture: figures as charts with their tables, for the annual report."""
