"""Keeping things from people: asked for in place, and listed for each person before copies go."""
