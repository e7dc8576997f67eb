"""Thin item models: a list of rows as the store or the session hands it over, and its words."""
