"""Heard played by itself: a whole review through the real windows, from a case file.

Everything is done with key presses and clicks on what is shown, never by calling the model; what
cannot be reached that way stops the play.
"""
