"""Look through folders of documents once: ``python -m tests.bench.quality_once FOLDER…``.

Prints one line of JSON: how many documents, milliseconds from the first to the last, and the most
memory that the program ever held, in megabytes.
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from export.qa.folder import files_in, look_through_files
from export.qa.quality import rules


def main() -> int:
    """Look through the folders named."""
    by = rules()
    files = list(files_in(map(Path, sys.argv[1:])))
    start = time.perf_counter()
    rows = look_through_files(files, by, date(2026, 11, 27), None, lambda _part, _whole: None)
    took = (time.perf_counter() - start) * 1000
    if any(row.quality.verdict is not None for row in rows):
        raise RuntimeError("A document was not read.")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"documents": len(rows), "ms": took, "peak_mb": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
