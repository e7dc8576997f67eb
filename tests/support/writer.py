"""A program that types into a store as fast as it can, and says what was saved; made to be killed.

Reads the folder and the data key (hexadecimal) from its input; prints ``number section`` after
each save that returned.
"""

import random
import sys
from pathlib import Path

from models.audit import Audit
from models.keys import DataKey
from models.store import open_store
from models.store_rows import SaveBatch
from tests.support.stores import NOW, line, part

AUDIT = "audit"
SECTIONS = ("home", "health", "school", "family")


def audit(words: str) -> Audit:
    """Return a team lead's audit that says these words."""
    return Audit(id="a1", sha256="0" * 64, thanks=words, begun_on=NOW.date())


def main() -> None:
    """Type until killed."""
    folder, secret = (input() for _ in range(2))
    store = open_store(Path(folder), DataKey(bytes.fromhex(secret)), NOW)
    number = store.generation
    while True:
        number += 1
        section = random.choice(SECTIONS)
        text = f"{number} " + "and then she said " * random.randint(1, 300)
        batch = SaveBatch(sections=(part(text, section),), lines=(line(text, section),))
        store.save(batch)
        if number % 20 == 0:
            store.settle()
        if number % 3 == 0:
            number += 1
            store.audits.save(audit(str(number)), NOW)
            section = AUDIT
        sys.stdout.write(f"{number} {section}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
