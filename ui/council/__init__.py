"""The council's own settings as the window shows them: what is in force, and taking in others."""
