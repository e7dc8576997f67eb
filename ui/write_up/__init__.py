"""The write-up page: notes beside minutes, recommendations, what is open, and signing off."""
