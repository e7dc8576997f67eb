"""What stands before the program: first run, unlocking, recovery, changing the passphrase.

Nothing here knows the pages behind it. At the start of the program only Qt and resources are
imported; keys and passphrase rules come in with the first key derivation.
"""
