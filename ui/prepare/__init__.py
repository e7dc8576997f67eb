"""Preparing a review: when and where, people, papers, duties, private talk, views, order."""
