"""What ``heard`` can be asked to do; each command imports only what it needs."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desktop import paths
from models.errors import UserFacingError

FINE, FOUND, COULD_NOT = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    paths.narrow_permissions()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except UserFacingError as fault:
        _complain(f"{fault.problem} {fault.remedy}")
    except KeyboardInterrupt:
        _complain("Stopped before the end.")
    return COULD_NOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="heard", description="Chair a child's review and write it up, offline."
    )
    parser.add_argument("--home", metavar="DIR", help="the folder for the encrypted store")
    parser.add_argument(
        "--self-test",
        action="store_const",
        dest="command",
        const=_self_test,
        default=_run,
        help="check that Heard works on this computer",
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    demo = commands.add_parser("demo", help="play a whole review from a case file")
    demo.add_argument("--case", metavar="FILE", help="the case file; the practice case if left out")
    demo.add_argument("--out", metavar="DIR", default="out", help="where documents and pictures go")
    demo.set_defaults(command=_demo)
    verify = commands.add_parser("verify", help="check a store without showing what is in it")
    verify.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    verify.add_argument("--passphrase-fd", type=int, metavar="N", help="read it from this file")
    verify.set_defaults(command=_verify)
    quality = commands.add_parser("qa", help="check the quality of Word files, without a store")
    quality.add_argument("paths", metavar="PATH", nargs="+", help="a Word file, or a folder")
    quality.add_argument(
        "--json", metavar="FILE", default="", help="write the results with their evidence there"
    )
    quality.add_argument(
        "--comments", metavar="DIR", default="", help="save copies with comments in that folder"
    )
    quality.set_defaults(command=_quality)
    schema = commands.add_parser("schema", help="print the JSON Schema of a case file")
    schema.add_argument(
        "--qa", action="store_true", help="print that of what qa --json writes instead"
    )
    schema.set_defaults(command=_schema)
    return parser


def _run(asked: argparse.Namespace) -> int:
    gc.disable()  # until the window stands: a start makes nothing that is worth looking for

    from desktop.run import run  # noqa: PLC0415 - Qt only where a window is wanted

    return run(asked.home)


def _self_test(_asked: argparse.Namespace) -> int:
    from desktop import self_test  # noqa: PLC0415 - as above

    return self_test.run(_say)


def _demo(asked: argparse.Namespace) -> int:
    from desktop.demo.play import play  # noqa: PLC0415 - as above

    return play(Path(asked.case) if asked.case else None, Path(asked.out), _say)


def _verify(asked: argparse.Namespace) -> int:
    from desktop.verify import verify  # noqa: PLC0415 - as above

    return verify(paths.home_folder(asked.home), asked.passphrase_fd, _say)


def _quality(asked: argparse.Namespace) -> int:
    from desktop.quality import Wanted, run  # noqa: PLC0415 - as above
    from models.clock import SystemClock  # noqa: PLC0415 - as above
    from models.council import FOLDER  # noqa: PLC0415 - as above

    council = paths.home_folder(asked.home) / FOLDER
    wanted = Wanted(json=asked.json, comments=asked.comments, council=str(council))
    try:
        with _stopping_between_files() as told:
            return run(asked.paths, wanted, SystemClock(), _say, told)
    except UserFacingError:
        raise
    except Exception as bug:
        from desktop.logs import bare_traceback  # noqa: PLC0415 - as above

        raise UserFacingError(  # so that no bug of ours is taken for something found
            "Heard itself went wrong, so the documents were not all looked at.",
            f"Tell whoever looks after Heard: {bare_traceback(type(bug), bug, bug.__traceback__)}",
        ) from bug


def _schema(asked: argparse.Namespace) -> int:
    import msgspec  # noqa: PLC0415 - as above

    if asked.qa:
        from desktop.quality import schema  # noqa: PLC0415 - as above
    else:
        from models.case_file import schema  # noqa: PLC0415 - as above
    _say(msgspec.json.format(msgspec.json.encode(schema())).decode())
    return FINE


def _say(words: str) -> None:
    _write(sys.stdout, f"{words}\n")


def _complain(words: str) -> None:
    _write(sys.stderr, f"{words}\n")


@contextmanager
def _stopping_between_files() -> Iterator[Callable[[int, int], None]]:
    """Show how far reading is; Ctrl+C ends it after the file at hand, pressed again at once."""
    stops = False

    def stop(*_: object) -> None:
        nonlocal stops
        stops = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def told(part: int, whole: int) -> None:
        if stops:
            raise KeyboardInterrupt
        _show_part(part, whole)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield told
    finally:
        signal.signal(signal.SIGINT, before)
        _show_part(1, 1)


def _show_part(part: int, whole: int) -> None:
    """Say on a terminal how far reading is, in one line that is gone when all is read."""
    if sys.stderr is not None and sys.stderr.isatty():
        done = f"\rReading: {100 * part // max(1, whole)} %"
        _write(sys.stderr, done if part < whole else f"\r{' ' * len(done)}\r")


def _write(where: TextIO | None, words: str) -> None:
    """Write as far as the place can take it; a window program on Windows may have none at all.

    Letters that it cannot take are told as numbers, and a reader who left is not waited for.
    """
    if where is None:
        return
    encoding = where.encoding or "utf-8"
    try:
        where.write(words.encode(encoding, "backslashreplace").decode(encoding))
        where.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), where.fileno())
