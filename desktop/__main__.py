"""The command line of Heard. Exit codes: 0 fine, 1 found something, 2 could not."""

import sys

from desktop.commands import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from ui.background import freeze_support  # a bundle starts its helper process through here

        freeze_support()
    sys.exit(main(sys.argv[1:]))
